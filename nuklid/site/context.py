"""What every template in Django's language knows."""

from django.urls import reverse, translate_url
from django.utils.functional import lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from nuklid.base.texts.bilingual import other_language


def counterpart(path, language):
    """Return the address of `path` in `language`, home for a path a browser takes for a host."""
    here = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return translate_url(path if here else reverse("home"), language)


def languages(request):
    """Tell this page's address in the other language; a view may know a better one."""
    other = other_language(get_language())
    return {"alternate_url": lazy(counterpart, str)(request.path, other)}
