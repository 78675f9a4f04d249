"""People, organisations and abbreviations that one language names and the other does not."""

import re
from functools import cache

from news.comparison.hints import Hint, Mention, blanked
from news.comparison.lexicon import read_lexicon, table
from nuklid.base.texts.bilingual import other_language
from nuklid.base.texts.words import fold

# "370 MBq" is an amount.
ACRONYM = re.compile(r"(?<!\d[\s-])\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z]*\b")
CAPITALISED = re.compile(r"(?<=[a-zäöüß,;:)’'] )[A-ZÄÖÜ][^\W\d_]{2,}(?:-[^\W\d_]+)*")
TITLED = re.compile(
    rf"\b(?:{'|'.join(read_lexicon('names')['titles']['both'].split())})\s+([A-ZÄÖÜ][^\W\d_]+)"
)
LEGAL_FORM = re.compile(r",?\s+(?:e\.\s?V\.|g?GmbH|mbH|AG|SE|KG|Ltd\.?|Inc\.?)$")
LETTERS = 3  # of an abbreviation; shorter ones are words of their language
ROOT = 5  # letters that a word and its translation share


def spoken(aliases):
    """Return `aliases` of an organisation without their legal forms, the longest first (tuple)."""
    return tuple(sorted({LEGAL_FORM.sub("", alias) for alias in aliases}, key=len, reverse=True))


def known_in(text, names):
    """Return the Mentions in `text` of `names` (each a tuple of aliases), and `text` without them.

    It is read on without them, since the "Dresden" in a name is no place.
    """
    mentions, spans = [], []
    for number, aliases in enumerate(names):
        for match in called(aliases, text):
            mentions.append(Mention("name", match[0], frozenset({("known", number)})))
            spans.append(match.span())
    return mentions, blanked(text, spans)


def called(aliases, text):
    """Yield the matches of `aliases`, in the genitive too."""
    for alias in aliases:
        if alias in text:
            yield from re.finditer(rf"(?<!\w){re.escape(alias)}s?(?!\w)", text)


def abbreviations_in(text, language):
    """Return the Mentions of abbreviations whose translation is known, and `text` without."""
    matches = table("names", "same", language=language).find(text)
    mentions = [Mention("name", match[0], frozenset({key}), soft=True) for match, key in matches]
    return mentions, blanked(text, [match.span() for match, _key in matches])


def name_hints(texts):
    """Return Hints of names in `texts` ({language: text without what is known}).

    English shows a name by its capital letter, both languages by a title or by capitals.
    """
    return [
        Hint("name", language, word)
        for language, text in texts.items()
        for word in dict.fromkeys(names_in(text, language))
        if not stands_in(word, texts[other_language(language)])
    ]


def names_in(text, language):
    names = [m[0] for m in ACRONYM.finditer(text) if len(m[0]) >= LETTERS]
    names += [m[1] for m in TITLED.finditer(text)]
    if language == "en":
        names += [m[0] for m in CAPITALISED.finditer(text)]
    return [word for word in names if not set(word.lower().split("-")) & ordinary()]


@cache
def ordinary():
    return frozenset(read_lexicon("names")["ordinary"]["en"].split())


def stands_in(word, text):
    """Tell whether `text` has `word`, a word with its root, or the words it is short for."""
    folded = fold(word.removesuffix("s"))
    initials = "".join(part[0] for part in re.findall(r"[^\W_]+", text)).lower()
    whole = " ".join(fold(part) for part in re.findall(r"[^\W_]+", text))
    squashed = whole.replace(" ", "")
    return folded in squashed or f" {folded[:ROOT]}" in f" {whole}" or folded in initials
