"""Denials: what one language denies, the other should not affirm."""

import re
from functools import cache

from news.comparison.hints import Hint, blanked
from news.comparison.lexicon import Table, bounded, forms, read_lexicon
from nuklid.base.texts.bilingual import LANGUAGES, other_language

SENTENCE = re.compile(r"(?<=[.!?])[”“\"»«]?\s+(?=[A-ZÄÖÜ„“\"])")


def negation_hints(texts):
    """Return Hints of what only one of `texts` ({language: text}) denies.

    Sentence by sentence where both have as many, else in the whole.
    """
    parts = {language: SENTENCE.split(text.strip()) for language, text in texts.items()}
    if len(parts["de"]) != len(parts["en"]):
        parts = {language: [text] for language, text in texts.items()}
    pairs = zip(parts["de"], parts["en"], strict=True)
    return [hint for pair in pairs for hint in denials(dict(zip(LANGUAGES, pair, strict=True)))]


def denials(texts):
    hints = []
    for language, text in texts.items():
        other = other_language(language)
        denied = firm(text, language)
        if denied and not (firm(texts[other], other) or is_softened(texts[other], other)):
            hints += [Hint("negation", language, word) for word in denied[:1]]
    return hints or opposites(texts)


def meant(text, language):
    """Return `text` without idioms that deny nothing."""
    idioms = simple("idioms", language).find(text)
    return blanked(text, [match.span() for match, _key in idioms])


@cache
def simple(name, language):
    return Table({name: read_lexicon("negations")[name]}, language)


def firm(text, language):
    words = [match[0] for match, _key in simple("firm", language).find(meant(text, language))]
    contracted = re.findall(r"\b\w+n[’']t\b", text) if language == "en" else []
    return words + contracted


def is_softened(text, language):
    affix = re.compile(read_lexicon("negations")["affixes"][language])
    rest = meant(text, language)
    return bool(simple("soft", language).find(rest) or affix.search(rest))


# Opposites ----------------------------------------------------------------------------------------


def opposites(texts):
    """Return Hints where one side has a word and the other only its opposite, nothing denied."""
    if any(firm(text, language) for language, text in texts.items()):
        return []
    by_language = {language: poles(text, language) for language, text in texts.items()}
    return [
        Hint("negation", language, words)
        for language, sides in by_language.items()
        for (name, pole), words in sides.items()
        if (name, not pole) in by_language[other_language(language)]
        and (name, pole) not in by_language[other_language(language)]
    ]


def poles(text, language):
    """Return {(name of the opposites, denied?): words} of what `text` says."""
    words = {}
    for name, sides in read_lexicon("negations")["opposites"].items():
        yes_and_no = forms(sides, language)
        for denied, form in zip((False, True), yes_and_no, strict=True):
            if match := re.search(bounded(form), text):
                words[name, denied] = match[0]
    return words
