"""How the hits of a search are shown: title, address and the passage that answers, marked."""

from collections import defaultdict
from datetime import date
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple
from unicodedata import combining, normalize

from django.db.models import Q
from django.urls import get_script_prefix, translate_url
from django.utils.text import Truncator
from django.utils.translation import get_language

from nuklid.base.kept import kept
from nuklid.base.search.marks import Marks
from nuklid.base.search.models import SearchEntry, SearchText

LENGTH = 220  # letters of a passage
BEFORE = 60  # letters of it that stand before the first mark


class Passage(NamedTuple):
    """A text in a language: pairs of what stands before a hit and the hit, and what follows."""

    pairs: list[tuple[str, str]]
    rest: str
    language: str


class Shown(NamedTuple):
    """A hit as a reader sees it."""

    url: str
    title: Passage
    passage: Passage
    dated_on: date | None


class Text(NamedTuple):
    """What an entry says, of the page `kind`, `object_id`."""

    kind: str
    object_id: int
    entry: int
    source: str
    language: str
    url: str
    title: str
    lead: str
    text: str


def shown(hits, entries, words):
    """Return `hits` (each a Place) as a reader sees them, in their order, with one query.

    `entries` holds those that were found of each, `words` what to mark, folded.
    """
    texts, marks, own = defaultdict(list), Marks(words), get_language()
    # Only a statement may be public in one language alone: nothing of it but what was found.
    pages = [hit for hit in hits if hit.kind != "statement"]
    for row in texts_for(
        entries=list(chain.from_iterable(entries)),
        sources=[page.kind for page in pages],
        ids=[page.object_id for page in pages],
    ):
        texts[row[:2]].append(Text(*row))
    for rows in texts.values():
        rows.sort(key=lambda row: row.language != own)
    return [
        show(hit, texts[hit.kind, hit.object_id], found, marks, own)
        for hit, found in zip(hits, entries, strict=True)
    ]


@kept
def texts_for(entries, sources, ids):
    """Return the texts to show: what was found (`entries`), and the names of its pages.

    The page itself, a row `ids` of `sources`, may be seen wherever an entry of it was found.
    """
    pages = (Q(source=source, source_id=id) for source, id in zip(sources, ids, strict=True))
    names = SearchEntry.objects.filter(reduce(or_, pages, Q(pk__in=[]))).values("pk")
    rows = SearchText.objects.filter(Q(entry__pk__in=entries) | Q(entry__pk__in=names))
    of_entry = (f"entry__{name}" for name in ("kind", "object_id", "pk", "source", "language"))
    return rows.values_list(*of_entry, "url", "title", "lead", "text")


def show(hit, texts, entries, marks, language):
    """Return the Shown of a `hit` to a reader in `language`, whose `texts` come first."""
    names = [row for row in texts if row.source == hit.kind]
    name = next((row for row in names if row.title), names[0])
    found = [row for row in texts if row.entry in entries]
    return Shown(
        url=translated(names[0].url, language, get_script_prefix()),
        title=marked(name.title, name.language, marks),
        passage=passage(found, marks),
        dated_on=date.fromordinal(hit.day) if hit.day else None,
    )


@lru_cache(maxsize=1000)
def translated(url, language, _root):
    """Return the address of the same page in `language`, below `_root`."""
    return translate_url(url, language)


def marked(text, language, marks):
    """Return `text` as a Passage."""
    pairs, rest = marks.cut_up(text, language)
    return Passage(pairs, rest, language)


def passage(found, marks):
    """Return the first passage of the Texts in `found` that answers, else a beginning."""
    parts = [(part, row.language) for row in found for part in (row.lead, row.text) if part]
    for part, language in parts:
        if first := next(marks.places(part, language), None):
            return marked(cut(part, first[0]), language, marks)
    part, language = parts[0] if parts else ("", "")
    return Passage([], cut(part), language)


def cut(text, place=0):
    """Return about 220 letters of `text`, with what stands at `place` among them."""
    start = text.rfind(" ", 0, max(place - BEFORE, 0)) + 1
    rest = shortened(text[start : start + 2 * LENGTH])
    return f"… {rest}" if start else rest


def shortened(text):
    """Return what Truncator does, which looks at every letter to tell where accents stand."""
    composed = normalize("NFC", text)
    if any(map(combining, composed)):
        return Truncator(text).chars(LENGTH)
    return composed if len(composed) <= LENGTH else f"{composed[: LENGTH - 1]}…"
