"""What a field holds, as a person reads it, and what differs between two texts, word by word."""

import re
from collections import Counter
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField

NOTHING = "–"
ENOUGH_IN_COMMON = 0.25  # of the words
WORDS = re.compile(r"\s*(?:\w+|[^\w\s])\s*|\s+")
MOST_PAIRS = 500_000  # of one word twice: 10,000 signs of prose have 100,000, full stops millions


class Run(NamedTuple):
    """A stretch of text: `kind` is "same", "gone" (only before) or "new" (only after)."""

    kind: str
    text: str


def word_difference(old, new):
    """Return the Runs that lead from the text `old` to the text `new`."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    old_words, new_words = ([piece.strip() for piece in pieces] for pieces in (before, after))
    steps = steps_between(old_words, new_words)
    if is_another(old_words, new_words, steps):
        return [run for run in (Run("gone", old), Run("new", new)) if run.text]
    runs = []
    for kind, i, j, k, m in steps:
        if kind == "equal":
            runs.extend(runs_of_same_words(before[i:j], after[k:m]))
        else:
            runs += Run("gone", "".join(before[i:j])), Run("new", "".join(after[k:m]))
    return [run for run in runs if run.text]


def runs_of_same_words(before, after):
    """Yield the Runs of the same words on both sides, that may have other blanks around them."""
    for is_same, pairs in groupby(zip(before, after, strict=True), lambda pair: pair[0] == pair[1]):
        old, new = ("".join(pieces) for pieces in zip(*pairs, strict=True))
        yield from [Run("same", new)] if is_same else [Run("gone", old), Run("new", new)]


def steps_between(before, after):
    """Return the steps of difflib between two lists of words, none if that would take long."""
    times = Counter(after)
    if sum(count * times[word] for word, count in Counter(before).items()) > MOST_PAIRS:
        return []
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def is_another(before, after, steps):
    """Tell whether so few words are the same that one text reads better after the other."""
    same = [word for kind, i, j, *_rest in steps if kind == "equal" for word in before[i:j]]
    most = max(words_in(before), words_in(after), not steps)
    return words_in(same) < most * ENOUGH_IN_COMMON


def words_in(pieces):
    return sum(piece.isalnum() for piece in pieces)


def berlin(moment):
    """Return an aware datetime as the office reads it: in Berlin's time, and saying so."""
    return _("%(moment)s (Berlin time)") % {
        "moment": date_format(localtime(moment), "DATETIME_FORMAT")
    }


def shown(column, value):
    """Return the `value` of a model field as text."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return berlin(value)
    if isinstance(value, date):
        return date_format(value)
    if isinstance(column, ProseEditorField):
        return strip_tags(value.replace("><", "> <"))
    return str(dict(column.flatchoices).get(value, value))
