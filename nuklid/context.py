"""What every template knows."""

from django.conf import settings
from django.utils.translation import get_language


def languages(request):
    """Name the other language of the page; its address is the view's to say."""
    other = "en" if get_language() == "de" else "de"
    return {"other_language": other, "DEMO": settings.DEMO}
