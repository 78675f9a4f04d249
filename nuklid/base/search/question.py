"""The words of a question, and the words of the index that each of them may mean."""

import re
from difflib import get_close_matches
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import get_language

from nuklid.base.search.models import SearchWord
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.words import Found, fold, nuclides_in, stem, stop_words, words_in

LONGEST, MOST_WORDS = 200, 6  # letters and words of a question that are read
MOST_ALIKE = 300  # words of the index that one word of the question may stand for

# How well a word of the index answers a word of the question; from TYPO on it is forgiven.
SAME, SAME_STEM, BEGINNING, PART, TYPO, NEAR, HALF = 12, 11, 6, 5, 4, 3, 2
STEPS = 4  # between two qualities
ENDINGS = ("", "e", "en", "er", "n", "s", "es")
NEARNESS, MOST_NEAR = 0.8, 20  # share of letters that long words have in common, twice mistyped
# "n.c.a." is one word, and no carbon.
ABBREVIATION = re.compile(r"(?<![^\W_])[^\W\d_](?:\.\s?[^\W\d_])+(?![^\W_])\.?")


class IndexWord(NamedTuple):
    """A row of SearchWord."""

    pk: int
    word: str
    stem: str
    language: str


type Meaning = dict[IndexWord, int]  # what a word of the question may mean: how well each answers


