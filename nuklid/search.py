"""One search over everything public: the words of a question, what holds them, best first.

Whether an entry may be found is asked of the public rule of the row it comes from, in the query
that finds it. Nothing that is not public is found, counted or ranked, and whether a spelling is
corrected hangs on public hits alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Length
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.models import (
    Competence,
    FormerName,
    Mandate,
    Organisation,
    Person,
    Radionuclide,
    SearchTerm,
    SearchText,
    SearchWord,
    Stage,
)
from members.models.texts import LANGUAGES
from members.words import fold, stem, stop_words, words_in
from news.models import NewsItem, Statement
from nuklid.models import Page

KINDS = {
    "organisation": _("Members and organisations"),
    "person": _("People"),
    "radionuclide": _("Radionuclides"),
    "stage": _("Stages of the value chain"),
    "newsitem": _("News"),
    "statement": _("Statements"),
    "page": _("About the cluster"),
}
LONGEST, MOST_WORDS = 200, 8  # letters and words of a question that are read
MOST_ALIKE = 300  # known words that one word of the question may stand for

# How well a word of an entry answers a word of the question.
SAME, SAME_STEM, BEGINNING, PART, TYPO, HALF = 12, 11, 6, 5, 4, 2
ENDINGS = ("", "e", "en", "er", "n", "s", "es")


# What may be found ----------------------------------------------------------------------------


def public_rows():
    """Return {source: QuerySet of the rows the public may see now}; statements stand apart."""
    listed = Organisation.objects.listed()
    return {
        "organisation": listed,
        "formername": FormerName.objects.filter(organisation__in=listed),
        "competence": Competence.objects.listed(),
        "person": Person.objects.listed(),
        "mandate": Mandate.objects.listed().begun(),
        "radionuclide": Radionuclide.objects.all(),
        "stage": Stage.objects.all(),
        "newsitem": NewsItem.objects.published(),
        "page": Page.objects.published(),
    }


def may_be_found():
    """Return the condition on SearchTerm that the public may see the entry of a word now."""
    conditions = [
        Q(entry__source=source, entry__source_id__in=rows.order_by().values("pk"))
        for source, rows in public_rows().items()
    ]
    return reduce(or_, [*conditions, *map(statement_may_be_found, LANGUAGES)])


def statement_may_be_found(language):
    """Count only the very words that may be shown: an entry that lags behind is not found."""
    columns = {"text": f"text_{language}", "title": "name_as_said", "lead": "attribution"}
    same = {name: OuterRef(column) for name, column in columns.items()}
    texts = SearchText.objects.filter(entry=OuterRef(OuterRef("entry")), **same)
    here = Statement.objects.annotate(attribution=attribution(language))
    here = here.filter(Exists(texts), pk=OuterRef("entry__source_id"))
    shown = Exists(here.published_in(language))
    return Q(entry__source="statement", entry__language=language) & shown


def attribution(language):
    """Return in SQL what a statement's entry has as its lead: "name, function, organisation"."""
    parts = (f"{name}_as_said_{language}" for name in ("title", "organisation"))
    more = [
        Case(When(**{part: ""}, then=Value("")), default=Concat(Value(", "), part))
        for part in parts
    ]
    return Concat("name_as_said", *more)


# The question ---------------------------------------------------------------------------------


def asked(question):
    """Return the words of a question, without those that say nothing."""
    found = sorted(words_in(question[:LONGEST]))
    silent = stop_words(*LANGUAGES)
    words = dict.fromkeys(each.words[0] for each in found)
    return [word for word in words if fold(word) and fold(word) not in silent][:MOST_WORDS]


def alike(word):
    """Yield conditions for the known words that `word` means: inflected, begun, in a compound."""
    folded, roots = fold(word), {stem(word, language) for language in LANGUAGES}
    yield Q(word=folded)
    yield Q(stem__in=roots)
    if not folded.isdigit():
        yield from (Q(word__begins=root) for root in roots if len(root) >= 3)
        tails = {whole + e for whole in (folded, *roots) for e in ENDINGS if len(whole) >= 4}
        yield from (Q(drow__begins=tail[::-1]) for tail in tails)


def nearly(word):
    """Yield conditions for known words that a mistyped or too long a compound `word` may mean."""
    folded = fold(word)
    yield Q(stem__in={stem(part, lang) for part in halves(folded) for lang in LANGUAGES})
    if len(folded) >= 4 and not folded.isdigit():
        # One wrong place leaves one half as it should be.
        middle = len(folded) // 2
        near = Q(letters__range=(len(folded) - 2, len(folded) + 2))
        yield Q(word__begins=folded[:middle]) & near
        yield Q(drow__begins=folded[middle:][::-1]) & near


def halves(folded):
    """Return what a compound `folded` may begin or end with: parts of five letters or more."""
    cuts = range(5, len(folded) - 4)
    return {part for cut in cuts for part in (folded[:cut], folded[cut:])}


def is_typo(one, other):
    """Tell whether two words differ in one place only: a letter, from eight letters on two."""
    most = 2 if len(one) >= 8 else 1
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    swapped = len(one) == 2 and one == other[::-1]
    return swapped or max(len(one), len(other)) <= most


def quality(word, known):
    """Return how well the SearchWord `known` answers `word`, 0 if not at all."""
    folded, root = fold(word), stem(word, known.language)
    tails = tuple(whole + e for whole in (folded, root) for e in ENDINGS if len(whole) >= 4)
    ways = (
        (SAME, known.word == folded),
        (SAME_STEM, known.stem == root),
        (BEGINNING, len(root) >= 3 and known.word.startswith(root)),
        (PART, known.word.endswith(tails)),
        (TYPO, is_typo(folded, known.word)),
        (HALF, known.stem in {stem(part, known.language) for part in halves(folded)}),
    )
    return next((value for value, holds in ways if holds), 0)


def meanings(words, *ways):
    """Return the known words that each of `words` means: [{SearchWord: how well}].

    At most 300 a word. The reader's own language counts a little more than the other one.
    """
    wanted = reduce(or_, (condition for way in ways for word in words for condition in way(word)))
    known = list(SearchWord.objects.annotate(letters=Length("word")).filter(wanted))
    return [meaning(word, known) for word in words]


def meaning(word, known):
    rated = {row: quality(word, row) * 4 + (row.language == get_language()) for row in known}
    told = [row for row, value in rated.items() if value > 1]
    best = sorted(told, key=lambda row: (-rated[row], len(row.word), row.pk))[:MOST_ALIKE]
    return {row: rated[row] for row in best}


# The hits -------------------------------------------------------------------------------------


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

    words: list[str]
    meant: list[dict[SearchWord, int]] = field(default_factory=list)
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
    strict = answer_with(words, alike)
    if strict.hits and not strict.is_partial:
        return strict
    loose = answer_with(words, alike, nearly)
    better = not strict.hits or loose.hits[0].answered > strict.hits[0].answered
    return loose if better else strict


def answer_with(words, *ways):
    meant = meanings(words, *ways)
    return Answer(words, meant, hits(meant))
