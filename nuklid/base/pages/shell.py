"""What every public page tells browsers and search engines, said once."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nuklid.base.pages import addresses, linked_data
from nuklid.base.pages.open_graph import open_graph, share_card, shortened
from nuklid.base.texts.bilingual import LANGUAGES, other_language

# Anyone may keep it, and asks before each use whether it still holds: nobody shows an old page.
FOR_EVERYONE = "public, max-age=0, must-revalidate"
DESCRIPTION = 160  # characters; search engines show no more


def paths_of(name):
    """Return a function from a language to the address called `name`."""
    return lambda language: addresses.address(name, language=language)


def show(request, template, address, title, *, public=True, crumbs=(), card=None, **context):
    """Answer with a page that knows its addresses, title, picture and linked data.

    `address` is a function from a language to the page's path; `crumbs` holds (label, path) of
    what lies between home and the page, and the language of a label that may be in the other; None
    on the home page itself. `card` is the page's share card (Card), by default that of the home
    page. `context` may hold what base.html reads, and `description`, `query` (kept in all
    addresses) and `data` (linked data, dicts).
    What is not public is found by no search engine and described to no machine; what only the
    office sees is kept by no cache.
    """
    language, absolute = translation.get_language(), request.build_absolute_uri
    query = context.pop("query", "")
    addresses = {code: address(code) + query for code in LANGUAGES}
    canonical = absolute(addresses[language])
    if getattr(request, "wants_card", False):
        return share_card(card if public else None, canonical)
    data = list(context.pop("data", ()))
    if crumbs is not None:
        data.append(linked_data.breadcrumb([*crumbs, (title, canonical)], absolute))
    context |= {
        "title": title,
        "crumbs": crumbs,
        "description": description_of(context),
        "canonical_url": canonical,
        "alternate_url": addresses[other_language(language)],
        "language_urls": [(code, absolute(url)) for code, url in addresses.items()],
        "default_url": absolute(addresses["en"]),
        "noindex": not public,
        "linked_data": data if public else [],
        **open_graph(card if public else None, address(language), absolute),
    }
    response = render(request, template, context)
    if not public or context.get("ribbon"):
        add_never_cache_headers(response)
    else:
        response.headers["Cache-Control"] = FOR_EVERYONE
    response.query = query.removeprefix("?")  # what of the address the page depends on
    return response


def card_of(view):
    """Decorate the view of a page: whoever may see the page gets its share card.

    What leads on to another page leads on to the card of that one.
    """

    @for_everyone
    @wraps(view)
    def card_view(request, *args, **kwargs):
        request.wants_card = True
        response = view(request, *args, **kwargs)
        if "Location" in response.headers:
            response.headers["Location"] += pgettext("address", "card/")
        return response

    return card_view


def description_of(context):
    """Return what the page is about in at most 160 characters."""
    summary = " ".join(context.get("description", "").split()) or _(
        "The Radiopharmacy Cluster Dresden brings research and industry together for "
        "radiopharmaceuticals from Saxony."
    )
    return shortened(summary, DESCRIPTION)


def for_everyone(view):
    """Decorate a view whose answer is the same for whoever asks and has no parameters.

    Whoever adds some is led to the one address under which the page cache knows it.
    """

    @wraps(view)
    def cached_view(request, *args, **kwargs):
        if request.META.get("QUERY_STRING"):
            return redirect(request.path, permanent=True)
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = FOR_EVERYONE
        return response

    return cached_view
