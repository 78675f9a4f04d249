"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import chain, islice, product
from json import loads
from operator import and_

from django.db.models import Aggregate, Func, OuterRef, Subquery, TextField, Value
from django.utils.translation import gettext_lazy as _

from nuklid.base.kept import kept
from nuklid.base.search.models import TEXT, SearchTerm, SearchWord
from nuklid.base.search.question import Asked, Known, asked, meanings
from nuklid.places import Place, Places
from nuklid.site.findable import may_be_found

MANY = 2000  # rows of words whose rule of what is public is asked one by one
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
    """The pages that answer the most words of a question, by their numbers in `places`.

    A common word has thousands: they are counted, but only those that are shown are read.
    """

    places: Places = field(default_factory=lambda: Places(()))
    levels: list[tuple] = field(default_factory=list)  # (score, numbers, ascending), best first
    said: list[list] = field(default_factory=list)  # entries (ids) that hold an asked word
    unanswered: int = 0  # words that no page answers together with the others

    def __len__(self):
        return sum(len(numbers) for _score, numbers in self.levels)

    def of_kind(self, kind):
        """Return the levels with the pages of `kind` alone."""
        own = self.places.kinds.get(kind, range(0))
        return [
            (score, numbers[bisect_left(numbers, own.start) : bisect_left(numbers, own.stop)])
            for score, numbers in self.levels
        ]

    @cached_property
    def counts(self):
        """How many pages there are of each kind that has any."""
        counts = {kind: sum(len(n) for _, n in self.of_kind(kind)) for kind in self.places.kinds}
        return {kind: count for kind, count in counts.items() if count}

    def best(self, kind):
        """Return the numbers of the pages of `kind`, best first."""
        return [number for _, numbers in self.of_kind(kind) for number in reversed(numbers)]

    def first(self, count):
        """Return the numbers of the best `count` pages of each kind, best first."""
        best = [
            (score, number)
            for kind in self.counts
            for score, number in islice(descending(self.of_kind(kind)), count)
        ]
        return [number for _, number in sorted(best, key=self.rank, reverse=True)]

    def rank(self, scored):
        score, number = scored
        kind, day, object_id = self.places[number]
        return score, day, object_id, kind

    def entries(self, numbers):
        """Return [the entries that answer] for each of the pages `numbers`."""
        own = [self.places.entries_of(number) for number in numbers]
        every = set(chain.from_iterable(own))
        told = set().union(*(every.intersection(entries) for entries in self.said))
        return [[entry for entry in entries if entry in told] for entries in own]


def descending(levels):
    """Yield (score, number) of all `levels`, best first."""
    for score, numbers in levels:
        yield from ((score, number) for number in reversed(numbers))


def hits(meant, public):
    """Return the Hits that answer the words of `meant`; `public` as in `held`."""
    ways = defaultdict(list)  # {id of a known word: [(which asked word it answers, how well)]}
    for asked_word, values in enumerate(meant):
        for row, value in values.items():
            ways[row.pk].append((asked_word, value))
    if not ways:
        return Hits(unanswered=len(meant))
    said, places = held(list(ways), public)
    scores = [defaultdict(list) for _ in meant]
    for word, weight, entries in said:
        numbers = places.of(entries)
        for asked_word, value in ways[word]:
            scores[asked_word][weight * value].append(numbers)
    levels = [best_only(told) for told in scores]
    best, unanswered = pages_with_most([answers for _told, answers in levels])
    cells = totals([told for told, _answers in levels], best)
    ordered = [(score, sorted(cells[score])) for score in sorted(cells, reverse=True)]
    return Hits(places, ordered, [entries for *_, entries in said], unanswered)


def best_only(scores):
    """Return {score: pages} with each page at its best score, and all pages; 0 is no page.

    Most of what a common word costs: what gives no new page is passed over at once.
    """
    told, seen = {}, {0}
    for score in sorted(scores, reverse=True):
        more = [numbers for numbers in scores[score] if not seen.issuperset(numbers)]
        pages = set().union(*more)
        pages -= seen
        if pages:
            told[score] = pages
            seen |= pages
    seen.discard(0)
    return told, seen


