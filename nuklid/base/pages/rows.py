"""The row at an address with a slug in each language, and the page of one that is gone."""

from django.http import Http404
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language

from nuklid.base.texts.bilingual import language_of, other_language


def with_slug(rows, slug):
    """Return the one of `rows` with this slug today, else once, else in the other language.

    Raises Http404.
    """
    today = f"slug_{get_language()}"
    other = f"slug_{other_language(get_language())}"
    for field in (today, other):
        if match := rows.filter(**{field: slug}).first() or rows.formerly(field, slug).first():
            return match
    raise Http404


def text_in_its_language(row, name):
    """Return the bilingual text `name` of `row` as HTML that says in which language it is."""
    shape = '<span lang="{}">{}</span>'
    return format_html(shape, language_of(row, name), getattr(row, name))


def show_gone(request, address_in, heading, sentence, *, reason="", way):
    """Answer that what stood at `address_in(language)` is gone for good.

    `heading` says what, `sentence` since when, `reason` why; `way` is (label, path) of what there
    is instead.
    """
    context = {
        "heading": heading,
        "sentence": sentence,
        "reason": reason,
        "way": way,
        "alternate_url": address_in(other_language(get_language())),
    }
    return render(request, "410.html", context, status=410)
