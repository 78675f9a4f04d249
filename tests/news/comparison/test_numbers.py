"""Every number, day and hour is the same however each language writes it, and no other."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.comparison import hints
from news.comparison.number_words import ENGLISH, english, german
from tests.news.comparison import spelling


def words_of(pattern, number):
    match = ENGLISH.fullmatch(pattern(number))
    return match and english(match)


def misread(parse, numbers):
    return [number for number in numbers if parse(number) != number]


def test_every_number_word_is_read():
    assert misread(lambda n: german(spelling.german(n)), range(2, 10_000)) == []
    assert misread(lambda n: words_of(spelling.english, n), range(1000)) == []


def test_every_ordinal_is_read():
    """But "erste" and "first", which seldom count anything."""
    assert misread(lambda n: german(spelling.german_ordinal(n)), range(3, 1000)) == []
    assert misread(lambda n: words_of(spelling.english_ordinal, n), range(2, 1000)) == []
    assert german("erste") is None
    assert ENGLISH.search("the first") is None


def hints_between(german_words, english_words):
    return hints(f"Es sind {german_words}.", f"There are {english_words}.")


numbers = st.integers(4, 999)


@settings(deadline=None)
@given(numbers, numbers)
def test_a_number_in_words_or_digits_answers_to_itself_alone(number, other):
    ways = {"de": (spelling.german, str), "en": (spelling.english, str)}
    for write, rewrite in product(*ways.values()):
        assert hints_between(f"{write(number)} Firmen", f"{rewrite(number)} firms") == []
        if abs(number - other) > 3:
            hint = hints_between(f"{write(number)} Firmen", f"{rewrite(other)} firms")
            assert {each.kind for each in hint} <= {"number", "year"}
            assert {each.language for each in hint} == {"de", "en"}


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day):
    written, next_month = spelling.days(day), spelling.days(day + timedelta(days=31))
    for de, en in product(*written.values()):
        assert hints_between(de, en) == []
    for de, en in zip(written["de"], next_month["en"], strict=True):
        assert "date" in {hint.kind for hint in hints_between(de, en)}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59))
def test_an_hour_is_the_same_however_it_is_written(hour, minute):
    for de, en in product(*spelling.hours(hour, minute).values()):
        assert hints_between(de, en) == []
        other = spelling.hours((hour + 5) % 24, minute)
        assert {hint.kind for hint in hints_between(de, other["en"][1])} == {"number"}


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("im 21. Jahrhundert", "in the twenty-first century"),
        ("zum sechsten Mal", "for the sixth time"),
        ("ein Sechstel der Firmen", "a sixth of the firms"),
        ("der zweihundertste Gast", "the two hundredth guest"),
        ("der hundertste Gast", "the hundredth guest"),
        ("die hundertdritte Lieferung", "the hundred and third delivery"),
        ("hunderteins Gäste", "a hundred and one guests"),
        ("um 10 Uhr", "at 10 o’clock"),
        ("um 22 Uhr", "at 10 o’clock"),
        ("um 9 Uhr 30", "at 9.30 a.m."),
        ("am 24.12.", "on 24 December"),
        ("das erste Mal", "the first time"),
    ],
)
def test_as_releases_say_it(de, en):
    assert hints_between(de, en) == []


@pytest.mark.parametrize(
    ("de", "en", "kinds"),
    [
        ("zum sechsten Mal", "for the seventh time", {("number", "de"), ("number", "en")}),
        ("im 21. Jahrhundert", "in the twentieth century", {("number", "de"), ("number", "en")}),
        ("um 10 Uhr", "at 11 o’clock", {("number", "de"), ("number", "en")}),
        ("5 kg", "5 grams", {("unit", "de"), ("unit", "en")}),
        ("50 Mio. €", "$50m", {("unit", "de"), ("unit", "en")}),
    ],
)
def test_what_differs_is_said_on_both_sides(de, en, kinds):
    assert {(hint.kind, hint.language) for hint in hints_between(de, en)} == kinds


@pytest.mark.parametrize("digits", ["9" * 3000, "9" * 300 + " Mio. €", "١٢ Uhr"])
def test_digits_without_end_are_compared(digits):
    assert [hint.words for hint in hints(digits, "Some words.")] == [digits]


@pytest.mark.parametrize("digits", ["1." * 1500, "²³"])
def test_digits_that_are_no_number_are_passed_over(digits):
    assert hints(digits, "Some words.") == []
