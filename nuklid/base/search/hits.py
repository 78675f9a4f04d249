"""How the hits of a search are shown: title, address and the passage that answers, marked."""

from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.urls import translate_url
from django.utils.text import Truncator
from django.utils.translation import get_language, override

from nuklid.base.search.answer import Answer, Hit
from nuklid.base.search.models import SearchEntry, SearchTerm
from nuklid.base.search.question import MOST_WORDS, replace_words
from nuklid.base.search.searchable import is_findable
from nuklid.base.texts.words import fold, words_in

LENGTH = 220  # letters of a passage
BEFORE = 60  # letters of it that stand before the first mark
MOST_MARKS = 40  # of a passage: more words it has not


class Mark(NamedTuple):
    """Where a text answers, and which of the asked words (their numbers)."""

    start: int
    end: int
    numbers: frozenset[int]


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


def show_hits(hits: list[Hit], results: Answer) -> list[Shown]:
    """Return `hits` as a reader sees them, in their order, with one query.

    What was taken from the public since it was found is left out.
    """
    if not hits:
        return []
    language = get_language()
    entries = defaultdict(list)
    for entry in entries_of(hits, results):
        entries[entry.page_id].append(entry)
    for rows in entries.values():
        rows.sort(key=lambda entry: entry.language != language)
    rows_of = ((hit, entries[hit.page]) for hit in hits)
    return [
        show_hit(hit, rows, results, language)
        for hit, rows in rows_of
        if any(entry.source == hit.kind for entry in rows)
    ]


def entries_of(hits, results):
    """Return the public entries of `hits` that hold an asked word (`answers`) or are named."""
    words = [word.pk for word in set().union(*results.meanings)]
    terms = SearchTerm.objects.filter(entry=OuterRef("pk"), word__in=words)
    named = Q(source=F("page__kind"), source_id=F("page__object_id"))
    rows = SearchEntry.objects.filter(is_findable(), page__in=[hit.page for hit in hits])
    rows = rows.annotate(answers=Exists(terms)).filter(Q(answers=True) | named)
    return rows.select_related("texts").order_by("pk")


def show_hit(hit, entries: list[SearchEntry], results, language) -> Shown:
    """Return `hit` as shown to a reader in `language`, whose `entries` come first."""
    names = [entry for entry in entries if entry.source == hit.kind]
    name = next((entry for entry in names if entry.texts.title), names[0])
    return Shown(
        kind=hit.kind,
        url=address_in(language, names[0]),
        title=mark_words(name.texts.title, name.language, results),
        passage=find_passage([entry for entry in entries if entry.answers], results),
        dated_on=hit.dated_on,
    )


def address_in(language, entry):
    with override(entry.language):
        return translate_url(entry.texts.url, language)


def find_passage(entries, results):
    """Return the passage of `entries` that answers best, of equal ones the first.

    It names the radionuclide that was asked for, if any does, and holds the most of the words.
    """
    passages = (
        (*best_start(text, entry.language, results), text, entry.language)
        for entry in entries
        for text in (entry.texts.lead, entry.texts.text)
        if text
    )
    start, _value, text, language = max(passages, key=itemgetter(1), default=(0, 0, "", ""))
    return mark_words(cut(text, start), language, results)


def best_start(text, language, results) -> tuple[int, int]:
    """Return where the passage of `text` that answers best begins to, and how well it does."""
    marks = list(find_marks(text, language, results))
    starts = (
        (mark.start, value_of(numbers_near(mark, marks[index : index + MOST_MARKS]), results))
        for index, mark in enumerate(marks)
    )
    return max(starts, key=itemgetter(1), default=(0, 0))


def numbers_near(first, marks):
    """Return the numbers of the words that `marks` answer in a passage cut at the `first`."""
    near = [mark.numbers for mark in marks if mark.end <= first.start + LENGTH - BEFORE]
    return first.numbers.union(*near)


def value_of(numbers, results):
    """Return how well the words with these `numbers` answer; a radionuclide before all others."""
    nuclides = sum(results.words[number].is_nuclide for number in numbers)
    return len(numbers) + nuclides * MOST_WORDS


def find_marks(text, language, results):
    """Yield a Mark for each place in `text` that the search reads as one of the asked words.

    Read in its `language`, "Lu-177" is an answer to "Lutetium", too.
    """
    for match in words_in(text, language):
        words = map(fold, match.words)
        if numbers := set().union(*(results.numbers.get(word, ()) for word in words)):
            yield Mark(match.start, match.end, frozenset(numbers))


def mark_words(text, language, results):
    """Return `text` as a Passage."""
    pairs, done = [], 0
    for mark in find_marks(text, language, results):
        pairs.append((text[done : mark.start], text[mark.start : mark.end]))
        done = mark.end
    return Passage(pairs, text[done:], language)


def cut(text, start=0):
    """Return about 220 letters of `text`, with what stands at `start` among them."""
    begin = text.rfind(" ", 0, max(start - BEFORE, 0)) + 1
    rest = Truncator(text[begin : begin + 2 * LENGTH]).chars(LENGTH)
    return f"… {rest}" if begin else rest


def suggest_question(question: str, results: Answer, shown: list[Shown]) -> str:
    """Return `question` with its mistyped words as the hits `shown` spell them, "" if none is."""
    passages = [passage for hit in reversed(shown) for passage in (hit.passage, hit.title)]
    marked = {fold(word): word for passage in passages for _before, word in passage.pairs}
    spellings = {}
    for word, meaning in zip(results.words, results.meanings, strict=True):
        best = next((row for row in meaning if row.word in marked), None)
        if best and word.is_misspelling(best, meaning[best]):
            spellings[word] = marked[best.word]
    return replace_words(question, spellings) if spellings else ""
