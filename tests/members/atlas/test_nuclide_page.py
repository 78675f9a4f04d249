from decimal import Decimal

import pytest

from members.atlas.nuclide_page import FORWARD, decay_curve, related_rows, relatives
from members.management.commands.load_reference import load_reference
from members.models import Radionuclide
from tests.members.test_reference import fact_rows, with_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference():
    load_reference()


def nuclide_called(name):
    everyone = list(Radionuclide.objects.all())
    here = next(each for each in everyone if str(each) == name)
    return {str(label): [n for n, _ in names] for label, names in relatives(here, everyone)}


def test_relations_are_sourced():
    assert {relation for _nuclide, relation, _related in related_rows()} == {*FORWARD, "alpha"}


@with_facts
def test_relations_are_those_the_facts_name():
    facts = {
        f"{r['symbol']}-{r['mass_number']}{'m' * (r['metastable'] == 'yes')}": r
        for r in fact_rows("nuclides")
    }
    columns = {"parent": "parents", "generator": "origin", "target": "origin", "imaging": "use"}
    for nuclide, relation, related in related_rows():
        fact = facts[nuclide]
        text = fact[columns.get(relation, "daughters")] + fact["note"]
        if (nuclide, relation) == ("Pb-212", "alpha"):
            text += facts["Bi-212"]["daughters"]  # an alpha decay one step further down
        assert ("partner of Ra" if related == "Ra" else related) in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Tc-99m", {"Parent nuclide": ["Mo-99"], "Decays to": ["Tc-99", "Ru-99"]}),
        ("La-133", {"Decays to": ["Ba-133"], "Imaging partner of": ["Ac-225"]}),
        ("Ba-131", {"Decays to": ["Cs-131"], "Imaging partner of": ["Radium"]}),
        (
            "Ac-225",
            {
                "Parent nuclide": ["Ra-225"],
                "Parent nuclide of the generator": ["Th-229"],
                "Decays to": ["Fr-221"],
                "Made from": ["Ra-226"],
                "Imaging partner": ["La-133"],
            },
        ),
        (
            "Pb-212",
            {
                "Parent nuclide": ["Po-216"],
                "Parent nuclide of the generator": ["Ra-224"],
                "Decays to": ["Bi-212"],
            },
        ),
        (
            "I-123",
            {"Decays to": ["Te-123"], "Same element, same chemistry": ["I-124", "I-131"]},
        ),
    ],
)
def test_relatives(reference, name, wanted):
    assert nuclide_called(name) == wanted


def test_only_what_has_a_page_is_linked(reference):
    everyone = list(Radionuclide.objects.all())
    actinium = next(each for each in everyone if each.symbol == "Ac")
    linked = {name: row for _, names in relatives(actinium, everyone) for name, row in names}
    assert linked["Th-229"] is None
    assert str(linked["La-133"]) == "La-133"


def test_what_is_left_halves_with_each_half_life():
    curve = decay_curve(Radionuclide(half_life=Decimal("6.0"), half_life_unit="h"))
    assert [(n, time, share) for n, time, share, *_ in curve["steps"]] == [
        (0, 0, 100),
        (1, 6, 50),
        (2, 12, 25),
        (3, 18, Decimal("12.5")),
        (4, 24, Decimal("6.25")),
        (5, 30, Decimal("3.13")),
    ]
    assert decay_curve(Radionuclide(half_life=None)) is None
