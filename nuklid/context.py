"""What every template knows."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import lazy
from django.utils.translation import get_language

from members.models.texts import other_language


def languages(request):
    """Name the other language and this page's address in it; a view may know a better one."""
    other = other_language(get_language())
    return {
        "other_language": other,
        "alternate_url": lazy(translate_url, str)(request.path, other),
        "DEMO": settings.DEMO,
    }
