"""Number words: "achtundzwanzig", "dritte", "Viertel", "two hundred and five", "twentieth"."""

import re
from functools import lru_cache

from news.comparison.lexicon import read_lexicon

NUMBERS = read_lexicon("numbers")
GERMAN_ENDING = re.compile(r"(?:s?te[nrsm]?|s?tel[ns]?|el[ns]?|mal|fach\w*|köpfig\w*)$")

ONE = re.compile(r"ein(?:s|e[mnrs]?)$")
SCALED = re.compile(r"(.*(?:hundert|tausend))(?:und)?(er|dritt?|sech|siebt?|acht?)")


def known_words(language):
    """Return {word: value} of the simple number words."""
    words = NUMBERS["words"][language]
    units = {word: value for value, word in enumerate(words["units"].split())}
    return units | {word: 10 * value for value, word in enumerate(words["tens"].split(), 2)}


KNOWN = {language: known_words(language) for language in ("de", "en")}


@lru_cache(maxsize=5000)
def german(word):
    """Return the value of a German number word, an ordinal or fraction too; None for another."""
    word = word.lower()
    if word in ("ein", "eine", "einer", "eines", "einem", "einen"):
        return 1
    if word.endswith("einhalb"):
        whole = cardinal(word.removesuffix("einhalb") or "ein")
        return whole and whole + 0.5
    value = cardinal(word)
    return ordinal(word) if value is None else value


def cardinal(word):
    if word in KNOWN["de"]:
        return KNOWN["de"][word]
    for scale, size in (("tausend", 1000), ("hundert", 100)):
        left, scaled, right = word.partition(scale)
        if scaled:
            return added(cardinal(left) if left else 1, size, right)
    unit, und, ten = word.partition("und")
    parts = KNOWN["de"].get(unit), KNOWN["de"].get(ten)
    return sum(parts) if und and None not in parts and parts[1] % 10 == 0 else None


def added(count, size, right):
    rest = cardinal(ONE.sub("ein", right.removeprefix("und"))) if right else 0
    return None if None in (count, rest) else count * size + rest


def ordinal(word):
    match = GERMAN_ENDING.search(word)
    if not match or word.startswith("zweit"):
        return None  # "zweite" is as often "another": it stands among the soft words
    root = word[: match.start()]
    if scaled := SCALED.fullmatch(root):  # "hundertdritte"; "erste" alone says no number
        whole, last = cardinal(scaled[1]), 1 if scaled[2] == "er" else irregular(scaled[2])
        return last and whole and whole + last
    return irregular(root) or cardinal(root)


def irregular(root):
    ordinals = NUMBERS["ordinals"]["de"]
    return ordinals.get(root, ordinals.get(f"{root}t"))


# English ------------------------------------------------------------------------------------------

UNDER_20 = "|".join(sorted(NUMBERS["words"]["en"]["units"].split(), key=len, reverse=True))
TENS = "|".join(NUMBERS["words"]["en"]["tens"].split())
ORDINAL = "|".join(
    [*NUMBERS["ordinals"]["en"], "fourth", "sixth", "seventh", "tenth", "eleventh"]
    + [f"{word}teenth" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
)
# "first" alone says no number.
SMALL = rf"(?:(?:{TENS})(?:-first|[\s-](?:{ORDINAL}|{UNDER_20}))?|{ORDINAL}|{UNDER_20})"
ENGLISH = re.compile(
    rf"\b(?:(?:(?:{UNDER_20}|{TENS}|a)\s+)?hundred(?:th|\s+and\s+first|\s+(?:and\s+)?{SMALL})?"
    rf"|a(?=\s+(?:thousand|million|billion|trillion)\b)|{SMALL})(?P<half>\s+and\s+a\s+half)?s?\b",
    re.IGNORECASE,
)


def english(match):
    """Return the value of a match of ENGLISH."""
    total = 0
    for word in re.findall(r"[a-z]+", match[0].lower().removesuffix("and a half")):
        if word in ("hundred", "hundredth"):
            total = (total or 1) * 100
        elif word != "and":
            total += english_word(word)
    return total + 0.5 if match["half"] else total


def english_word(word):
    irregular, regular = NUMBERS["ordinals"]["en"], KNOWN["en"] | {"a": 1, "first": 1}
    singular = word if word in regular or word in irregular else word.removesuffix("s")
    if singular in irregular:
        return irregular[singular]
    return regular.get(singular, regular.get(singular.removesuffix("th"), 0))
