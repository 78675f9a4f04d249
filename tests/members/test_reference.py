import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from members.management.commands.load_reference import DATA, load_reference, rows
from members.models import Radionuclide, Stage

FACTS = DATA.parents[2] / "shared" / "facts"
with_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not at hand")
pytestmark = pytest.mark.django_db


def fact_rows(name):
    with Path(FACTS, f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_loads_every_row_with_its_source():
    assert load_reference() == (14, 23)
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
    assert (nuclide.half_life, nuclide.half_life_unit) == (Decimal("12.7"), "h")
    assert (nuclide.principal_decay, nuclide.decay) == ("beta+", "β+, EC, β−")
    assert (nuclide.for_pet, nuclide.for_spect, nuclide.for_therapy) == (True, False, True)
    assert str(Radionuclide.objects.get(symbol="Tc")) == "Tc-99m"


def test_what_nobody_could_source_stays_empty():
    load_reference()
    unknown = Radionuclide.objects.filter(half_life=None, half_life_unit="", decay="")
    assert {str(nuclide) for nuclide in unknown} == {"La-133", "Ba-131", "Hg-197m"}


def test_loading_again_changes_nothing(capsys):
    load_reference()
    Stage.objects.filter(number=1).update(name_de="Vom Büro geändert")
    Radionuclide.objects.get(symbol="Lu").delete()
    before = Stage.history.count(), Radionuclide.history.count()
    call_command("load_reference")
    assert capsys.readouterr().out == "Added 0 stages and 1 radionuclides\n"
    assert Stage.objects.get(number=1).name_de == "Vom Büro geändert"
    assert (Stage.history.count(), Radionuclide.history.count()) == (before[0], before[1] + 1)


@with_facts
def test_members_are_the_researched_ones():
    assert rows("members") == fact_rows("members")


@with_facts
def test_radionuclides_are_the_researched_ones():
    shipped = rows("radionuclides")
    same = ("symbol", "mass_number", "metastable", "half_life", "source")
    facts = fact_rows("radionuclides")
    assert [[r[name] for name in same] for r in shipped] == [
        [r[name] for name in same] for r in facts
    ]
    assert [r["half_life_unit"] for r in shipped] == [r["unit"] for r in facts]
    assert [r["principal_decay"] for r in shipped] == [r["decay"].split(";")[0] for r in facts]
