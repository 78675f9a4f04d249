"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

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


class Hits(NamedTuple):
    """The pages that answer the most words of a question, best first."""

    pages: list[Place]
    entries: dict[Place, list[int]]  # that say so, of each page
    unanswered: int = 0  # words that no page answers together with the others


NOTHING = Hits([], {})


def hits(meant, places=None):
    """Return the Hits that answer the words of `meant`; `places` as in `held`."""
    worth = defaultdict(list)
    for number, values in enumerate(meant):
        for row, value in values.items():
            worth[row.pk].append((number, value))
    scores, entries = gathered(worth, len(meant), places)
    answered = Counter(chain.from_iterable(scores))
    most = max(answered.values(), default=0)
    ranked = [
        (score, page.day, page.object_id, page)
        for page, score in added(scores).items()
        if answered[page] == most
    ]
    return Hits([page for *_, page in sorted(ranked, reverse=True)], entries, len(meant) - most)


def added(scores):
    """Return {page: how well it answers all words together}."""
    total, *others = scores
    for told in others:
        for page, score in told.items():
            total[page] = total.get(page, 0) + score
    return total


def gathered(worth, words, places):
    """Return for each word of the question {page: how well it answers}, and {page: its entries}.

    `worth` is {id of a known word: [(number of the word it answers, how well)]}. A common word
    stands in thousands of entries: this loop is most of what a search costs.
    """
    scores, entries = [{} for _ in range(words)], defaultdict(list)
    for word, weight, entry, page in held(list(worth), places) if worth else ():
        entries[page].append(entry)
        for number, value in worth[word]:
            told = scores[number]
            if weight * value > told.get(page, 0):
                told[page] = weight * value
    return scores, entries


def held(words, places):
    """Return (word, weight, entry, page) wherever the public may read one of `words` (ids).

    `places` are those of all entries the public may see, None if the database is to be asked.
    """
    if places is None:
        return ((*row[:3], Place(*row[3:])) for row in public_terms(words=words))
    return [
        (word, weight, entry, page)
        for word, weight, entry in terms(words=words)
        if (page := places.get(entry))
    ]


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
    found: Hits = NOTHING
    is_forgiving: bool = False  # typing errors had to be looked for, too

    @property
    def hits(self):
        return self.found.pages

    @property
    def marked(self):
        """The folded words to mark in a hit."""
        return {row.word for each in self.meant for row in each}

    @property
    def is_partial(self):
        """Tell whether no page answers every word."""
        return bool(self.hits) and self.found.unanswered > 0


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
    better = not strict.hits or loose.found.unanswered < strict.found.unanswered
    best = loose if better else strict
    best.is_forgiving = True
    return best


def answer_with(words, places, *, forgiving=False):
    meant = meanings(words, forgiving=forgiving)
    return Answer(words, meant, hits(meant, places))
