"""The answer to a question: all public pages that hold its words, best first.

Whether a page is found is asked of the public rule of the rows behind it, in the query that finds
it. Nothing that is not public is found, counted or ranked, and whether a typing error is forgiven
hangs on public hits alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import takewhile
from operator import add
from typing import NamedTuple

from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Coalesce

from nuklid.base.search.models import SearchTerm
from nuklid.base.search.question import Meaning, find_meanings, split_question
from nuklid.base.search.searchable import is_findable


class Hit(NamedTuple):
    """A page that answers a question (id of a SearchPage), and how many of its words."""

    page: int
    kind: str
    words: int


@dataclass
class Answer:
    """What the words of a question were taken to mean, and all hits, best first."""

    meanings: list[Meaning] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @property
    def words(self):
        """The words of the index that answer (set of IndexWords)."""
        return set().union(*self.meanings)

    @cached_property
    def counts(self):
        """How many hits there are of each kind that has any."""
        return Counter(hit.kind for hit in self.hits)

    @property
    def is_partial(self):
        """Tell whether no page holds every word."""
        return bool(self.hits) and self.hits[0].words < len(self.meanings)


def answer_question(question: str) -> Answer:
    """Return the pages that hold all words of `question`.

    If there are none, forgive typing errors and return the pages that hold the most of the words.
    """
    words = split_question(question)
    if not words:
        return Answer()
    meanings = find_meanings(words)
    if all(meanings) and (hits := find_pages(meanings, with_all=True)):
        return Answer(meanings, hits)
    meanings = find_meanings(words, forgiving=True)
    hits = find_pages(meanings, with_all=False)
    return Answer(meanings, list(takewhile(lambda hit: hit.words == hits[0].words, hits)))


def find_pages(meanings: list[Meaning], *, with_all: bool) -> list[Hit]:
    """Return the public pages with some of the words, or `with_all`, best first: one query."""
    scores = {f"score_{n}": score(meaning) for n, meaning in enumerate(meanings) if meaning}
    if not scores:
        return []
    words = keys(set().union(*meanings))
    terms = SearchTerm.objects.filter(is_findable("entry__"), word__in=words)
    if with_all and len(meanings) > 1:
        # Few pages have all of them: only of these the public rule is asked.
        for meaning in meanings:
            others = SearchTerm.objects.filter(word__in=keys(meaning))
            terms = terms.filter(entry__page__in=others.values("entry__page"))
    answered = [Case(When(**{f"{name}__isnull": False}, then=1), default=0) for name in scores]
    pages = terms.values("entry__page", "entry__page__kind").annotate(
        **scores, words=reduce(add, answered), score=reduce(add, [Coalesce(n, 0) for n in scores])
    )
    if with_all:
        pages = pages.filter(words=len(meanings))
    newest = (F("entry__page__dated_on").desc(nulls_last=True), "-entry__page__object_id")
    rows = pages.order_by("-words", "-score", *newest, "-entry__page__kind")
    return [Hit(*row) for row in rows.values_list("entry__page", "entry__page__kind", "words")]


def keys(words):
    return [word.pk for word in words]


def score(meaning):
    """Return how well a page answers with the best of its words, in SQL; null if with none."""
    by_value = defaultdict(list)
    for word, value in meaning.items():
        by_value[value].append(word.pk)
    values = [When(word__in=some, then=Value(value)) for value, some in by_value.items()]
    return Max(F("weight") * Case(*values))
