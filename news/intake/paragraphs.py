"""From raw text to paragraphs: one kind of white space, one line a paragraph."""

import re
import unicodedata
from itertools import pairwise

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
TYPED_MARKS = ((",,", "„"), ("''", "”"), ("``", "“"), ("<<", "«"), (">>", "»"))
NARROWEST, WIDEST = 50, 100


def paragraphs(text):
    """Return the paragraphs of a text; a mail program may have broken their lines."""
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    width = max((len(line) for line in lines if len(line) <= WIDEST), default=0)
    if not is_wrapped(lines, width):
        return [line for line in lines if line]
    return list(rejoined(lines, width))


def clean(text):
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    for typed, mark in TYPED_MARKS:
        text = text.replace(typed, mark)
    return re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85", "\n", text)


def is_wrapped(lines, width):
    """Tell whether lines end because the width was used up, not because a paragraph ended."""
    overlong = sum(len(line) for line in lines if len(line) > WIDEST and " " in line)
    if width < NARROWEST or overlong * 2 > sum(map(len, lines)):
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if a and b and len(a) <= WIDEST]
    forced = sum(is_forced(a, b, width) for a, b in pairs)
    return forced >= 3 and forced * 2 >= len(pairs)


def is_forced(line, following, width):
    if len(line) > width:  # an address without a space, or a line that was never broken
        return " " not in line and following[0].islower()
    long = len(line) > width * 0.6
    full = len(line) + 1 + len(following.split()[0]) > width
    return long and (full or line[-1].isalnum() or line[-1] == ",")


def rejoined(lines, width):
    """Yield paragraphs; a break stays where the next word would still have fitted in."""
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            parts.append(line)
        if parts and not (line and following and is_forced(line, following, width)):
            yield " ".join(parts)
            parts = []
