"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from members.models import SearchTerm
from nuklid.findable import may_be_found
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


@dataclass(slots=True)
class Hit:
    """A page that answers a question: how well each word is answered, by which entries."""

    kind: str
    object_id: int
    day: int
    scores: list[int]
    entries: set[int] = field(default_factory=set)

    @property
    def answered(self):
        """How many words of the question the page answers."""
        return sum(map(bool, self.scores))

    @property
    def rank(self):
        return sum(self.scores), self.day, self.object_id


def hits(meant):
    """Return the hits that answer the most words of `meant`, best first."""
    worth = defaultdict(list)
    for number, values in enumerate(meant):
        for row, value in values.items():
            worth[row.pk].append((number, value))
    found = gathered(worth, len(meant))
    most = max((hit.answered for hit in found), default=0)
    return sorted((h for h in found if h.answered == most), key=attrgetter("rank"), reverse=True)


def gathered(worth, words):
    """Return a Hit for every page that holds one of the known words in `worth`.

    `worth` is {id of a known word: [(number of the word it answers, how well)]}.
    """
    found = {}
    if not worth:
        return []
    held = SearchTerm.objects.filter(may_be_found(), word__in=list(worth))
    place = ("entry__kind", "entry__object_id", "entry__day", "entry")
    for word, weight, kind, object_id, day, entry in held.values_list("word", "weight", *place):
        key = (kind, object_id)
        if key not in found:
            found[key] = Hit(kind, object_id, day, [0] * words)
        hit = found[key]
        hit.entries.add(entry)
        for number, value in worth[word]:
            hit.scores[number] = max(hit.scores[number], weight * value)
    return list(found.values())


@dataclass
class Answer:
    """What a question found: its words, what they were taken to mean, and all hits, best first."""

    words: list[Asked]
    meant: list[dict[Known, int]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @property
    def marked(self):
        """The folded words to mark in a hit."""
        return {row.word for each in self.meant for row in each}

    @property
    def is_partial(self):
        """Tell whether no page answers every word."""
        return bool(self.hits) and self.hits[0].answered < len(self.words)


def answer(question):
    """Search for `question` in everything public; where it fails, forgive typing errors."""
    words = asked(question)
    if not words:
        return Answer(words)
    strict = answer_with(words)
    if strict.hits and not strict.is_partial:
        return strict
    loose = answer_with(words, forgiving=True)
    better = not strict.hits or loose.hits[0].answered > strict.hits[0].answered
    return loose if better else strict


def answer_with(words, *, forgiving=False):
    meant = meanings(words, forgiving=forgiving)
    return Answer(words, meant, hits(meant))
