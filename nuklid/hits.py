"""How the hits of a search are shown: title, address and the passage that answers, marked."""

from collections import defaultdict
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.urls import get_script_prefix, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import get_language

from members.kept import kept
from members.models import SearchEntry, SearchText
from members.words import fold, words_in

LENGTH = 220  # letters of a passage
BEFORE = 60  # letters of it that stand before the first mark


class Passage(NamedTuple):
    """A text with its hits marked (safe HTML), and its language."""

    html: str
    language: str


class Shown(NamedTuple):
    """A hit as a reader sees it."""

    url: str
    title: Passage
    passage: Passage
    dated_on: date | None


def shown(hits, entries, marked):
    """Return `hits` (findable.Place) as a reader sees them, in their order, with one query.

    `entries` holds those that were found of each, `marked` the folded words to mark.
    """
    texts = defaultdict(list)
    # Only a statement may be public in one language alone: nothing of it but what was found.
    pages = [hit for hit in hits if hit.kind != "statement"]
    for row in texts_for(
        entries=[entry for hit in hits for entry in entries[hit]],
        sources=[page.kind for page in pages],
        ids=[page.object_id for page in pages],
    ):
        texts[row.entry.kind, row.entry.object_id].append(row)
    return [show(hit, texts[hit.kind, hit.object_id], entries[hit], marked) for hit in hits]


@kept
def texts_for(entries, sources, ids):
    """Return the texts to show: what was found (`entries`), and the names of its pages.

    The page itself, a row `ids` of `sources`, may be seen wherever an entry of it was found.
    """
    pages = (Q(source=source, source_id=id) for source, id in zip(sources, ids, strict=True))
    names = SearchEntry.objects.filter(reduce(or_, pages)).values("pk")
    rows = SearchText.objects.filter(Q(entry__pk__in=entries) | Q(entry__pk__in=names))
    return rows.select_related("entry")


def show(hit, texts, entries, marked):
    own_first = sorted(texts, key=lambda row: row.entry.language != get_language())
    names = [row for row in own_first if row.entry.source == hit.kind]
    name = next((row for row in names if row.title), names[0])
    found = [row for row in own_first if row.entry_id in entries]
    return Shown(
        url=translated(names[0].url, get_language(), get_script_prefix()),
        title=Passage(mark(name.title, marked, name.entry.language), name.entry.language),
        passage=passage(found, marked),
        dated_on=date.fromordinal(hit.day) if hit.day else None,
    )


@lru_cache(maxsize=1000)
def translated(url, language, _root):
    """Return the address of the same page in `language`, below `_root`."""
    return translate_url(url, language)


def passage(found, marked):
    """Return the first passage of the SearchTexts in `found` that answers, else a beginning."""
    parts = [(row, part) for row in found for part in (row.lead, row.text) if part]
    for row, part in parts:
        language = row.entry.language
        if first := next(places(part, marked, language), None):
            return Passage(mark(cut(part, first[0]), marked, language), language)
    return Passage(cut(parts[0][1]), parts[0][0].entry.language) if parts else Passage("", "")


def places(text, marked, language):
    """Yield where (start, end) a word to mark stands in `text`, in order.

    Read in its `language`, "Lu-177" is an answer to "Lutetium", too.
    """
    for found in words_in(text, language):
        if any(fold(word) in marked for word in found.words):
            yield found.start, found.end


def cut(text, place=0):
    """Return about 220 letters of `text`, with what stands at `place` among them."""
    start = text.rfind(" ", 0, max(place - BEFORE, 0)) + 1
    rest = Truncator(text[start : start + 2 * LENGTH]).chars(LENGTH)
    return f"… {rest}" if start else rest


def mark(text, marked, language):
    """Return `text` as HTML with the words in `marked` marked."""
    pieces, done = [], 0
    for start, end in places(text, marked, language):
        pieces += [text[done:start], format_html("<mark>{}</mark>", text[start:end])]
        done = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[done:]]))
