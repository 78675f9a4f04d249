"""The search page. Question, kind and page number stand in the address."""

from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nuklid.base.pages.shell import paths_of, show
from nuklid.base.search.answer import answer_question
from nuklid.base.search.hits import show_hits
from nuklid.base.search.question import LONGEST

KINDS = {
    "organisation": gettext_lazy("Members and organisations"),
    "person": gettext_lazy("People"),
    "radionuclide": gettext_lazy("Radionuclides"),
    "stage": gettext_lazy("Stages of the value chain"),
    "newsitem": gettext_lazy("News"),
    "event": gettext_lazy("Events"),
    "opening": gettext_lazy("Openings"),
    "statement": gettext_lazy("Statements"),
    "page": gettext_lazy("About the cluster"),
}
FIRST, PER_PAGE = 3, 10  # hits of each kind where all are shown; hits on a page of one kind


@require_safe
def search(request):
    question = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    results = answer_question(question)
    counts = results.counts
    hits_of_kind = [hit for hit in results.hits if hit.kind == kind]
    page = Paginator(hits_of_kind, PER_PAGE).get_page(request.GET.get("page"))
    params = {"q": question, "kind": kind, "page": page.number if page.number > 1 else ""}
    query = urlencode({name: value for name, value in params.items() if value})
    return show(
        request,
        "nuklid/search.html",
        paths_of("search"),
        _("Search: %(question)s") % {"question": question} if question else _("Search"),
        public=not question,
        query=f"?{query}" if query else "",
        section="search",
        question=question,
        results=results,
        kind=kind,
        kinds=[(key, label, counts[key]) for key, label in KINDS.items() if key in counts],
        all_kinds=KINDS.values(),
        groups=group_hits(results, page if kind else first_of_each_kind(results.hits)),
        page_obj=page,
    )


def first_of_each_kind(hits):
    """Return the first hits of each kind, the kind with the best hit first."""
    groups = {hit.kind: [] for hit in hits}
    for hit in hits:
        if len(groups[hit.kind]) < FIRST:
            groups[hit.kind].append(hit)
    return [hit for group in groups.values() for hit in group]


def group_hits(results, hits):
    """Return [(kind, label, how many there are, hits as shown)]; `hits` come kind by kind."""
    if not hits:
        return []
    shown = show_hits(list(hits), results.words)
    groups = groupby(shown, key=attrgetter("kind"))
    return [(kind, KINDS[kind], results.counts[kind], list(group)) for kind, group in groups]
