"""Tables of words in both languages: "German forms | English forms", parted by commas.

"*" stands for any ending. A small initial also matches a capital one, never the other way round.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def read_lexicon(name):
    """Return the tables of the file `name`.toml beside this module, as nested dicts."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def forms(sides, language):
    """Return the forms of `language` in "German, forms | English, forms"."""
    side = 0 if language == "de" else 1
    return [form.strip() for form in sides.split("|")[side].split(",")]


class Table:
    """Finds the forms of one language in a text, the longest first, each with its key."""

    def __init__(self, rows, language):
        pairs = [(form, key) for key, sides in rows.items() for form in forms(sides, language)]
        self.pairs = sorted(pairs, key=lambda pair: -len(pair[0]))
        self.alternatives = "|".join(f"({bounded(form)})" for form, _key in self.pairs)
        self.pattern = re.compile(self.alternatives)
        self.singles = [(re.compile(bounded(form)), key) for form, key in self.pairs]

    def key(self, match, before=0):
        """Return the key of a match of `alternatives`, which stand behind `before` groups."""
        return self.pairs[match.lastindex - 1 - before][1]

    def find(self, text):
        """Return [(match, key)] of what stands in `text`; nothing overlaps."""
        return [(match, self.key(match)) for match in self.pattern.finditer(text)]

    def find_all(self, text):
        """Return [(match, key)] of every form on its own: one word may have several keys."""
        return [(m, key) for form, key in self.singles for m in form.finditer(text)]


def bounded(form):
    """Return the pattern for a form as a word of its own."""
    body = re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    if form[0].islower():
        body = f"[{form[0]}{form[0].upper()}]{body[1:]}"
    return (r"\b" if form[0].isalnum() else "") + body + (r"(?!\w)" if form[-1] != "*" else "")


@cache
def table(name, *path, language):
    """Return the Table at `path` of the file `name`."""
    rows = read_lexicon(name)
    for part in path:
        rows = rows[part]
    return Table(rows, language)
