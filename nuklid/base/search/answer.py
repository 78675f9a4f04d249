"""The answer to a question: the best public pages that hold its words, best first.

Whether a page is found is asked of the public rule of the rows behind it. Nothing that is not
public is found, counted or ranked, and whether a typing error is forgiven hangs on public hits
alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from itertools import takewhile
from operator import add
from typing import NamedTuple

from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Coalesce

from nuklid.base.search.models import SearchTerm
from nuklid.base.search.question import (
    MOST_WORDS,
    Meaning,
    QuestionWord,
    find_index_words,
    split_question,
)
from nuklid.base.search.searchable import is_findable

# Of the pages that hold the words best so many are asked whether they are public, however many
# there are, and half as many are shown: what is not public among them makes no difference.
MOST_PAGES = 1000
MOST_HITS = MOST_PAGES // 2
WORD = 20_000  # more than all the words of a question weigh together
NUCLIDE = WORD * (MOST_WORDS + 1)
PAGE = ("entry__page", "entry__page__kind", "entry__page__object_id", "entry__page__dated_on")


class Hit(NamedTuple):
    """A page that answers a question (id of a SearchPage)."""

    page: int
    kind: str
    object_id: int
    dated_on: date | None
    words: frozenset[int]  # the numbers of the words it holds
    score: int


@dataclass
class Answer:
    """The words of a question, what they were taken to mean, and the best hits, best first."""

    words: list[QuestionWord] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    has_more: bool = False  # are there so many hits that the others are left out?

    @cached_property
    def numbers(self) -> dict[str, set[int]]:
        """Return {word of the index: the numbers of the asked words that it answers}."""
        numbers = defaultdict(set)
        for number, meaning in enumerate(self.meanings):
            for word in meaning:
                numbers[word.word].add(number)
        return numbers

    @cached_property
    def counts(self):
        """How many hits there are of each kind that has any."""
        return Counter(hit.kind for hit in self.hits)

    @property
    def is_partial(self):
        """Tell whether no page holds every word."""
        return bool(self.hits) and len(self.hits[0].words) < len(self.meanings)


def answer_question(question: str) -> Answer:
    """Return the public pages that hold all words of `question`, else the most of them.

    If no page holds all, typing errors are forgiven. Where a radionuclide is asked for, whatever
    names it is a hit, first what names it beside the other words.
    """
    words = split_question(question)
    if not words:
        return Answer()
    rows = find_index_words(words)
    meanings = [word.meaning(rows) for word in words]
    pages = find_pages(words, meanings)
    if not pages or len(pages[0].words) < len(words):
        forgiven = forgive(words, rows, meanings, pages)
        if forgiven != meanings:
            meanings, pages = forgiven, find_pages(words, forgiven)
    hits = choose_hits(words, pages)
    return Answer(words, meanings, hits[:MOST_HITS], has_more=len(hits) > MOST_HITS)


def forgive(words, rows, meanings, pages):
    """Return what `words` may mean, mistyped or not; a radionuclide of public `pages` is right."""
    public = set().union(*(page.words for page in pages))
    return [
        meaning if word.is_nuclide and number in public else word.forgiven_meaning(rows)
        for number, (word, meaning) in enumerate(zip(words, meanings, strict=True))
    ]


def choose_hits(words, pages: list[Hit]) -> list[Hit]:
    """Return those of `pages`, best first, that name the radionuclide or hold the most words."""
    nuclides = numbers_of_nuclides(words)
    if pages and nuclides & pages[0].words:
        return [page for page in pages if nuclides & page.words]
    return list(takewhile(lambda page: len(page.words) == len(pages[0].words), pages))


def numbers_of_nuclides(words):
    return {number for number, word in enumerate(words) if word.is_nuclide}


def find_pages(words: list[QuestionWord], meanings: list[Meaning]) -> list[Hit]:
    """Return the public ones of the pages that hold the words best, best first: two queries."""
    pairs = enumerate(zip(words, meanings, strict=True))
    scores = {f"score_{n}": score(word, meaning) for n, (word, meaning) in pairs if meaning}
    if not scores:
        return []
    terms = SearchTerm.objects.filter(word__in=[row.pk for row in set().union(*meanings)])
    # As a list of numbers: given the query, PostgreSQL asks the public rule of all pages first.
    best = list(best_pages(terms, scores))
    # Words that stand apart from the radionuclide are not about it: then entries are compared.
    apart = ["entry"] if numbers_of_nuclides(words) else []
    rows = terms.filter(is_findable("entry__"), entry__page__in=best).values(*PAGE, *apart)
    rows = rows.annotate(**scores).values_list(*PAGE, *scores)
    numbers = [number for number, meaning in enumerate(meanings) if meaning]
    hits: dict[int, Hit] = {}
    for hit in sorted((hit_of(row, numbers) for row in rows), key=rank):
        hits.setdefault(hit.page, hit)
    return list(hits.values())


def best_pages(terms, scores):
    """Return the best pages with `terms`, public or not, asking the index alone."""
    total = reduce(add, [Coalesce(name, 0) for name in scores])
    pages = terms.values("entry__page").annotate(**scores, total=total)
    return pages.order_by("-total", "-entry__page").values_list("entry__page", flat=True)[
        :MOST_PAGES
    ]


def hit_of(row, numbers):
    """Return the Hit of a `row`: PAGE, and the scores (None or int) of the words with `numbers`."""
    scores = dict(zip(numbers, row[len(PAGE) :], strict=True))
    words = frozenset(number for number, value in scores.items() if value is not None)
    page, kind, object_id, dated_on = row[: len(PAGE)]
    return Hit(page, kind, object_id, dated_on, words, sum(scores[number] for number in words))


def rank(hit):
    """Return what puts hits in order: the best, then the newest first, on either database alike."""
    age = -hit.dated_on.toordinal() if hit.dated_on else 0
    return -hit.score, age, -hit.object_id, hit.kind


def score(word, meaning):
    """Return how well a page answers `word` with the best of its words, in SQL; null if with none.

    One more word counts more than the best places of all others, a radionuclide more than all
    other words.
    """
    by_value = defaultdict(list)
    for row, value in meaning.items():
        by_value[value].append(row.pk)
    values = [When(word__in=some, then=Value(value)) for value, some in by_value.items()]
    return Max(F("weight") * Case(*values)) + (NUCLIDE if word.is_nuclide else WORD)
