"""The search page. Question, kind and page number stand in the address."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nuklid.base.pages.shell import named, show
from nuklid.base.search.question import LONGEST
from nuklid.kept_places import KeptPlaces, PublicNow
from nuklid.page_cache.pages import version_for
from nuklid.site.search_answer import KINDS, answer
from nuklid.site.search_hits import shown

kept = KeptPlaces()
FIRST, PER_PAGE = 3, 10  # hits of each kind where all are shown; hits on a page of one kind


@require_safe
def search(request):
    question = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    found = answer(question, PublicNow(kept, *version_for(request.META)))
    counts = found.hits.counts
    page = Paginator(found.hits.best(kind), PER_PAGE).get_page(request.GET.get("page"))
    told = {"q": question, "kind": kind, "page": page.number if page.number > 1 else ""}
    query = urlencode({name: value for name, value in told.items() if value})
    return show(
        request,
        "nuklid/search.html",
        named("search"),
        _("Search: %(question)s") % {"question": question} if question else _("Search"),
        public=not question,
        query=f"?{query}" if query else "",
        section="search",
        question=question,
        answer=found,
        kind=kind,
        kinds=[(key, label, counts[key]) for key, label in KINDS.items() if key in counts],
        all_kinds=KINDS.values(),
        groups=groups(found, page if kind else found.hits.first(FIRST), counts),
        page_obj=page,
    )


def groups(found, numbers, counts):
    """Return [(kind, label, how many there are, hits to show)], the best kind first."""
    numbers = list(numbers)
    hits = [found.hits.places[number] for number in numbers]
    entries = found.hits.entries(numbers)
    rows = list(zip(hits, shown(hits, entries, found.marked), strict=True)) if hits else []
    kinds = dict.fromkeys(hit.kind for hit in hits)
    return [
        (kind, KINDS[kind], counts[kind], [row for hit, row in rows if hit.kind == kind])
        for kind in kinds
    ]
