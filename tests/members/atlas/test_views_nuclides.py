"""The page of a radionuclide and the page of a stage."""

import pytest

from members.management.commands.load_reference import load_reference
from members.models import Radionuclide, Stage
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
SOURCE = "/en/competences/stage/source/"


# A radionuclide --------------------------------------------------------------------------------


def test_a_radionuclide_shows_who_works_with_it_step_by_step(network):
    shown = soup(fetch("/en/competences/lu-177/"))
    assert shown.h1.text == "Lutetium-177"
    names = [h3.get_text(" ", strip=True) for h3 in shown.select("#labelling h3")]
    assert names == ["Beta offers", "Alpha develops"]
    assert shown.select_one("#source dd a")["href"] == "/en/members/beta/"
    assert "Not bound to one radionuclide: Beta" in shown.select_one("#source dd").text


def test_each_member_and_each_gap_is_told_once(network):
    make.stage(14, slug="training")
    facts = soup(fetch("/en/competences/lu-177/")).select("main section dl.facts > div")
    rows = [row.dt.text for row in facts]
    assert rows[:3] == ["Source", "Labelling", "Nobody yet"]
    assert facts[2].dd.text == "en 14"


def test_a_radionuclide_nobody_works_with_says_so(network):
    make.radionuclide("Ac", 225)
    assert "bound to Ac-225 yet" in soup(fetch("/en/competences/ac-225/")).main.text


def test_facts_stand_with_source_and_date(network):
    Radionuclide.objects.update(checked_on="2026-11-23")
    shown = soup(fetch("/de/kompetenzen/lu-177/"))
    facts = {dt.text: dt.find_next("dd").text for dt in shown.select(".facts dt")}
    assert facts["Halbwertszeit"] == "6,65 d"
    assert facts["Quelle"] == "test, geprüft am 23. November 2026"
    assert facts["Kern"] == "71 Protonen, 106 Neutronen"


def test_the_therapy_that_rests_on_a_daughter_says_so():
    load_reference()
    facts = soup(fetch("/de/kompetenzen/pb-212/")).select_one(".page-head .facts").get_text(" ")
    assert "β− 100 %" in facts
    assert "Alphazerfall der Folgenuklide: Bi-212 → Po-212" in facts
    actinium = soup(fetch("/en/competences/ac-225/")).select_one(".page-head .facts").get_text(" ")
    assert "α 100 %" in actinium
    assert "The therapy rests" not in actinium


def test_curve_and_table_say_the_same(network):
    shown = soup(fetch("/en/competences/lu-177/"))
    rows = [[cell.text for cell in row.select("th, td")] for row in shown.select("tbody tr")]
    assert rows[0] == ["0", "0", "100 %"]
    assert rows[5] == ["5", "33.25", "3.13 %"]
    points = [point.split(",") for point in shown.polyline["points"].split(" ")]
    heights = [float(y) for _, y in points]
    assert heights == sorted(heights)
    assert shown.svg.title.text == "Decay of Lu-177"
    assert [circle["cy"] for circle in shown.select("circle")][:2] == ["16.0", "116.0"]


def test_without_a_half_life_there_is_no_curve():
    make.radionuclide("La", 133, half_life=None, half_life_unit="")
    shown = soup(fetch("/en/competences/la-133/"))
    assert shown.svg is None
    assert "no source at hand" in shown.main.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/competences/Lu-177/", 301),
        ("/en/competences/lu-176/", 404),
        ("/en/competences/lu-177m/", 404),
        ("/en/competences/stage/", 404),
        ("/en/competences/stage/nowhere/", 404),
    ],
)
def test_addresses(network, path, status):
    found = fetch(path)
    assert found.status_code == status
    assert status != 301 or found.headers["Location"] == "/en/competences/lu-177/"


# A stage ---------------------------------------------------------------------------------------


def test_a_stage_says_what_happens_there_and_who_does_it(network):
    Stage.objects.update(description_en="What happens here.")
    shown = soup(fetch("/en/competences/stage/labelling/"))
    assert shown.h1.text == "Labelling"
    assert "What happens here." in shown.select_one(".lead").text
    names = [h3.get_text(" ", strip=True) for h3 in shown.select(".competence h3")]
    assert names == ["Alpha uses", "Beta offers", "Alpha develops"]  # F-18 before Lu-177
    assert [a["href"] for a in shown.select("[rel=prev], [rel=next]")] == [SOURCE]


def test_a_stage_without_members_is_a_gap(network):
    make.stage(14, slug="training")
    assert "a gap in the chain" in soup(fetch("/en/competences/stage/training/")).main.text
