"""Where the words of a quote stand in one authorised wording."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from django.db.models import Model

from news.intake.quotations import quotations
from news.intake.words import HONORIFICS, SAID, WEAK, is_function
from news.wording.tokens import (
    DIVISION,
    ENDS,
    LOOSE,
    OMISSION,
    PAUSE,
    TOKEN,
    fitted,
    is_word,
    tokens_of,
    without_marks,
    words_of,
)
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.differences import Run
from nuklid.base.texts.words import fold, stop_words

EXACT, PART, OMITTING, DIFFERS, UNKNOWN = "exact", "part", "omissions", "differs", "unknown"
FEWEST = 4  # words that prove anything by standing somewhere
NEAR = 0.6  # share of words in common from which on a quote counts as meant for a wording
SAYING = SAID - WEAK
DENIALS = frozenset("nicht nie niemals kein keine keiner not never no nobody niemand".split())
LONGEST_ATTRIBUTION = 40  # words and signs
FOREIGN_WORDS = 6  # in an attribution: neither name nor function nor organisation


class Match(NamedTuple):
    """`kind` and the (first, last + 1) tokens of the authorised wording that were quoted."""

    kind: str
    spans: list[tuple[int, int]]


@dataclass
class Authorised:
    """The wording of `statement` (a Statement) in `language`, ready to compare with."""

    statement: Model
    language: str

    @cached_property
    def text(self):
        return without_marks(getattr(self.statement, f"text_{self.language}"))

    @cached_property
    def tokens(self):
        return tokens_of(self.text)

    @cached_property
    def vocabulary(self):
        return frozenset(self.tokens)

    @cached_property
    def folded(self):
        return fold_words(self.tokens)

    @cached_property
    def family_name(self):
        return lower_words(self.statement.name_as_said)[-1:]

    @cached_property
    def attribution(self):
        """The words, in lower case, of name, function and organisation in both languages."""
        columns = [
            f"{name}_as_said_{code}" for name in ("title", "organisation") for code in LANGUAGES
        ]
        texts = [getattr(self.statement, column) for column in ("name_as_said", *columns)]
        return frozenset(lower_words(" ".join(texts))) | HONORIFICS

    def quotes(self, text):
        """Tell whether the wording has just this text between quotation marks of its own."""
        inner = quotations(getattr(self.statement, f"text_{self.language}"))
        return without_marks(text) in [without_marks(mark.text) for mark in inner]

    def compare(self, pieces, fewest=FEWEST):
        """Return the Match of the `pieces` (lists of tokens) of one quote, or None.

        Pieces are what stands between quotation marks. They stand here in this order, each without
        a gap but for an omission that is marked. `fewest` words make a part.
        """
        if sum(map(len, pieces)) > len(self.tokens) + LONGEST_ATTRIBUTION * len(pieces):
            return None
        segments, omits = [], False
        for piece in pieces:
            for part in self.without_attribution(fitted(piece, self.vocabulary)):
                parted = self.parted(part)
                omits = omits or len(parted) > 1
                segments += [segment for segment in map(stripped, parted) if segment[0]]
        spans = self.locate(segments)
        if not spans:
            return None
        kind = self.kind_of(spans, omits, fewest)
        return Match(kind, spans) if kind else None

    def parted(self, tokens):
        """Return the stretches of `tokens` between marked omissions."""
        signs = {OMISSION} if PAUSE in self.vocabulary else {OMISSION, PAUSE}
        stretches = [[]]
        for i, token in enumerate(tokens):
            if token in signs and (token == OMISSION or 0 < i < len(tokens) - 1):
                stretches.append([])
            else:
                stretches[-1].append(token)
        return stretches

    def locate(self, segments):
        """Return where the (tokens, signs at their end) of `segments` stand, [] if they do not."""
        spans, start = [], 0
        for tokens, end in segments:
            start = self.find(tokens, end, start)
            if start < 0:
                return []
            spans.append((start, start + len(tokens)))
            start += len(tokens)
        return spans

    def find(self, tokens, end, start):
        """Return where from `start` on `tokens` stand, with an `end` that fits; else -1."""
        size = len(tokens)
        for i in range(start, len(self.tokens) - size + 1):
            if self.tokens[i : i + size] == tokens and self.may_end(i + size, end):
                return i
        return -1

    def may_end(self, after, end):
        """Tell whether a quote may break off before the token at `after`, with signs `end`."""
        following = self.tokens[after : after + 1]
        if following and following[0] in "?!":
            return False
        same = self.tokens[after : after + len(end)] == end
        return same or (len(end) == 1 and end[0] in ENDS)

    def kind_of(self, spans, omits, fewest):
        counts = [len(words_of(self.tokens[start:end])) for start, end in spans]
        if omits:
            return OMITTING if sum(counts) >= fewest and max(counts) >= min(fewest, 2) else ""
        if sum(counts) == len(words_of(self.tokens)):
            return EXACT
        return PART if sum(counts) >= fewest and max(counts) >= min(fewest, 2) else ""

    def without_attribution(self, tokens):
        """Return the stretches of `tokens` around what only says who speaks."""
        if not any(t.lower() in SAYING or t.lower() in self.family_name for t in tokens):
            return [tokens]
        stretches, start = [], 0
        matcher = SequenceMatcher(None, self.tokens, tokens, autojunk=False)
        for kind, i, j, k, m in matcher.get_opcodes():
            is_extra = kind != "equal" and not words_of(self.tokens[i:j])
            if is_extra and self.is_attribution(tokens[k:m]):
                stretches.append(tokens[start:k])
                start = m
        return [*stretches, tokens[start:]]

    def is_attribution(self, tokens):
        """Tell whether `tokens` say that the speaker speaks, and nothing else."""
        words = [token.lower() for token in words_of(tokens)]
        says = any(word in SAYING or word in self.family_name for word in words)
        return says and DENIALS.isdisjoint(words) and all(map(self.introduces, clauses(tokens)))

    def introduces(self, clause):
        """Tell whether a `clause` (words) has to do with who speaks."""
        known = [word for word in clause if word.lower() in self.attribution | SAYING]
        has_role = known or any(map(is_function, clause))
        return has_role and len(clause) - len(known) <= FOREIGN_WORDS

    def is_meant_by(self, passage):
        """Tell whether the words of `passage` are so near that they should be these."""
        longest = 3 * len(self.tokens) + LONGEST_ATTRIBUTION
        is_short = sum(map(len, passage.pieces)) <= longest
        return is_short and self.likeness(passage.folded) >= NEAR

    def nearness(self, folded):
        """Return from 0 to 1 how much these words (a frozenset, folded) have in common with it."""
        common = len(self.folded & folded)
        return 2 * common / (len(self.folded) + len(folded) or 1)

    def likeness(self, folded):
        """Return `nearness`, or the share of `folded` that stands here if they seem a part."""
        common = self.folded & folded
        share = 0.9 * len(common) / len(folded) if len(folded) >= FEWEST else 0
        meaning = folded - stop_words(*LANGUAGES)
        if 2 * len(common & meaning) < len(meaning) or not meaning:
            share = 0
        return max(self.nearness(folded), share)

    def marked(self, spans):
        """Return the Runs of the wording: "same" where its `spans` (of tokens) are, else "gone"."""
        places = [match.span() for match in TOKEN.finditer(self.text)]
        runs, done = [], 0
        for first, after in spans:
            start, end = places[first][0], places[after - 1][1]
            end += len(re.match(r"\S*", self.text[end:])[0])
            runs += [Run("gone", self.text[done:start].strip()), Run("same", self.text[start:end])]
            done = end
        runs.append(Run("gone", self.text[done:].strip()))
        return [run for run in runs if run.text]

    def difference(self, text):
        """Return the Runs that lead from the wording to a pasted `text`, word by word."""
        before, after = self.text.split(), [self.undivided(w) for w in without_marks(text).split()]
        if after and after[-1].rstrip("".join(ENDS)) == before[-1].rstrip("".join(ENDS)):
            after[-1] = before[-1]
        runs = []
        for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            left_out, added = " ".join(before[i:j]), " ".join(after[k:m])
            runs += (
                [Run("same", left_out)]
                if kind == "equal"
                else [Run("gone", left_out), Run("new", added)]
            )
        return [run for run in runs if run.text]

    def undivided(self, word):
        hyphened = word.replace(DIVISION, "-")
        return hyphened if hyphened in self.text else word.replace(DIVISION, "")


def clauses(tokens):
    """Return the words between the signs among `tokens`, a list for each clause."""
    parts = [[]]
    for token in tokens:
        if is_word(token):
            parts[-1].append(token)
        elif token not in {"."}:  # of an abbreviation
            parts.append([])
    return [part for part in parts if part]


def stripped(tokens):
    """Return (`tokens` without loose signs at either end, the loose signs at the end)."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in LOOSE:
        start += 1
    while end > start and tokens[end - 1] in LOOSE:
        end -= 1
    return tokens[start:end], tokens[end:]


def lower_words(text):
    return [token.lower() for token in words_of(tokens_of(text))]


def fold_words(tokens):
    """Return the folded words among `tokens` as a frozenset."""
    return frozenset(map(fold, words_of(tokens)))