class QuestionWord:
    """A word of a question: where it stands in it, and what it may mean."""

    def __init__(self, match: Found, *, is_nuclide=False):
        word = match.words[0]
        self.start, self.end, self.is_nuclide = match.start, match.end, is_nuclide
        self.folded = fold(word)
        self.is_number = self.folded.isdigit()
        self.roots = {language: stem(word, language) for language in LANGUAGES}
        self.tails = {code: self.endings(root) for code, root in self.roots.items()}
        parts, cuts = halves(self.folded), short_cuts(self.folded)
        self.halves = {code: {stem(part, code) for part in parts} for code in LANGUAGES}
        self.pairs = {code: {(stem(a, code), stem(b, code)) for a, b in cuts} for code in LANGUAGES}

    def endings(self, root):
        """Return what the word is called at the end of a compound, by its `root`."""
        return tuple(w + e for w in (self.folded, root) for e in ENDINGS if len(w) >= 4)

    def alike(self):
        """Return the condition on a SearchWord: inflected, or the beginning or end of others."""
        roots = set(self.roots.values())
        condition = Q(word=self.folded) | Q(stem__in=roots)
        if not self.is_number:
            beginnings = [Q(word__begins=root) for root in roots if len(root) >= 3]
            tails = {tail for tails in self.tails.values() for tail in tails}
            ends = [Q(drow__begins=tail[::-1]) for tail in tails]
            condition = reduce(or_, [condition, *beginnings, *ends])
        return condition

    def nearly_alike(self):
        """Return the condition on a SearchWord that a mistyped or too long a compound may mean."""
        pairs = set().union(*self.pairs.values())
        condition = Q(stem__in=set().union(*self.halves.values(), *pairs))
        if len(self.folded) >= 4 and not self.is_number:
            # One wrong letter leaves one half as it should be; most typists get the first three.
            middle = min(len(self.folded) // 2, 3)
            begins = Q(word__begins=self.folded[:middle])
            ends = Q(drow__begins=self.folded[len(self.folded) // 2 :][::-1])
            near = Q(letters__range=(len(self.folded) - 2, len(self.folded) + 2))
            condition |= (begins | ends) & near
        return condition

    def meaning(self, rows) -> Meaning:
        """Return what this word may mean among `rows` (IndexWords), as it is written."""
        return best_of({row: self.quality(row) for row in rows if not self.counts_on(row)})

    def forgiven_meaning(self, rows) -> Meaning:
        """Return what this word may mean among `rows`, mistyped or too long a compound too."""
        parts, near = self.parts_among(rows), self.near_among(rows)
        return best_of(
            {
                row: self.quality(row)
                or (is_typo(self.folded, row.word) and TYPO)
                or (row.word in near and NEAR)
                or (row.stem in parts[row.language] and HALF)
                for row in rows
            }
        )

    def near_among(self, rows):
        """Return the words of `rows` that share most letters with this one, if it is a long one."""
        if self.is_number or len(self.folded) < 8:
            return set()
        words = {row.word for row in rows}
        return set(get_close_matches(self.folded, words, MOST_NEAR, NEARNESS))

    def is_misspelling(self, row, value):
        """Tell whether this word is `row` with a wrong letter, by its `value` in a Meaning."""
        return value // STEPS == TYPO and abs(len(self.folded) - len(row.word)) < 2

    def counts_on(self, row):
        """Tell whether `row` is another number: "Lu-17" does not begin "Lu-177"."""
        rest = row.word.removeprefix(self.folded)
        return rest != row.word and self.folded[-1].isdigit() and rest[:1].isdigit()

    def parts_among(self, rows):
        """Return {language: stems of parts of the word, where it is a compound of `rows`}.

        Short parts tell little: they count only where both halves are words of one language.
        """
        stems = {(row.language, row.stem) for row in rows}
        joined = {
            code: {part for pair in pairs if all((code, p) in stems for p in pair) for part in pair}
            for code, pairs in self.pairs.items()
        }
        return {code: self.halves[code] | joined[code] for code in LANGUAGES}

    def quality(self, row):
        """Return how well `row` answers this word as it is written, 0 if not at all."""
        root = self.roots[row.language]
        if row.word == self.folded:
            return SAME
        if row.stem == root:
            return SAME_STEM
        if len(root) >= 3 and row.word.startswith(root):
            return BEGINNING
        return PART if row.word.endswith(self.tails[row.language]) else 0


def best_of(qualities: Meaning) -> Meaning:
    """Return the 300 best of `qualities`, best first; the reader's language counts a bit more."""
    language = get_language()
    rated = {
        row: value * STEPS + (row.language == language) for row, value in qualities.items() if value
    }
    best = sorted(rated, key=lambda row: (-rated[row], len(row.word), row.pk))
    return {row: rated[row] for row in best[:MOST_ALIKE]}


def split_question(question: str) -> list[QuestionWord]:
    """Return the words of `question`, without those that say nothing."""
    question = ABBREVIATION.sub(join_letters, question[:LONGEST])
    silent = stop_words(*LANGUAGES)
    nuclides = {match.words[0] for match in nuclides_in(question)}
    words: dict[str, Found] = {}
    for match in words_in(question):
        word = match.words[0]
        if fold(word) and fold(word) not in silent:
            words.setdefault(word, match)
    telling = list(words.items())[:MOST_WORDS]
    return [QuestionWord(match, is_nuclide=word in nuclides) for word, match in telling]


def join_letters(match):
    """Return an abbreviation without its full stops, as long as it was."""
    return "".join(letter for letter in match[0] if letter.isalnum()).ljust(len(match[0]))


def find_index_words(words: list[QuestionWord]) -> list[IndexWord]:
    """Return whatever one of `words` may mean, mistyped or not, with one query."""
    rows = SearchWord.objects.annotate(letters=Length("word"))
    rows = rows.filter(reduce(or_, [word.alike() | word.nearly_alike() for word in words]))
    return [IndexWord(*row) for row in rows.values_list(*IndexWord._fields)]


def replace_words(question: str, spellings: dict[QuestionWord, str]) -> str:
    """Return `question` with other `spellings` of some of its words, "" leaves a word out."""
    for word, spelling in sorted(spellings.items(), key=lambda pair: -pair[0].start):
        question = f"{question[: word.start]}{spelling}{question[word.end :]}"
    return " ".join(question.split())


def halves(folded):
    """Return what a compound `folded` may begin or end with: parts of five letters or more."""
    cuts = range(5, len(folded) - 4)
    return {part for cut in cuts for part in (folded[:cut], folded[cut:])}


def short_cuts(folded):
    """Return the ways (beginning, end) to cut a compound with a part of three or four letters."""
    cuts = ((folded[:cut], folded[cut:]) for cut in range(3, len(folded) - 2))
    return [pair for pair in cuts if min(map(len, pair)) < 5]


def is_typo(word, other):
    """Tell whether two words differ in one spot only: a letter, from eight letters on two."""
    most = 2 if len(word) >= 8 else 1
    if abs(len(word) - len(other)) > most:
        return False
    while word and other and word[0] == other[0]:
        word, other = word[1:], other[1:]
    while word and other and word[-1] == other[-1]:
        word, other = word[:-1], other[:-1]
    swapped = len(word) == 2 and word == other[::-1]
    return swapped or max(len(word), len(other)) <= most
