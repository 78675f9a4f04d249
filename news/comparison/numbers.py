"""Numbers, years, dates and units in both languages: "1,5 Mio. €" is "€1.5 million"."""

import re
from functools import cache
from typing import NamedTuple

from news.comparison.hints import Hint, Mention, blanked
from news.comparison.lexicon import Table, read_lexicon, table
from news.comparison.moments import moments_in
from news.comparison.number_words import ENGLISH, NUMBERS, english, german
from nuklid.base.texts.bilingual import other_language

# No part of "CO2", "F-18" or "A4".
FREE = r"(?<![\w.,])(?<![A-Za-z]-)"
DIGITS = {
    "de": re.compile(
        FREE + r"(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+\.\d{1,2}(?![\d.])|\d+(?:,\d+)?)"
    ),
    "en": re.compile(FREE + r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"),
}
GERMAN = re.compile(r"\b[^\W\d_]+?(?=(?:jährig|tägig|monatig|wöchig|stündig|minütig|prozentig)|\b)")
SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
GAP = r"[\s\u00a0\u202f-]*"
YEARS = range(1800, 2200)
# Whoever leaves these away still says the same: "60 Jahre alt" is "aged 60".
UNSAID = ("time", "temperature", "length")
MONEY = {"€": "euro", "EUR": "euro", "$": "dollar", "USD": "dollar"}
MONEY |= {"£": "pound", "GBP": "pound", "CHF": "franc"}


class Amount(NamedTuple):
    """A number with its unit (kind of quantity, size), None where none is said."""

    value: float
    words: str
    unit: tuple | None
    is_year: bool
    is_soft: bool

    @property
    def mention(self):
        keys = {("number", self.value)}
        if self.unit:
            quantity, size = self.unit
            keys.add((quantity, round(self.value * size, 6)))
        kind = "year" if self.is_year else "number"
        return Mention(kind, self.words, frozenset(keys), self.is_soft)


@cache
def units(language):
    """Return the Table of units; a key is (kind of quantity, size)."""
    rows = {
        (quantity, float(size)): forms
        for quantity, sizes in NUMBERS["units"].items()
        for size, forms in sizes.items()
    }
    return Table(rows, language)


def amounts_in(text, language):
    """Return the Amounts in `text`, in digits and in words."""
    text = without_idioms(text, language)
    numbers = digits_in(text, language)
    rest = blanked(text, [span for span, _value in numbers])
    numbers += words_in(rest, language)
    return [
        amount
        for span, value in sorted(numbers)
        if (amount := read_on(text, span, value, language))
    ]


def without_idioms(text, language):
    idioms = (phrase.strip() for phrase in read_lexicon("numbers")["idioms"][language].split(","))
    pattern = re.compile("|".join(map(re.escape, idioms)), re.IGNORECASE)
    return blanked(text, [match.span() for match in pattern.finditer(text)])


def digits_in(text, language):
    return [
        (match.span(), as_float(match[0], language)) for match in DIGITS[language].finditer(text)
    ]


def as_float(digits, language):
    digits = re.sub(r"\s", "", digits)
    if language == "en":
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d+\.\d{1,2}", digits):  # "Industrie 4.0"
        return float(digits)
    return float(digits.replace(".", "").replace(",", "."))


def words_in(text, language):
    if language == "en":
        return [(match.span(), float(english(match))) for match in ENGLISH.finditer(text)]
    values = [(match.span(), german(match[0])) for match in GERMAN.finditer(text)]
    return [(span, float(value)) for span, value in values if value is not None]


def read_on(text, span, value, language):
    """Return the Amount that begins with the number at `span`; None for a mere article."""
    start, end = first, last = span
    digits = text[start].isdigit()
    if digits and (suffix := SUFFIX.match(text, end)):
        end = suffix.end()
    scale, end = scale_at(text, start, end, language)
    unit, end, begin = unit_at(text, start, end, language)
    if value == 1 and not digits and not scale:
        return None
    bare = digits and end == last and last - first == 4
    is_year = bool(bare and value in YEARS)
    soft = value == 1 and not (scale or unit)
    return Amount(round(value * (scale or 1), 6), text[begin:end].strip(), unit, is_year, soft)


def scale_at(text, start, end, language):
    """Return (1000 for "Tausend" at `end` or None, where it ends)."""
    scales = table("numbers", "scales", language=language)
    match = re.compile(f"{GAP}(?:{scales.alternatives})").match(text, end)
    if match:
        return int(scales.key(match)), match.end()
    short = re.compile(r"(m|k)\b").match(text, end) if money_before(text, start) else None
    return ({"m": 10**6, "k": 1000}[short[1]], short.end()) if short else (None, end)


def money_before(text, start):
    """Return a match of the currency right before the number at `start`, as in "€ 50m"."""
    return re.search(r"(€|EUR|\$|USD|£|GBP|CHF)\s*$", text[max(start - 6, 0) : start])


def unit_at(text, start, end, language):
    """Return (unit or None, where the amount ends, where it begins)."""
    if money := money_before(text, start):
        return (MONEY[money[1]], 1.0), end, start - len(money[0])
    table_of_units = units(language)
    match = re.compile(f"{GAP}(?:{table_of_units.alternatives})").match(text, end)
    return (table_of_units.key(match), match.end(), start) if match else (None, end, start)


# Comparing ----------------------------------------------------------------------------------------


def numbers_in(text, language):
    """Return the Mentions of numbers, years and dates in `text`, and the Amounts among them."""
    dated, rest = moments_in(text, language)
    amounts = amounts_in(rest, language)
    soft = table("numbers", "soft", language=language).find_all(rest)
    mentions = dated + [amount.mention for amount in amounts]
    mentions += [
        Mention("number", match[0], frozenset({("number", float(key))}), soft=True)
        for match, key in soft
    ]
    return mentions, amounts


def unit_hints(amounts):
    """Return Hints where both languages ({language: Amounts}) give one number other units."""
    return [
        Hint("unit", language, amount.words)
        for language, of_language in amounts.items()
        for amount in of_language
        if amount.unit and is_alone(amount, amounts[other_language(language)])
    ]


def is_alone(amount, others):
    """Tell whether the other side has the number of `amount`, but nowhere with its unit."""
    same = [other for other in others if other.value == amount.value]
    given = {other.unit for other in same}
    if not same or amount.unit in given:
        return False
    return amount.unit[0] not in UNSAID or None not in given
