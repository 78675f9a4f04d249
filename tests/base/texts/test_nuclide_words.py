"""Every radionuclide of the reference data is one word in every spelling, in both languages."""

import pytest

from members.management.commands.load_reference import rows
from nuklid.base.texts.elements import elements
from nuklid.base.texts.words import SPELLINGS, nuclides_in, words_in

NUCLIDES = [
    (row["symbol"], row["mass_number"] + "m" * (row["metastable"] == "yes"))
    for row in rows("radionuclides")
]
RAISED = str.maketrans("0123456789m", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵐ")


def spellings(symbol, mass):
    """Yield the ways in which releases, papers and readers write a radionuclide."""
    known = elements()[symbol]
    called = {known["name_de"], known["name_en"]}
    called |= {name.capitalize() for name, element in SPELLINGS.items() if element == symbol}
    for name in (symbol, *called):
        for written in (name, name.upper(), name.lower()):
            yield from (f"{written}-{mass}", f"{written}{mass}", f"{written}–{mass}")
    yield from (f"{name} {mass}" for name in called)
    yield from (f"{mass}{symbol}", f"[{mass}{symbol}]", f"{mass}-{symbol}", f"{symbol}‑{mass}")
    yield f"{mass.translate(RAISED)}{symbol}"


def keys(text):
    return [found.words[0] for found in nuclides_in(text)]


@pytest.mark.parametrize(("symbol", "mass"), NUCLIDES)
def test_every_spelling_is_one_word(symbol, mass):
    key = f"{symbol}{mass}".lower()
    for written in spellings(symbol, mass):
        assert keys(written) == [key], written
        assert keys(f"Mit {written}, zum Beispiel, und {written}.") == [key, key], written


@pytest.mark.parametrize(("symbol", "mass"), NUCLIDES)
def test_what_a_nuclide_is_part_of_is_found_beside_it(symbol, mass):
    [first, *others] = words_in(f"{symbol}-{mass}-DOTA-Peptid")
    assert first.words[0] == f"{symbol}{mass}".lower()
    assert "dota" in {word for found in others for word in found.words}


@pytest.mark.parametrize(("symbol", "mass"), NUCLIDES)
def test_the_element_is_named_in_the_language_of_the_text(symbol, mass):
    for language in ("de", "en"):
        [found] = nuclides_in(f"{symbol}-{mass}", language)
        assert elements()[symbol][f"name_{language}"].lower() in found.words


def test_no_two_nuclides_are_one_word():
    found = [keys(f"{symbol}-{mass}") for symbol, mass in NUCLIDES]
    assert len({key for [key] in found}) == len(NUCLIDES)


@pytest.mark.parametrize(
    "text",
    [
        *("in 111 Ländern", "As 74 people came", "at 211 places", "I 131 mal", "no 100", "he 4"),
        *("CO2", "A4", "Covid-19", "PM10", "B-52", "G-20", "Lu-9999", "ABX-11"),
        *("1234Lu", "x177Lu", "Lu177x", "Lu-", "-177", "Lutetiumchlorid 177", ""),
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert keys(text) == []
