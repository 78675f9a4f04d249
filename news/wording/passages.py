"""What a pasted text quotes: the passages between quotation marks, or else its sentences."""

import re
from dataclasses import dataclass, field

from news.intake.quotations import quotations, with_continuations
from news.wording.matching import SAYING, fold_words, lower_words
from news.wording.tokens import DOUBLE, tokens_of, without_marks

MOST = 60  # passages of a text that are looked at
SENTENCE = re.compile(r"(?<=[.!?…])[”“\"»«’']?\s+(?=[\w\[(„“\"»«])")
BROKEN_OFF = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜ])")


@dataclass
class Passage:
    """Words that a text quotes: `text` as pasted, `pieces` (lists of tokens) between its marks.

    `goes_on` tells whether the next passage is the rest of the same quote, after who says it.
    """

    text: str
    pieces: list = field(default_factory=list)
    is_marked: bool = False
    goes_on: bool = False

    def __post_init__(self):
        self.pieces = self.pieces or [tokens_of(without_marks(self.text))]
        self.folded = fold_words(token for piece in self.pieces for token in piece)

    def __add__(self, other):
        pieces = self.pieces + other.pieces
        if not self.is_marked:  # nothing may be left out between them
            pieces = [[token for piece in pieces for token in piece]]
        return Passage(f"{self.text} {other.text}", pieces, self.is_marked, other.goes_on)


def paragraphs_of(text):
    """Return the paragraphs of a text, one over which a quotation runs on as one."""
    lines = text.replace("\r\n", "\n")
    parts = [part.strip() for part in re.split(r"\n\s*\n", lines)]
    return with_continuations([part for part in parts if part])


def quoted_passages(paragraph):
    """Return the Passages between the quotation marks of `paragraph`; none if marks are missing."""
    marked = quotations(paragraph)
    if any(ord(letter) in DOUBLE for letter in outside(paragraph, marked)):
        return []
    marked = [mark for mark in marked if lower_words(mark.text)]
    passages = [Passage(mark.text, is_marked=True) for mark in marked]
    for passage, mark, following in zip(passages, marked, marked[1:], strict=False):
        between = paragraph[mark.end : following.start]
        passage.goes_on = goes_on(mark.text, between)
    return passages


def outside(paragraph, marked):
    """Return what of `paragraph` stands around the quotations."""
    for mark in reversed(marked):
        paragraph = f"{paragraph[: mark.start]} {paragraph[mark.end :]}"
    return paragraph


def goes_on(before, between):
    """Tell whether `between` is only who says it: ", sagt Dr. Muster, "."""
    set_off = before.rstrip().endswith((",", ".", "!", "?")) or between.lstrip().startswith(
        (",", "–")
    )
    ends = BROKEN_OFF.search(re.sub(r"\b(?:Dr|Prof|[A-Z])\.", "", between))
    says = not SAYING.isdisjoint(lower_words(between))
    return bool(set_off and says and not ends and between.rstrip().endswith((",", ":", "–")))


def sentences_of(paragraph):
    """Return the sentences of `paragraph` as Passages."""
    return [Passage(part) for part in SENTENCE.split(paragraph) if lower_words(part)]
