"""The words of a text as the search knows them: folded, stemmed, radionuclides under one name.

A word is held as it is written, in lower case and without accents; ä, ae and a are one letter, so
that "Müller", "Mueller" and "Muller" meet. Every way to write a radionuclide gives one word:
"Lu-177", "177Lu", "[177Lu]", "Lutetium 177" and "lu177" all give "lu177".
"""

import re
import unicodedata
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from snowballstemmer import stemmer

from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.elements import elements

# Titles and legal forms are among them: people are found with and without.
STOP_WORDS = {
    "de": """aber als am an auch auf aus bei bis da das dass dem den der des die dies diese diesem
    diesen dieser dieses durch ein eine einem einen einer eines er es für hat im in ist ihr ihre
    kein man mit nach nicht noch nur oder sich sie sind so um und uns unser unsere unter vom von
    vor war was wer wie wir wird wo zu zum zur über""".split(),
    "en": """a about an and are as at be by do for from has have he her his how i in is it its not
    of on or our s she that the their them there they this to was we were what where which who
    will with""".split(),
}
OF_NAMES = "dr prof dipl ing herr frau mr mrs ms sir gmbh mbh ag se kg e v ev".split()
SPELLINGS = {"jod": "I", "aktinium": "Ac", "zirconium": "Zr", "aluminum": "Al", "cesium": "Cs"}
# Symbols that are words too: only a number right beside them makes them a radionuclide.
ALSO_WORDS = frozenset("am as at be er es he i in la no os".split())
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵐ", "0123456789m")
RAISED = re.compile(f"[{''.join(map(chr, SUPERSCRIPTS))}]")
LONGEST = 60  # letters of a word that are kept

WORD = re.compile(r"[^\W_]+")
# Possessive (++): a name that no number follows is given up at once.
NUCLIDE = re.compile(
    r"""(?<![^\W_])(?:
    (?P<name>[^\W\d_]{1,14}+)(?P<gap>[\s‑–-]*+)(?P<mass>\d{1,3}(?:\s?[mM])?)
    |\[?(?P<mass2>\d{1,3}[mM]?)\]?(?P<gap2>[\s‑–-]?)(?P<name2>[^\W\d_]{1,14})
    )(?![^\W_])""",
    re.VERBOSE,
)
ENDS = tuple(".!?:;,>")
# Possessive and from a word's beginning: ten thousand letters in one piece are read once.
JOINED = re.compile(r"(?<![^\W_])[^\W_]++(?:[-:&./’'‑][^\W_]++)++")


class Found(NamedTuple):
    """A word in a text: where it stands, and how the search may call it (in lower case)."""

    start: int
    end: int
    words: tuple[str, ...]


@lru_cache(maxsize=20_000)
def fold(word):
    """Return `word` in lower case, without accents, with one letter for ä, ae and a."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss"))
    bare = "".join(letter for letter in plain if letter.isalnum())
    return re.sub("([aou])e", r"\1", bare)[:LONGEST]


@cache
def stop_words(*languages):
    """Return the folded words that say nothing in any of `languages`."""
    return {fold(word) for code in languages for word in [*STOP_WORDS[code], *OF_NAMES]}


STEMMERS = {"de": stemmer("german"), "en": stemmer("english")}


@lru_cache(maxsize=20_000)
def stem(word, language):
    """Return the folded stem of `word`, which must not be folded: endings hang on its letters."""
    return fold(STEMMERS[language].stemWord(word.lower()))


@cache
def element_names():
    """Return {name in lower case: symbol} of symbols and names in both languages."""
    rows = elements().items()
    names = {row[f"name_{code}"].lower(): symbol for symbol, row in rows for code in LANGUAGES}
    return names | {symbol.lower(): symbol for symbol, _ in rows} | SPELLINGS


def names_of(symbol, language):
    """Return what the element is called in `language`, and how else it is spelt."""
    name = elements()[symbol][f"name_{language}"].lower()
    return (name, *(other for other, known in SPELLINGS.items() if known == symbol))


def nuclide(match):
    """Return (symbol, mass) of a match of NUCLIDE, None where no such nuclide can exist."""
    name, gap, mass = (match[key] or match[f"{key}2"] or "" for key in ("name", "gap", "mass"))
    symbol = element_names().get(name.lower())
    if not symbol or (gap.isspace() and name.lower() in ALSO_WORDS):
        return None
    mass, protons = mass.lower().replace(" ", ""), int(elements()[symbol]["number"])
    possible = 1.5 * protons <= int(mass.rstrip("m")) <= 3 * protons
    return (symbol, mass) if possible else None


def nuclides_in(text, language=None):
    """Yield Found for every radionuclide in `text`, as "lu177" and, in a `language`, "lutetium"."""
    if RAISED.search(text):  # to translate takes long, and few texts have them
        text = text.translate(SUPERSCRIPTS)
    match = NUCLIDE.search(text)
    while match:
        known, end = nuclide(match), match.end("name" if match["name"] else "mass2")
        if known:
            end = match.end()
            also = names_of(known[0], language) if language else ()
            yield Found(match.start(), end, ("".join(known).lower(), *also))
        match = NUCLIDE.search(text, end)


def words_in(text, language=None):
    """Yield Found for every word of `text`, in order; "leap:up" also gives "leapup", at its start.

    Whoever looks for the first place reads little further.
    """
    nuclides, joined, end = nuclides_in(text, language), JOINED.finditer(text), 0
    ahead, join = next(nuclides, None), next(joined, None)
    for match in WORD.finditer(text):
        start = match.start()
        if ahead and ahead.start <= start:
            yield ahead
            end, ahead = ahead.end, next(nuclides, None)
        while join and join.start() < start:
            join = next(joined, None)
        if start >= end:  # else it is part of a radionuclide
            also = (fold(join[0]),) if join and join.start() == start else ()
            yield Found(start, match.end(), (match[0].lower(), *also))


def plain_text(html):
    """Return the text of `html`: a raised mass number stays with its element.

    What the page tells apart by space, such as a heading, ends with a full stop.
    """
    joined = re.sub(r"</?su[bp]\b[^<>]*>", "", html)
    *parts, rest = re.split(r"</(?:h\d|li|p)>", joined)
    text = " ".join([*map(ended, parts), rest])
    return " ".join(unescape(re.sub(r"<[^<>]+>", " ", text)).split())


def ended(text):
    text = text.rstrip()
    return text if text.endswith(ENDS) or not text else f"{text}."
