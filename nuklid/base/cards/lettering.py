"""Text on pictures: typefaces, lines, and what is left out where there is no room for all."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

FONTS = Path(__file__).with_name("fonts")
REGULAR, BOLD, SERIF = "sans-400", "sans-600", "serif-italic"
LEADING = 1.22  # height of a line in sizes of its type
LONGEST = 700  # characters; no card has room for more
WIDEST = 120  # characters; no line has room for more
# Line ends and signs that cannot be drawn count as blanks; no-break ones stay.
BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# A line may end at a blank, and behind the hyphen of a compound (not within "Lu-177").
PIECES = re.compile(r".+?(?: |(?<=\w{3}-)(?=[^\W\d_]{3})|$)")
SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])(?<!Prof\.) (?=[^\W\d_a-zäöü]|[„“»])")
LETTERS = re.compile(r"(?=.)")  # what has no blank is cut anywhere
# What is no sign: soft hyphens, and orders which way to write, which may turn words round on a
# picture and make each letter dear to measure.
SILENT = re.compile(r"[\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Lettering(NamedTuple):
    """Lines of text with the typeface and the size (pixels) in which they fit."""

    lines: list[str]
    face: str
    size: int

    @property
    def height(self):
        return round(len(self.lines) * self.size * LEADING)


@lru_cache(maxsize=64)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{face}.woff2", size)


def fit(
    text: str,
    face: str,
    sizes: Iterable[int],
    box: tuple[int, int],
    *,
    frame: str = "{}",
    omission: str = " …",
) -> Lettering:
    """Return `text` in the first of `sizes` (falling) in which it fits `box` (pixels).

    Where none will do it is shortened: whole sentences at the beginning stay, else words, and
    `omission` says so. `frame` holds what stands before and behind it, such as quotation marks.
    """
    text = BLANKS.sub(" ", SILENT.sub("", text)).strip()
    for size in sizes:
        letters = font(face, size)
        lines = lines_of(frame.format(text[:LONGEST]), letters, box[0])
        if len(text) <= LONGEST and fits(lines, letters, box):
            return Lettering(lines, face, size)

    def has_room(words):
        return fits(lines_of(frame.format(words), letters, box[0], chop=True), letters, box)

    if len(text) > LONGEST or not has_room(text):
        text = shortened(text[:LONGEST], omission, has_room)
    return Lettering(lines_of(frame.format(text), letters, box[0], chop=True), face, size)


def fits(lines, letters, box):
    width, height = box
    if len(lines) * letters.size * LEADING > height:
        return False
    return all(letters.getlength(text) <= width for text in lines)


def shortened(text: str, omission: str, has_room: Callable[[str], bool]) -> str:
    """Return the longest beginning of `text` for which there is room, and `omission`."""
    for ends in (SENTENCES, BLANKS, LETTERS):
        shorter = [text[: match.start()] + omission for match in ends.finditer(text)]
        count = bisect_left(shorter, True, key=lambda words: not has_room(words))
        if count > (ends is LETTERS):
            return shorter[count - 1]
    return omission.strip()


def lines_of(text, letters, width, *, chop=False):
    """Return `text` in lines of at most `width` pixels; a longer word is only broken to `chop`."""
    lines = [""]
    for piece in PIECES.findall(text):
        for part in parts(piece, letters, width) if chop else [piece]:
            if lines[-1] and letters.getlength((lines[-1] + part).rstrip(" ")) > width:
                lines.append("")
            lines[-1] += part
    return [words.rstrip(" ") for words in lines]


def parts(word, letters, width):
    """Yield a word that is wider than a line in parts, hyphenated."""
    while letters.getlength(word[:WIDEST].rstrip(" ")) > width:
        cut = max(1, too_wide(word, letters, width) - 1)
        yield f"{word[:cut]}-"
        word = word[cut:]
    yield word


def too_wide(word, letters, width):
    """Return how many letters of `word`, with a hyphen behind them, are too many for a line."""
    counts = range(1, min(len(word), WIDEST) + 1)
    place = bisect_left(counts, True, key=lambda n: letters.getlength(f"{word[:n]}-") > width)
    return place + 1
