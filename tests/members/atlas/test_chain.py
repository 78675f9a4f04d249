"""Who takes a radionuclide from one stage to another: one sentence above the atlas."""

import pytest

from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
SPAN = "?radionuclide=ac-225&stage=source&until=release"


@pytest.fixture
def steps():
    """Return three stages by slug, with names as the office writes them."""
    names = {"source": ("Target", "Target"), "labelling": ("Markierung", "Labelling")}
    names["release"] = ("Chargenfreigabe", "Batch release")
    return {
        slug: make.stage(number, slug=slug, name_de=german, name_en=english)
        for number, (slug, (german, english)) in enumerate(names.items(), 1)
    }


@pytest.fixture
def actinium():
    return make.radionuclide("Ac", 225)


def notice(query=SPAN, path="/en/competences/"):
    return [" ".join(p.text.split()) for p in soup(fetch(path + query)).select(".notice p")]


def test_nobody(steps, actinium):
    make.competence(make.member("Nutzer"), stage=steps["source"], kind="uses")
    assert notice() == ["No member takes any step from “Target” to “Batch release” for Ac-225 yet."]
    assert notice(path="/de/kompetenzen/") == [
        "Von „Target“ bis „Chargenfreigabe“ übernimmt noch kein Mitglied einen Schritt für Ac-225."
    ]
    assert notice("?radionuclide=ac-225&stage=labelling") == [
        "No member takes the step “Labelling” for Ac-225 yet."
    ]


def test_in_pieces_with_a_gap_and_with_work_that_is_bound_to_none(steps, actinium):
    alpha = make.member("Alpha")
    make.competence(alpha, stage=steps["source"], radionuclide=actinium)
    make.competence(alpha, stage=steps["labelling"], kind="develops")
    make.competence(make.member("Beta"), stage=steps["labelling"])
    make.competence(make.member("Gamma"), stage=steps["release"], radionuclide=make.radionuclide())
    assert notice() == [
        "No member takes Ac-225 all the way from “Target” to “Batch release”: 2 of 3 steps are "
        "covered (1 · Target: Alpha; 2 · Labelling: Alpha and Beta), and nobody takes "
        "3 · Batch release yet.",
        "The work of Beta is not bound to one radionuclide; it counts for each.",
    ]
    assert notice(path="/de/kompetenzen/") == [
        "Kein Mitglied führt Ac-225 durchgehend von „Target“ bis „Chargenfreigabe“: Abgedeckt sind "
        "2 von 3 Schritten (1 · Target: Alpha; 2 · Markierung: Alpha und Beta); noch niemand "
        "übernimmt 3 · Chargenfreigabe.",
        "Die Arbeit von Beta ist an kein Radionuklid gebunden und zählt daher für jedes.",
    ]


def test_together_and_alone(steps, actinium):
    alpha, beta = make.member("Alpha"), make.member("Beta")
    for slug in ("source", "labelling"):
        make.competence(alpha, stage=steps[slug], radionuclide=actinium)
    make.competence(beta, stage=steps["release"], radionuclide=actinium)
    assert notice()[0].endswith(
        "together they cover every step: 1 · Target: Alpha; 2 · Labelling: Alpha; "
        "3 · Batch release: Beta."
    )
    assert notice("?radionuclide=ac-225&until=labelling") == [
        "Alpha takes Ac-225 through every step from “Target” to “Labelling”."
    ]
    assert notice("?radionuclide=ac-225&stage=release&until=labelling&town=") == [
        notice("?radionuclide=ac-225&stage=labelling&until=release")[0]
    ]
    assert notice(SPAN + "&member=beta")[0].startswith(
        "Under this choice: No member takes Ac-225 all the way"
    )


@pytest.mark.parametrize(
    "query", ["", "?radionuclide=ac-225", "?stage=source", SPAN + "&kind=uses", SPAN + "&use=pet"]
)
def test_nothing_is_answered_that_was_not_asked(steps, actinium, query):
    assert notice(query) == []