def pages_with_most(answers):
    """Return the pages that answer the most words, and how many words they leave unanswered.

    `answers` holds the pages for each word.
    """
    if everywhere := reduce(and_, answers):
        return everywhere, 0
    answered = Counter(chain.from_iterable(answers))
    most = max(answered.values(), default=0)
    return {page for page, words in answered.items() if words == most}, len(answers) - most


def totals(answers, best):
    """Return {score: pages} of the pages `best`, whose score adds up those for each word."""
    if len(answers) == 1:
        return answers[0]
    cells = {0: best}
    for told in answers:
        levels, before = {**told, 0: best.difference(*told.values())}, cells
        cells = defaultdict(set)
        for total, score in product(before, levels):
            if both := before[total] & levels[score]:
                cells[total + score] |= both
    return cells


def held(words, public):
    """Return [(word, weight, entries)] wherever one of `words` (ids) stands, and the Places.

    An entry without a place is not for the public. Few rows are asked for their rule. `public`
    (PublicNow) is read for many, and then known: that takes as long as to ask some thousands.
    """
    if public.places is None:
        rows = public_terms(MANY + 1, words=words)
        if len(rows) <= MANY:
            return told_by(rows)
    places = public.read()
    return [(word, weight, loads(ids)) for word, weight, ids in terms(words=words)], places


def told_by(rows):
    """Return what `held` does, from rows of `public_terms`."""
    entries = defaultdict(list)
    for word, weight, *_place, entry in rows:
        entries[word, weight].append(entry)
    return [(*term, ids) for term, ids in entries.items()], Places({row[2:] for row in rows})


class AsOneText:
    """All values of a column as one JSON text: quicker to read than thousands of rows."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY")

    def as_postgresql(self, compiler, connection, **context):
        template = "COALESCE(JSON_AGG(%(expressions)s)::text, '[]')"
        return self.as_sql(compiler, connection, template=template)


class Listed(AsOneText, Func):
    """Of all rows."""


class ListedOfEach(AsOneText, Aggregate):
    """Of each group of rows."""


@kept
def terms(words):
    """Return (word, weight, entries) with the entries as JSON.

    Most stand in texts. They are listed word by word: to find where a group ends, SQLite compares
    each row with the one before, for a third of its time.
    """
    here = SearchTerm.objects.filter(word=OuterRef("pk"), weight=TEXT)
    texts = SearchWord.objects.filter(pk__in=words)
    texts = texts.values_list("pk", Value(TEXT), Subquery(here.values(entries=Listed("entry"))))
    names = SearchTerm.objects.filter(word__pk__in=words, weight__gt=TEXT)
    groups = names.values_list("word", "weight").annotate(entries=ListedOfEach("entry"))
    return texts.union(groups, all=True)


@kept
def public_terms(most, words):
    rows = SearchTerm.objects.filter(may_be_found("entry__"), word__pk__in=words)
    place = (f"entry__{name}" for name in Place._fields)
    return rows.values_list("word", "weight", *place, "entry")[:most]


@dataclass
class Answer:
    """What a question found: its words, what they were taken to mean, and all hits, best first."""

    words: list[Asked]
    meant: list[dict[Known, int]] = field(default_factory=list)
    hits: Hits = field(default_factory=Hits)

    @property
    def marked(self):
        """The folded words to mark in a hit."""
        return {row.word for each in self.meant for row in each}

    @property
    def is_partial(self):
        """Tell whether no page answers every word."""
        return bool(self.hits) and self.hits.unanswered > 0


def answer(question, public):
    """Search for `question` in everything `public` (PublicNow); where it fails, forgive typos."""
    words = asked(question)
    if not words:
        return Answer(words)
    strict = answer_with(words, public)
    if strict.hits and not strict.is_partial:
        return strict
    loose = answer_with(words, public, forgiving=True)
    better = not strict.hits or loose.hits.unanswered < strict.hits.unanswered
    return loose if better else strict


def answer_with(words, public, *, forgiving=False):
    meant = meanings(words, forgiving=forgiving)
    return Answer(words, meant, hits(meant, public))
