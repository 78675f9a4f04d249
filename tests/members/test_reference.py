import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from members.management.commands.load_reference import DATA, load_reference, rows
from members.models import Radionuclide, Stage
from members.models.radionuclides import BRANCHES, PERCENTS
from tests.desk import change, save

FACTS = DATA.parents[2] / "shared" / "facts"
with_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not at hand")
pytestmark = pytest.mark.django_db


def fact_rows(name):
    with Path(FACTS, f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_loads_every_row_with_its_source():
    assert load_reference() == (14, 23, 0)
    assert list(Stage.objects.values_list("number", flat=True)) == list(range(1, 15))
    assert not Radionuclide.objects.filter(source="").exists()


def test_stages_are_written_in_both_languages():
    load_reference()
    for stage in Stage.objects.all():
        for field in ("name", "short_name", "description"):
            assert getattr(stage, f"{field}_de")
            assert getattr(stage, f"{field}_en")


def test_maps_a_row_to_its_fields():
    load_reference()
    nuclide = Radionuclide.objects.get(symbol="Cu", mass_number=64)
    assert (nuclide.half_life, nuclide.half_life_unit) == (Decimal("12.7006"), "h")
    assert (nuclide.principal_decay, nuclide.emissions) == ("EC", "")
    assert (
        nuclide.decay
        == "EC 44\N{NO-BREAK SPACE}%, β− 38.5\N{NO-BREAK SPACE}%, β+ 17.5\N{NO-BREAK SPACE}%"
    )
    assert (nuclide.for_pet, nuclide.for_spect, nuclide.for_therapy) == (True, False, True)
    assert str(Radionuclide.objects.get(symbol="Tc")) == "Tc-99m"


def test_loading_again_changes_nothing(capsys):
    load_reference()
    Stage.objects.filter(number=1).update(name_de="Vom Büro geändert")
    Radionuclide.objects.get(symbol="Lu").delete()
    before = Stage.history.count(), Radionuclide.history.count()
    call_command("load_reference")
    assert capsys.readouterr().out == "Added 0 stages and 1 radionuclides, corrected 0\n"
    assert Stage.objects.get(number=1).name_de == "Vom Büro geändert"
    assert (Stage.history.count(), Radionuclide.history.count()) == (before[0], before[1] + 1)


@with_facts
def test_members_are_the_researched_ones():
    assert rows("members") == fact_rows("members")


def test_old_values_are_corrected_where_the_office_changed_nothing(desk):
    """As a portal stands that was filled before the branches were in the file."""
    load_reference()
    shipped = {row["symbol"] + row["mass_number"]: row for row in rows("radionuclides")}
    before = dict.fromkeys(PERCENTS, 0) | {"half_life": "1", "half_life_unit": "h"}
    for nuclide in Radionuclide.objects.filter(symbol__in=["Bi", "At", "Tb"]):
        for name, value in before.items():
            setattr(nuclide, name, value)
        nuclide.save()
    astatine, bismuth = (Radionuclide.objects.get(symbol=symbol) for symbol in ("At", "Bi"))
    save(desk, change(astatine), half_life="7.3")
    save(desk, change(bismuth), principal_decay="alpha", use_de="Vom Büro geschrieben")
    assert load_reference() == (0, 0, 4)
    assert load_reference() == (0, 0, 0)
    astatine.refresh_from_db()
    bismuth.refresh_from_db()
    assert (astatine.half_life, astatine.alpha_percent) == (Decimal("7.3"), Decimal("41.8"))
    assert (bismuth.half_life, bismuth.half_life_unit) == (Decimal("60.55"), "min")
    assert (bismuth.principal_decay, bismuth.alpha_percent) == ("alpha", 0)
    assert bismuth.use_de == "Vom Büro geschrieben"
    terbium = Radionuclide.objects.get(symbol="Tb", mass_number=161)
    assert str(terbium.half_life) == shipped["Tb161"]["half_life"] == "6.9637"


@with_facts
def test_radionuclides_are_the_researched_ones():
    for shipped, fact in zip(rows("radionuclides"), fact_rows("nuclides"), strict=True):
        same = ("symbol", "mass_number", "metastable", "half_life", "half_life_source")
        same += ("source", "principal_decay", "decay_source", "note")
        assert [shipped[name] for name in same] == [fact[name] for name in same]
        assert shipped["half_life_unit"] == fact["unit"]
        branches = {decay: shipped[column] for decay, (column, _sign) in BRANCHES.items()}
        assert {decay: share for decay, share in branches.items() if share != "0"} == dict(
            branch.split() for branch in fact["decay"].split("; ")
        )
