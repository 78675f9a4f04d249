"""What every public page tells browsers and search engines, said once."""

from functools import wraps

from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nuklid.base.pages import addresses, linked_data
from nuklid.base.texts.bilingual import LANGUAGES, other_language

# Anyone may keep it, and asks before each use whether it still holds: nobody shows an old page.
FOR_EVERYONE = "public, max-age=0, must-revalidate"
DESCRIPTION = 160  # characters; search engines show no more


def paths_of(name):
    """Return a function from a language to the address called `name`."""
    return lambda language: addresses.address(name, language=language)


def show(request, template, address, title, *, public=True, crumbs=(), **context):
    """Answer with a page that knows its addresses, title, picture and linked data.

    `address` is a function from a language to the page's path; `crumbs` holds (label, path) of
    what lies between home and the page, and the language of a label that may be in the other; None
    on the home page itself. `context` may hold what base.html reads, and `description`, `query`
    (kept in all addresses), `picture` (URL path) and `data` (linked data, dicts).
    What is not public is found by no search engine and described to no machine; what only the
    office sees is kept by no cache.
    """
    language, absolute = translation.get_language(), request.build_absolute_uri
    query = context.pop("query", "")
    addresses = {code: address(code) + query for code in LANGUAGES}
    canonical = absolute(addresses[language])
    data = list(context.pop("data", ()))
    if crumbs is not None:
        data.append(linked_data.breadcrumb([*crumbs, (title, canonical)], absolute))
    summary = " ".join(context.get("description", "").split()) or _(
        "The Radiopharmacy Cluster Dresden brings research and industry together for "
        "radiopharmaceuticals from Saxony."
    )
    context |= {
        "title": title,
        "crumbs": crumbs,
        "description": shortened(summary),
        "canonical_url": canonical,
        "alternate_url": addresses[other_language(language)],
        "language_urls": [(code, absolute(url)) for code, url in addresses.items()],
        "default_url": absolute(addresses["en"]),
        "picture_url": absolute(context.pop("picture", "") or static("img/card.png")),
        "noindex": not public,
        "linked_data": data if public else [],
    }
    response = render(request, template, context)
    if not public or context.get("ribbon"):
        add_never_cache_headers(response)
    else:
        response.headers["Cache-Control"] = FOR_EVERYONE
    response.query = query.removeprefix("?")  # what of the address the page depends on
    return response


def shortened(summary):
    """Cut what is longer than search engines show; Truncator looks at every character to tell."""
    if len(summary) <= DESCRIPTION:
        return summary
    return Truncator(summary).chars(DESCRIPTION)


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
