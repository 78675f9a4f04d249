"""The chart of nuclides on the home page: each nuclide at its Z and N, in its own colours."""

import pytest

from members.management.commands.load_reference import load_reference
from members.models import Radionuclide
from members.models.radionuclides import COLOURS
from nuklid.site.chart import COLUMNS, TILES, chart
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def shown_tiles():
    """Return {name: (protons, neutrons, tile)} as the page's axes tell them."""
    tiles = {}
    for block in soup(fetch("/en/")).select(".chart .blocks > div"):
        axes = {kind: numbers(block, kind) for kind in "zn"}
        for field in block.select("li"):
            column, row = (int(name.split("-")[1]) for name in field["class"])
            name = field.a["href"].strip("/").split("/")[-1]
            tiles[name] = axes["z"][row], axes["n"][column], field.select_one(".tile")
    return tiles


def numbers(block, kind):
    """Return {row or column: number} of an axis."""
    prefix = {"z": "row-", "n": "col-"}[kind]
    return {
        int(name.removeprefix(prefix)): int(label.text)
        for label in block.select(f".{kind}")
        for name in label["class"]
        if name.startswith(prefix)
    }


def test_every_nuclide_stands_at_its_protons_and_neutrons():
    load_reference()
    tiles = shown_tiles()
    assert len(tiles) == Radionuclide.objects.count() == 23
    for nuclide in Radionuclide.objects.all():
        protons, neutrons, _tile = tiles[nuclide.slug]
        assert (protons, neutrons) == (nuclide.proton_number, nuclide.neutron_number), nuclide


def test_colours_are_those_of_the_branches():
    load_reference()
    tiles = shown_tiles()
    branching = {}
    for nuclide in Radionuclide.objects.all():
        tile = tiles[nuclide.slug][2]
        assert tile["data-decay"] == nuclide.principal_decay
        shares = dict(nuclide.branches)
        assert max(shares, key=shares.get) == nuclide.principal_decay
        if "data-second" in tile.attrs:
            branching[str(nuclide)] = (tile["data-second"], tile["data-share"])
            second = sum(
                share
                for way, share in shares.items()
                if COLOURS.get(way, way) == tile["data-second"]
            )
            assert abs(int(tile["data-share"]) - second) <= 5
    assert branching == {
        "Cu-64": ("beta-", "40"),
        "Tb-149": ("alpha", "20"),
        "Hg-197m": ("beta+", "10"),
        "Bi-212": ("alpha", "40"),
        "At-211": ("alpha", "40"),
    }


def test_isotopes_of_an_element_stand_in_one_row_and_blocks_suit_a_phone():
    load_reference()
    blocks = chart(Radionuclide.objects.all())
    assert all(len(block.neutrons) <= COLUMNS for block in blocks)
    rows = {}
    for number, block in enumerate(blocks):
        for nuclide in block.nuclides:
            rows.setdefault(nuclide.symbol, set()).add((number, nuclide.row))
    assert all(len(places) == 1 for places in rows.values())
    assert len(rows) == 19


def test_a_gap_is_marked_as_folded():
    make.radionuclide("Cu", 64)
    make.radionuclide("Cu", 65)
    make.radionuclide("Cu", 67)
    (block,) = chart(Radionuclide.objects.all())
    assert [(step.number, step.folded) for step in block.neutrons] == [
        (35, False),
        (36, False),
        (38, True),
    ]
    folded = soup(fetch("/en/")).select(".chart .n.folded")
    assert [label.text for label in folded] == ["38"]


def test_those_with_a_half_life_come_first_and_a_long_row_is_parted():
    make.radionuclide(mass_number=99, half_life=None, half_life_unit="")
    for number in range(28):
        make.radionuclide(mass_number=100 + number)
    blocks = chart(Radionuclide.objects.all())
    shown = [nuclide.mass_number for block in blocks for nuclide in block.nuclides]
    assert len(shown) == TILES
    assert 99 not in shown
    assert max(len(block.neutrons) for block in blocks) == COLUMNS
