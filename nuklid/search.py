"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from heapq import nlargest
from itertools import chain
from operator import and_

from django.utils.translation import gettext_lazy as _

from members.kept import kept
from members.models import SearchTerm
from nuklid.findable import Place, may_be_found
from nuklid.question import Asked, Known, asked, meanings

KINDS = {
    "organisation": _("Members and organisations"),
    "person": _("People"),
    "radionuclide": _("Radionuclides"),
    "stage": _("Stages of the value chain"),
    "newsitem": _("News"),
    "statement": _("Statements"),
    "page": _("About the cluster"),
}


@dataclass
class Hits:
    """The pages that answer the most words of a question.

    A common word has thousands: they are counted, but only those that are shown are put in order.
    """

    scores: dict[Place, int] = field(default_factory=dict)  # how well all words are answered
    rows: list[tuple] = field(default_factory=list)  # (word, weight, entry) that say so
    places: dict[int, Place] = field(default_factory=dict)  # of these entries, and maybe of others
    unanswered: int = 0  # words that no page answers together with the others

    def __len__(self):
        return len(self.scores)

    @cached_property
    def of_kind(self):
        """The pages of each kind, in no order."""
        pages = defaultdict(list)
        for page in self.scores:
            pages[page.kind].append(page)
        return pages

    def rank(self, page):
        return self.scores[page], page.day, page.object_id, page

    def best(self, kind):
        """Return the pages of `kind`, best first."""
        return sorted(self.of_kind[kind], key=self.rank, reverse=True)

    def first(self, count):
        """Return the best `count` pages of each kind, best first."""
        best = (nlargest(count, pages, key=self.rank) for pages in self.of_kind.values())
        return sorted(chain.from_iterable(best), key=self.rank, reverse=True)

    def entries(self, pages):
        """Return {page: its entries that answer} for `pages`."""
        found = {page: [] for page in pages}
        for _word, _weight, entry in self.rows:
            if (page := self.places.get(entry)) in found:
                found[page].append(entry)
        return found


def hits(meant, places=None):
    """Return the Hits that answer the words of `meant`; `places` as in `held`."""
    scores = [{} for _ in meant]
    ways = defaultdict(list)  # {id of a known word: [(scores of a word it answers, how well)]}
    for told, values in zip(scores, meant, strict=True):
        for row, value in values.items():
            ways[row.pk].append((told, value))
    rows, places = held(list(ways), places) if ways else ([], {})
    place = places.get
    # A common word stands in thousands of entries: this loop is most of what a search costs.
    for word, weight, entry in rows:
        if page := place(entry):
            for told, value in ways[word]:
                if weight * value > told.get(page, 0):
                    told[page] = weight * value
    if len(scores) == 1:
        return Hits(scores[0], rows, places, 0 if scores[0] else 1)
    best = pages_with_most(scores)
    total = {page: sum(told.get(page, 0) for told in scores) for page in best}
    answered = sum(next(iter(best), None) in told for told in scores)
    return Hits(total, rows, places, len(scores) - answered)


def pages_with_most(scores):
    """Return the pages that answer the most words; `scores` holds {page: score} for each word."""
    everywhere = reduce(and_, (told.keys() for told in scores))
    if everywhere:
        return everywhere
    answered = Counter(chain.from_iterable(scores))
    most = max(answered.values(), default=0)
    return {page for page, words in answered.items() if words == most}


def held(words, places):
    """Return (word, weight, entry) wherever one of `words` (ids) stands, and {entry: Place}.

    An entry without a place is not for the public. `places` are those of all entries the public
    may see, None if the database is to be asked.
    """
    if places is not None:
        return terms(words=words), places
    rows = public_terms(words=words)
    return [row[:3] for row in rows], {row[2]: Place(*row[3:]) for row in rows}


@kept
def terms(words):
    return SearchTerm.objects.filter(word__pk__in=words).values_list("word", "weight", "entry")


@kept
def public_terms(words):
    rows = SearchTerm.objects.filter(may_be_found("entry__"), word__pk__in=words)
    columns = ("word", "weight", "entry", *(f"entry__{name}" for name in Place._fields))
    return rows.values_list(*columns)


@dataclass
class Answer:
    """What a question found: its words, what they were taken to mean, and all hits, best first."""

    words: list[Asked]
    meant: list[dict[Known, int]] = field(default_factory=list)
    hits: Hits = field(default_factory=Hits)
    is_forgiving: bool = False  # typing errors had to be looked for, too

    @property
    def marked(self):
        """The folded words to mark in a hit."""
        return {row.word for each in self.meant for row in each}

    @property
    def is_partial(self):
        """Tell whether no page answers every word."""
        return bool(self.hits) and self.hits.unanswered > 0


def answer(question, places=None):
    """Search for `question` in everything public; where it fails, forgive typing errors.

    `places` are those of all entries the public may see, where they are known.
    """
    words = asked(question)
    if not words:
        return Answer(words)
    strict = answer_with(words, places)
    if strict.hits and not strict.is_partial:
        return strict
    loose = answer_with(words, places, forgiving=True)
    better = not strict.hits or loose.hits.unanswered < strict.hits.unanswered
    best = loose if better else strict
    best.is_forgiving = True
    return best


def answer_with(words, places, *, forgiving=False):
    meant = meanings(words, forgiving=forgiving)
    return Answer(words, meant, hits(meant, places))
