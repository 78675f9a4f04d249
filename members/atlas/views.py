"""The competence atlas, its data, and a page for each radionuclide and each stage."""

from collections import defaultdict

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.atlas import data as atlas_data
from members.atlas.chain import chain_of
from members.atlas.nuclide_page import alpha_daughters, decay_curve, relatives
from members.atlas.share_card import nuclide_card, stage_card
from members.atlas.table import KINDS, Atlas
from members.models import Competence, Radionuclide, Stage
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import FOR_EVERYONE, paths_of, show

FORMATS = {
    "csv": "CSV",
    "csv_semicolons": gettext_lazy("CSV for German Excel"),
    "json": "JSON",
    "json_ld": "JSON-LD",
}
# What a row shows; the rest of an organisation takes longer to read than all of this.
SHOWN = (
    *("organisation__name", "organisation__slug", "stage", "kind", "sentence_de", "sentence_en"),
    *("evidence", "evidence_url", "checked_on"),
)
READABLE = {"ensure_ascii": False}
OPENINGS = 5  # on a page; the rest is in their list


def data_address(name):
    return address(f"competences:{name}")


@require_safe
def atlas(request):
    shown = Atlas(request.GET)
    query = shown.filters.query()
    return show(
        request,
        "members/atlas.html",
        paths_of("competences:atlas"),
        _("Competence atlas"),
        query=query,
        description=_("Which member works at which stage, for which radionuclide, with evidence."),
        section="competences",
        data=[atlas_data.dataset(data_address, query, request.build_absolute_uri)],
        filters=shown.filters,
        chain=chain_of(shown),
        stages=shown.stages,
        licence=atlas_data.LICENCE,
        data_links=[(data_address(name) + query, label) for name, label in FORMATS.items()],
        **shown.table(),
    )


@require_safe
def data(request):
    """Describe the data to whoever wants to work with them."""
    return show(
        request,
        "members/atlas_data.html",
        paths_of("competences:data"),
        _("The competence atlas as data"),
        description=_("What the files of the atlas hold, which names stay, and who may use them."),
        section="competences",
        crumbs=[(_("Competence atlas"), address("competences:atlas"))],
        licence=atlas_data.LICENCE,
        columns=atlas_data.COLUMNS.items(),
        data_links=[(data_address(name), label) for name, label in FORMATS.items()],
    )


@require_safe
def as_csv(request):
    return csv_answer(request, ",", "csv")


@require_safe
def as_csv_with_semicolons(request):
    """Answer with what Excel opens in columns where the comma is for decimals."""
    return csv_answer(request, ";", "excel.csv")


def csv_answer(request, delimiter, ending):
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    shown = Atlas(request.GET)
    text = f"\ufeff{atlas_data.as_csv(shown, delimiter)}"
    return saved_as(ending, shown, HttpResponse(text, content_type="text/csv; charset=utf-8"))


@require_safe
def as_json(request):
    shown = Atlas(request.GET)
    data = atlas_data.as_json(shown, request.build_absolute_uri)
    return saved_as("json", shown, JsonResponse(data, json_dumps_params=READABLE))


@require_safe
def as_json_ld(request):
    shown = Atlas(request.GET)
    data = atlas_data.as_json_ld(shown, request.build_absolute_uri)
    response = JsonResponse(data, json_dumps_params=READABLE, content_type="application/ld+json")
    return saved_as("jsonld", shown, response)


def saved_as(ending, atlas, response):
    """Name the file for whoever saves it, and say where licence and description stand.

    It is kept as the page of the same choice is.
    """
    response.headers["Cache-Control"] = FOR_EVERYONE
    response.query = atlas.filters.query().removeprefix("?")
    response["Content-Disposition"] = f'inline; filename="nuklid-competences.{ending}"'
    response["Link"] = (
        f'<{atlas_data.LICENCE}>; rel="license", <{data_address("data")}>; rel="describedby"'
    )
    return response


@require_safe
def radionuclide(request, slug):
    everyone = list(Radionuclide.objects.all())
    nuclide = next((each for each in everyone if each.slug == slug.lower()), None)
    if not nuclide:
        raise Http404
    if slug != nuclide.slug:
        return redirect(nuclide, permanent=True)
    competences = in_order(for_nuclide(nuclide))
    at = defaultdict(list)
    for competence in competences:
        at[competence.stage_id].append(competence)
    steps = [step(stage, at[stage.pk]) for stage in Stage.objects.all()]
    return show(
        request,
        "members/radionuclide.html",
        nuclide.get_absolute_url,
        f"{nuclide.element_name}-{nuclide.mass}",
        description=", ".join(filter(None, (str(nuclide), nuclide.use, nuclide.origin))),
        card=nuclide_card(nuclide),
        **around(nuclide, nuclide.slug, request),
        radionuclide=nuclide,
        curve=decay_curve(nuclide),
        alpha_daughters=alpha_daughters(nuclide),
        relatives=relatives(nuclide, everyone),
        steps=steps,
        any_bound=any(step["bound"] for step in steps),
        any_open=any(step["open"] for step in steps),
        gaps=[step["stage"] for step in steps if not (step["bound"] or step["open"])],
    )


def for_nuclide(radionuclide):
    rows = Competence.objects.of_members().serving(pk=radionuclide.pk)
    rows = rows.select_related("organisation")
    return rows.only(*SHOWN, "radionuclide").order_by()


def at_stage(stage):
    rows = Competence.objects.of_members().filter(stage=stage)
    rows = rows.select_related("organisation", "radionuclide")
    return rows.only(*SHOWN, "radionuclide").order_by()


def in_order(competences):
    """Return `competences` in the order of their rows: offers first, then by name."""
    return sorted(
        competences, key=lambda row: (KINDS.index(row.kind), row.organisation.name.casefold())
    )


def around(row, code, request):
    """Return what the pages of a radionuclide and of a stage share."""
    return {
        "openings": row.openings.public().with_names()[:OPENINGS],
        "section": "competences",
        "crumbs": [(_("Competence atlas"), address("competences:atlas"))],
        "data": [atlas_data.term(row, code, request.build_absolute_uri)],
    }


def step(stage, competences):
    """Return who works at `stage`: `bound` to the radionuclide, or `open` to any."""
    bound = [competence for competence in competences if competence.radionuclide_id]
    members = {competence.organisation for competence in bound}
    open_to_any = dict.fromkeys(c.organisation for c in competences if not c.radionuclide_id)
    return {
        "stage": stage,
        "bound": bound,
        "open": [organisation for organisation in open_to_any if organisation not in members],
    }


@require_safe
def stage(request, slug):
    stages = list(Stage.objects.all())
    index = next((i for i, each in enumerate(stages) if each.slug == slug), None)
    if index is None:
        raise Http404
    current = stages[index]
    competences = in_order(at_stage(current))
    return show(
        request,
        "members/stage.html",
        current.get_absolute_url,
        current.name,
        description=current.description,
        card=stage_card(current),
        **around(current, current.slug, request),
        stage=current,
        stage_count=len(stages),
        before=stages[index - 1] if index else None,
        after=next(iter(stages[index + 1 :]), None),
        member_count=len({competence.organisation for competence in competences}),
        competences=sorted(competences, key=by_nuclide),
    )


def by_nuclide(competence):
    nuclide = competence.radionuclide
    return (nuclide is None, nuclide and (nuclide.mass_number, nuclide.symbol))
