"""How the hits of a search are shown: title, address and the passage that answers, marked."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.urls import translate_url
from django.utils.text import Truncator
from django.utils.translation import get_language, override

from nuklid.base.search.answer import Hit
from nuklid.base.search.models import SearchEntry, SearchTerm
from nuklid.base.search.question import IndexWord
from nuklid.base.search.searchable import is_findable
from nuklid.base.texts.words import fold, words_in

LENGTH = 220  # letters of a passage
BEFORE = 60  # letters of it that stand before the first mark


class Passage(NamedTuple):
    """A text in a language: pairs of what stands before a hit and the hit, and what follows."""

    pairs: list[tuple[str, str]]
    rest: str
    language: str


class Shown(NamedTuple):
    """A hit as a reader sees it."""

    kind: str
    url: str
    title: Passage
    passage: Passage
    dated_on: date | None


def show_hits(hits: list[Hit], words: set[IndexWord]) -> list[Shown]:
    """Return `hits` as a reader sees them, in their order, `words` marked, with one query."""
    language, marks = get_language(), {word.word for word in words}
    entries = defaultdict(list)
    for entry in entries_of(hits, words):
        entries[entry.page_id].append(entry)
    for rows in entries.values():
        rows.sort(key=lambda entry: entry.language != language)
    return [show_hit(hit, entries[hit.page], marks, language) for hit in hits]


def entries_of(hits, words):
    """Return the public entries of `hits` that hold one of `words` (`answers`) or are named."""
    terms = SearchTerm.objects.filter(entry=OuterRef("pk"), word__in=[word.pk for word in words])
    named = Q(source=F("page__kind"), source_id=F("page__object_id"))
    rows = SearchEntry.objects.filter(is_findable(), page__in=[hit.page for hit in hits])
    rows = rows.annotate(answers=Exists(terms)).filter(Q(answers=True) | named)
    return rows.select_related("texts", "page").order_by("pk")


def show_hit(hit, entries: list[SearchEntry], marks, language) -> Shown:
    """Return `hit` as shown to a reader in `language`, whose `entries` come first."""
    names = [entry for entry in entries if entry.source == hit.kind]
    name = next((entry for entry in names if entry.texts.title), names[0])
    return Shown(
        kind=hit.kind,
        url=address_in(language, names[0]),
        title=mark_words(name.texts.title, name.language, marks),
        passage=find_passage([entry for entry in entries if entry.answers], marks),
        dated_on=name.page.dated_on,
    )


def address_in(language, entry):
    with override(entry.language):
        return translate_url(entry.texts.url, language)


def find_passage(entries, marks):
    """Return the first passage of `entries` that answers, else a beginning."""
    parts = [
        (part, entry.language)
        for entry in entries
        for part in (entry.texts.lead, entry.texts.text)
        if part
    ]
    for part, language in parts:
        if first := next(find_words(part, language, marks), None):
            return mark_words(cut(part, first[0]), language, marks)
    part, language = parts[0] if parts else ("", "")
    return Passage([], cut(part), language)


def find_words(text, language, marks):
    """Yield where (start, end) a word stands in `text` that the search reads as one of `marks`.

    Read in its `language`, "Lu-177" is an answer to "Lutetium", too.
    """
    for match in words_in(text, language):
        if any(fold(word) in marks for word in match.words):
            yield match.start, match.end


def mark_words(text, language, marks):
    """Return `text` as a Passage."""
    pairs, done = [], 0
    for start, end in find_words(text, language, marks):
        pairs.append((text[done:start], text[start:end]))
        done = end
    return Passage(pairs, text[done:], language)


def cut(text, start=0):
    """Return about 220 letters of `text`, with what stands at `start` among them."""
    begin = text.rfind(" ", 0, max(start - BEFORE, 0)) + 1
    rest = Truncator(text[begin : begin + 2 * LENGTH]).chars(LENGTH)
    return f"… {rest}" if begin else rest
