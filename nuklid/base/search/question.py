"""The words of a question, and the known words that each of them may mean."""

from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import get_language

from nuklid.base.kept import kept
from nuklid.base.search.models import SearchWord
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.words import fold, stem, stop_words, words_in

LONGEST, MOST_WORDS = 200, 8  # letters and words of a question that are read
MOST_ALIKE = 300  # known words that one word of the question may stand for

# How well a word of an entry answers a word of the question.
SAME, SAME_STEM, BEGINNING, PART, TYPO, HALF = 12, 11, 6, 5, 4, 2
ENDINGS = ("", "e", "en", "er", "n", "s", "es")


class Known(NamedTuple):
    """A row of SearchWord."""

    pk: int
    word: str
    stem: str
    language: str


class Asked:
    """A word of a question: which known words it may mean, and how well each answers it."""

    def __init__(self, word):
        self.folded = fold(word)
        self.is_number = self.folded.isdigit()
        self.roots = {language: stem(word, language) for language in LANGUAGES}
        self.tails = {code: self.endings(root) for code, root in self.roots.items()}
        parts = halves(self.folded)
        self.halves = {code: {stem(part, code) for part in parts} for code in LANGUAGES}
        self.joined = dict.fromkeys(LANGUAGES, frozenset())  # halves of compounds, see meaning()
        cuts = short_cuts(self.folded)
        self.pairs = {code: {(stem(a, code), stem(b, code)) for a, b in cuts} for code in LANGUAGES}

    def endings(self, root):
        """Return what the word is called at the end of a compound, by its `root`."""
        return tuple(w + e for w in (self.folded, root) for e in ENDINGS if len(w) >= 4)

    def alike(self):
        """Yield (how, what) known words are looked for: inflected, begun, at the end of others."""
        yield "words", self.folded
        roots = set(self.roots.values())
        yield from (("stems", root) for root in roots)
        if not self.is_number:
            yield from (("beginnings", root) for root in roots if len(root) >= 3)
            tails = {tail for tails in self.tails.values() for tail in tails}
            yield from (("ends", tail[::-1]) for tail in tails)

    def nearly(self):
        """Yield conditions for known words that a mistyped or too long a compound may mean."""
        pairs = set().union(*self.pairs.values())
        yield Q(stem__in=set().union(*self.halves.values(), *pairs))
        if len(self.folded) >= 4 and not self.is_number:
            # One wrong place leaves one half as it should be.
            middle = len(self.folded) // 2
            near = Q(letters__range=(len(self.folded) - 2, len(self.folded) + 2))
            yield Q(word__begins=self.folded[:middle]) & near
            yield Q(drow__begins=self.folded[middle:][::-1]) & near

    def quality(self, known):
        """Return how well `known` answers this word, 0 if not at all."""
        root, word = self.roots[known.language], known.word
        if word == self.folded:
            return SAME
        if known.stem == root:
            return SAME_STEM
        if len(root) >= 3 and word.startswith(root):
            return BEGINNING
        if word.endswith(self.tails[known.language]):
            return PART
        if is_typo(self.folded, word):
            return TYPO
        parts = self.halves[known.language], self.joined[known.language]
        return HALF if any(known.stem in some for some in parts) else 0

    def counts_on(self, known):
        """Tell whether `known` is another number: "Lu-17" does not begin "Lu-177"."""
        rest = known.word.removeprefix(self.folded)
        return rest != known.word and self.folded[-1].isdigit() and rest[:1].isdigit()

    def meaning(self, known, *, forgiving=False):
        """Return {Known: how well it answers}, at most 300 of them.

        The reader's own language counts a little more than the other one.
        """
        if not forgiving:
            known = [row for row in known if not self.counts_on(row)]
        own, stems = get_language(), {(row.language, row.stem) for row in known}
        # Short parts tell little: they count only where both halves are words of one language.
        self.joined = {
            code: frozenset(
                part for pair in pairs for part in pair if all((code, p) in stems for p in pair)
            )
            for code, pairs in self.pairs.items()
        }
        qualities = ((row, self.quality(row)) for row in known)
        rated = {row: value * 4 + (row.language == own) for row, value in qualities if value}
        best = sorted(rated, key=lambda row: (-rated[row], len(row.word), row.pk))
        return {row: rated[row] for row in best[:MOST_ALIKE]}


def asked(question):
    """Return the words of a question, without those that say nothing."""
    silent = stop_words(*LANGUAGES)
    words = dict.fromkeys(each.words[0] for each in words_in(question[:LONGEST]))
    told = [word for word in words if fold(word) and fold(word) not in silent]
    return [Asked(word) for word in told[:MOST_WORDS]]


def halves(folded):
    """Return what a compound `folded` may begin or end with: parts of five letters or more."""
    cuts = range(5, len(folded) - 4)
    return {part for cut in cuts for part in (folded[:cut], folded[cut:])}


def short_cuts(folded):
    """Return the ways (beginning, end) to cut a compound with a part of three or four letters."""
    cuts = ((folded[:cut], folded[cut:]) for cut in range(3, len(folded) - 2))
    return [pair for pair in cuts if min(map(len, pair)) < 5]


def is_typo(one, other):
    """Tell whether two words differ in one place only: a letter, from eight letters on two."""
    most = 2 if len(one) >= 8 else 1
    if abs(len(one) - len(other)) > most:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    swapped = len(one) == 2 and one == other[::-1]
    return swapped or max(len(one), len(other)) <= most


def meanings(words, *, forgiving=False):
    """Return what each of `words` (Asked) means: [{Known: how well}], with one query."""
    wanted = {"words": [], "stems": [], "beginnings": [], "ends": []}
    for how, what in chain.from_iterable(word.alike() for word in words):
        wanted[how].append(what)
    rows = known_nearly(words, wanted) if forgiving else known(**wanted)
    found = [Known(*row) for row in rows]
    return [word.meaning(found, forgiving=forgiving) for word in words]


def alike(words, stems, beginnings, ends):
    """Return the condition that a known word is one of `words` and so on."""
    begun = [Q(word__begins=beginning) for beginning in beginnings]
    ended = [Q(drow__begins=end) for end in ends]
    return reduce(or_, [Q(word__in=words), Q(stem__in=stems), *begun, *ended])


@kept
def known(**wanted):
    return SearchWord.objects.filter(alike(**wanted)).values_list(*Known._fields)


def known_nearly(words, wanted):
    """Return the rows that `known` does and those that forgive an error; seldom asked, not kept."""
    near = reduce(or_, chain.from_iterable(word.nearly() for word in words), alike(**wanted))
    rows = SearchWord.objects.annotate(letters=Length("word")).filter(near)
    return rows.values_list(*Known._fields)
