"""What the search takes for one word."""

import pytest

from nuklid.base.search.models import Texts
from nuklid.base.texts.words import fold, plain_text, stem, words_in


def heard(text, language=None):
    return [found.words for found in words_in(text, language)]


@pytest.mark.parametrize(
    "written",
    "Lu-177|177Lu|[177Lu]|Lutetium 177|lutetium-177|Lu177|lu 177|¹⁷⁷Lu|177-Lu|LU–177".split("|"),
)
def test_a_radionuclide_is_one_word_however_it_is_written(written):
    assert heard(written) == [("lu177",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("99mTc Tc-99m", ["tc99m", "tc99m"]),
        ("Tc 99 m Tc99 M", ["tc99m", "tc99m"]),
        ("[18F]FDG", ["f18", "fdg"]),
        ("Jod-131, Iodine-131, I-131", ["i131"] * 3),
        ("in 111 Ländern", ["in", "111", "ländern"]),  # no indium
        ("Lu-999 At-20 He 3", ["lu", "999", "at", "20", "he", "3"]),  # there is no such nuclide
        ("16. Januar 2025", ["16", "januar", "2025"]),
    ],
)
def test_words_of_a_text(text, words):
    assert [each[0] for each in heard(text)] == words


def test_a_text_that_names_a_radionuclide_names_its_element():
    assert heard("Iod-123", "de") == [("i123", "iod", "jod")]


def test_joined_words_are_also_one():
    assert heard("leap:up ABX-CRO") == [("leap", "leapup"), ("up",), ("abx", "abxcro"), ("cro",)]


def test_umlauts_are_found_in_every_spelling():
    assert {fold(name) for name in ("Müller", "Mueller", "MULLER", "müller")} == {"muller"}
    assert {stem(name, "de") for name in ("Müller", "Mueller", "Muller")} == {"mull"}
    assert fold("Straße") == fold("strasse")
    assert fold("Šimeček") == "simecek"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", "Zulassung Zulassungen"),
        ("de", "Radionuklid Radionuklide Radionukliden Radionuklids"),
        ("de", "Geschäftsführer Geschäftsführerin"),
        ("en", "company companies"),
        ("en", "value values"),
    ],
)
def test_forms_of_a_word_have_one_stem(language, forms):
    assert len({stem(form, language) for form in forms.split()}) == 1


def test_html_is_read_as_text():
    html = "<h2>An <sup>177</sup>Lu</h2><p>Why?</p><ul><li>A</li><li><p>B &amp; C</p></li></ul>"
    assert plain_text(html) == "An 177Lu. Why? A. B & C."


def test_however_long_one_piece_is_it_is_read_once():
    """Each of these once took minutes: anyone may post ten thousand letters to be checked."""
    letters = 200_000
    assert len(list(words_in("x" * letters))) == 1
    assert len(list(words_in("x-" * letters))) == letters
    assert plain_text("<" * letters) == "<" * letters


def test_a_word_weighs_most_in_a_short_name_and_little_in_a_text():
    texts = Texts(names=("Zirbel", "Zirbel Holz Werke GmbH"), lead="Holz Kiefer", text="Kiefer Ast")
    weights = {word: weight for (word, _stem), weight in texts.weights("de").items()}
    assert weights == {"zirbel": 40, "holz": 23, "werke": 23, "kiefer": 6, "ast": 3}
