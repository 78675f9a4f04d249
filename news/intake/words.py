"""Words, and what class they belong to. The sets come from lexicon.toml, all in lower case."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
LEXICON = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"[^\W_]+(?:[’'&*:-][^\W_]+)*")


def listed(name):
    return frozenset(LEXICON[name].split())


SAID, WEAK, TITLED = listed("said"), listed("weak"), listed("titled")
VERDICTS = listed("verdicts")
PRONOUNS, RELATIVE, SUBJUNCTIVE = listed("pronouns"), listed("relative"), listed("subjunctive")
CLAUSE_STARTS, BEFORE_THINGS = listed("clause_starts"), listed("before_things")
LISTENERS = listed("listeners")
FUNCTIONS, FUNCTION_ENDINGS = listed("functions"), tuple(listed("function_endings"))
MAYORS, PLURALS = tuple(listed("mayors")), listed("plurals")
HONORIFICS, HONORIFIC_PARTS = listed("honorifics"), listed("honorific_parts")
SALUTATIONS, POSTNOMINALS = listed("salutations"), listed("postnominals")
PARTICLES, ARTICLE_PARTICLES = listed("particles"), listed("article_particles")
ONLY_PARTICLES, NOBILITY = listed("only_particles"), listed("nobility")
NOT_NAMES, OPENERS = listed("not_names"), listed("openers")
THING_ENDINGS = tuple(listed("thing_endings"))
CONNECTORS, UNNAMED = listed("connectors"), listed("unnamed")
FIRST_PERSON = listed("first_person")
COMMA_BEFORE, PARTIES = listed("comma_before"), listed("parties")
COMMONPLACES = listed("commonplaces")


class Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def low(self):
        return self.text.lower()


def words(text):
    """Return the Words of `text`; hyphens and apostrophes hold a word together."""
    return [Word(hit.group(), hit.start(), hit.end()) for hit in WORD.finditer(text)]


@cache
def given_names():
    return frozenset((HERE / "given_names.txt").read_text(encoding="utf-8").lower().split())


def is_given_name(word):
    low = word.lower()
    return low in given_names() or ("-" in low and low.split("-")[0] in given_names())


def is_function(word):
    """Tell whether `word` names an office: "Minister", "Laborleiterin", "Co-founder"."""
    low = re.split(r"[:*]", word.lower())[0].rpartition("-")[2]
    singular = low if low in PLURALS else low.removesuffix("s")
    return any(
        form in FUNCTIONS or form.endswith(FUNCTION_ENDINGS)
        for form in (low, low.removesuffix("n"), singular)
    )


def is_saying(word):
    """Tell whether `word` may attribute words to someone; "State" in a title does not."""
    return (word.islower() and word in SAID) or word in {"So", "Laut"}


def is_capitalised(word):
    return word[0].isupper()
