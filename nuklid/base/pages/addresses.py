"""Addresses of pages in either language."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override


def address(name, *args, language=None):
    """Return the path of the page `name` in `language`, by default today's."""
    return worked_out(get_script_prefix(), language or get_language(), name, args)


def addresses(name):
    """Return a function that does the same for one `name`; for hundreds, today is asked once."""
    root, language = get_script_prefix(), get_language()
    return lambda *args: worked_out(root, language, name, args)


# The same parts make the same path, and a page of ours has a hundred of them.
@lru_cache(maxsize=5000)
def worked_out(root, language, name, args):
    with override(language):
        return reverse(name, args=args)
