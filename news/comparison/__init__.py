"""What one language of a statement says and the other does not: hints, never a block.

Pure functions over two texts; what is known about words stands in the .toml files beside them.
"""

from news.comparison.hints import Hint
from news.comparison.names import abbreviations_in, known_in, name_hints
from news.comparison.negations import negation_hints
from news.comparison.nuclides import nuclides_of
from news.comparison.numbers import numbers_in, unit_hints
from news.comparison.places import places_in
from nuklid.base.texts.bilingual import other_language

__all__ = ["Hint", "hints"]


def hints(text_de, text_en, names=()):
    """Return the Hints (list) to what only one of two wordings says; [] where either is empty.

    `names` has a tuple of strings for each person or organisation: all it may be called, without
    legal forms and the longest first.
    """
    texts = {"de": text_de, "en": text_en}
    if not all(texts.values()):
        return []
    mentions, amounts, rest = {}, {}, {}
    for language, text in texts.items():
        mentions[language], amounts[language], rest[language] = read_through(text, language, names)
    all_hints = missing(mentions) + unit_hints(amounts) + name_hints(rest) + negation_hints(texts)
    return list(dict.fromkeys(all_hints))


def read_through(text, language, names):
    """Return the Mentions and Amounts in `text`, and the text without them (of one language)."""
    names_known, rest = known_in(text, names)
    nuclides, rest = nuclides_of(rest)
    short, rest = abbreviations_in(rest, language)
    places, rest = places_in(rest, language)
    numbers, amounts = numbers_in(rest, language)
    return names_known + nuclides + short + places + numbers, amounts, rest


def missing(mentions):
    """Return Hints of the firm ones of `mentions` ({language: Mentions}) the other side lacks."""
    lacking_hints = []
    for language, mentioned in mentions.items():
        there = frozenset().union(*(m.keys for m in mentions[other_language(language)]))
        lacking = (m for m in mentioned if not (m.soft or m.keys & there))
        lacking_hints += [Hint(m.kind, language, m.words) for m in lacking]
    return lacking_hints
