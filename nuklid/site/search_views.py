"""The search page. Question, kind and page number stand in the address."""

from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.models import Organisation
from nuklid.base.pages.shell import paths_of, show
from nuklid.base.search.answer import answer_question
from nuklid.base.search.hits import show_hits, suggest_question
from nuklid.base.search.question import LONGEST, replace_words

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
    hits_of_kind = [hit for hit in results.hits if hit.kind == kind]
    page = Paginator(hits_of_kind, PER_PAGE).get_page(request.GET.get("page"))
    shown = show_hits(list(page) if kind else first_of_each_kind(results.hits), results)
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
        suggestion=suggest_question(question, results, shown),
        kind=kind,
        kinds=[(k, label, results.counts[k]) for k, label in KINDS.items() if k in results.counts],
        groups=group_hits(shown, results),
        page_obj=page,
        office=None if shown else Organisation.objects.public().office(),
        **without_nuclides(question, results),
    )


def without_nuclides(question, results):
    """Return {"nuclides", "others"}: what to ask apart where no page holds both, each as typed."""
    nuclides = {word: "" for word in results.words if word.is_nuclide}
    if not results.is_partial or not nuclides:
        return {}
    names = " ".join(question[word.start : word.end] for word in nuclides)
    return {"nuclides": names, "others": replace_words(question, nuclides)}


def first_of_each_kind(hits):
    """Return the first hits of each kind, the kind with the best hit first."""
    groups = {hit.kind: [] for hit in hits}
    for hit in hits:
        if len(groups[hit.kind]) < FIRST:
            groups[hit.kind].append(hit)
    return [hit for group in groups.values() for hit in group]


def group_hits(shown, results):
    """Return [(kind, label, how many there are, hits as shown)]; `shown` come kind by kind."""
    groups = groupby(shown, key=attrgetter("kind"))
    return [(kind, KINDS[kind], results.counts[kind], list(group)) for kind, group in groups]
