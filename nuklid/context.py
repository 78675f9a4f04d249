"""What every template knows."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.functional import lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from members.models.texts import other_language


def counterpart(path, language):
    """Return the address of `path` in `language`, home for a path a browser takes for a host."""
    here = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return translate_url(path if here else reverse("home"), language)


def languages(request):
    """Name the other language and this page's address in it; a view may know a better one."""
    other = other_language(get_language())
    return {
        "other_language": other,
        "alternate_url": lazy(counterpart, str)(request.path, other),
        "DEMO": settings.DEMO,
    }
