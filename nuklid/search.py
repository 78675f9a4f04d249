"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter

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


@dataclass(slots=True)
class Hit:
    """A page that answers a question: how well each word is answered, by which entries."""

    kind: str
    object_id: int
    day: int
    scores: list[int]
    entries: list[int] = field(default_factory=list)

    @property
    def unanswered(self):
        """How many words of the question the page does not answer."""
        return self.scores.count(0)

    @property
    def rank(self):
        return sum(self.scores), self.day, self.object_id


def hits(meant, places=None):
    """Return the hits that answer the most words of `meant`, best first; `places` as in `held`."""
    worth = defaultdict(list)
    for number, values in enumerate(meant):
        for row, value in values.items():
            worth[row.pk].append((number, value))
    found = gathered(worth, len(meant), places)
    least = min((hit.unanswered for hit in found), default=0)
    best = [hit for hit in found if hit.unanswered == least]
    return sorted(best, key=attrgetter("rank"), reverse=True)


def gathered(worth, words, places):
    """Return a Hit for every page that holds one of the known words in `worth`.

    `worth` is {id of a known word: [(number of the word it answers, how well)]}.
    """
    found = {}
    for word, weight, entry, place in held(list(worth), places) if worth else ():
        hit = found.get(place)
        if hit is None:
            kind, object_id, day = place
            hit = found[place] = Hit(kind, object_id, day, [0] * words)
        hit.entries.append(entry)
        for number, value in worth[word]:
            if weight * value > hit.scores[number]:
                hit.scores[number] = weight * value
    return found.values()


def held(words, places):
    """Yield (word, weight, entry, place) wherever the public may read one of `words` (ids).

    `places` are those of all entries the public may see, None if the database is to be asked.
    """
    if places is None:
        yield from ((*row[:3], row[3:]) for row in public_terms(words=words))
    else:
        for word, weight, entry in terms(words=words):
            if entry in places:
                yield word, weight, entry, places[entry]


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
    hits: list[Hit] = field(default_factory=list)
    is_forgiving: bool = False  # typing errors had to be looked for, too

    @property
    def marked(self):
        """The folded words to mark in a hit."""
        return {row.word for each in self.meant for row in each}

    @property
    def is_partial(self):
        """Tell whether no page answers every word."""
        return bool(self.hits) and self.hits[0].unanswered > 0


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
    better = not strict.hits or loose.hits[0].unanswered < strict.hits[0].unanswered
    best = loose if better else strict
    best.is_forgiving = True
    return best


def answer_with(words, places, *, forgiving=False):
    meant = meanings(words, forgiving=forgiving)
    return Answer(words, meant, hits(meant, places))
