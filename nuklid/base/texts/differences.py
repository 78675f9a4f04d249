"""What a field holds, as a person reads it, and what differs between two texts, word by word."""

import re
from collections import Counter
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField

NOTHING = "–"
ENOUGH_IN_COMMON = 0.25  # of the words
WORDS = re.compile(r"\s*(?:\w+|[^\w\s])\s*|\s+")
MOST_LOOKS = 2_000_000  # at a word (as three) and at each place where it stands: 0.1 s


class Run(NamedTuple):
    """A stretch of text: `kind` is "same", "gone" (only before) or "new" (only after)."""

    kind: str
    text: str


def word_difference(old, new):
    """Return the Runs that lead from the text `old` to the text `new`."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    old_words, new_words = ([piece.strip() for piece in pieces] for pieces in (before, after))
    matches = matches_between(old_words, new_words)
    if matches is None or is_another(old_words, new_words, matches):
        return [run for run in (Run("gone", old), Run("new", new)) if run.text]
    runs, i, j = [], 0, 0
    for start, begin, size in [*matches, (len(before), len(after), 0)]:
        runs += Run("gone", "".join(before[i:start])), Run("new", "".join(after[j:begin]))
        i, j = start + size, begin + size
        runs.extend(runs_of_same_words(before[start:i], after[begin:j]))
    return [run for run in runs if run.text]


def runs_of_same_words(before, after):
    """Yield the Runs of the same words on both sides, that may have other blanks around them."""
    for is_same, pairs in groupby(zip(before, after, strict=True), lambda pair: pair[0] == pair[1]):
        old, new = ("".join(pieces) for pieces in zip(*pairs, strict=True))
        yield from [Run("same", new)] if is_same else [Run("gone", old), Run("new", new)]


def matches_between(before, after):
    """Return the Matches of two lists of words as difflib finds them, None if that takes long."""
    times = Counter(after)
    looks = list(accumulate((3 + times[word] for word in before), initial=0))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    matches, rest, left = [], [(0, len(before), 0, len(after))], MOST_LOOKS
    while rest:
        i, j, k, m = rest.pop()
        left -= looks[j] - looks[i]
        if left < 0:
            return None
        start, begin, size = match = matcher.find_longest_match(i, j, k, m)
        if size:
            matches.append(match)
            rest += (i, start, k, begin), (start + size, j, begin + size, m)
    return sorted(matches)


def is_another(before, after, matches):
    """Tell whether so few words are the same that one text reads better after the other."""
    same = [word for start, _begin, size in matches for word in before[start : start + size]]
    most = max(words_in(before), words_in(after))
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
