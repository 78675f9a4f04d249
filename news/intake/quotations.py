"""Pairs of quotation marks, as German, English, Swiss and typewriting press offices set them."""

import re
from dataclasses import dataclass

CLOSERS = {
    "„": '“”"',
    "“": '”“"',
    "”": "”",
    "»": "«",
    "«": "»",
    '"': '"”“',
    "‚": "‘’",
    "‘": "’",
    "›": "‹",
    "‹": "›",
    "'": "'",
}
MARK = re.compile(r"[„“”»«\"‚‘’›‹']")
ENDING = re.compile(r"\s*$|[.,;:!?)]")  # before these a mark opens nothing
SINGLE = set("‚‘›‹'")
APOSTROPHES = set("‘'")
CONTINUED_PARAGRAPHS = 8


@dataclass(frozen=True)
class Quotation:
    """start, end: with the marks; text: without."""

    start: int
    end: int
    text: str


def quotations(text):
    """Return the outermost quotations of a paragraph; one that is never closed ends with it."""
    found, unclosed = scan(text)
    if unclosed is not None:
        found.append(Quotation(unclosed, len(text), text[unclosed + 1 :].strip()))
    return found


def scan(text):
    """Return (quotations, place of an opening double mark that is never closed or None)."""
    found, stack = [], []
    for hit in MARK.finditer(text):
        mark, place = hit.group(), hit.start()
        closed = closing(text, place, mark, stack)
        if closed is not None:
            del stack[closed + 1 :]
            start = stack.pop()[1]
            if not stack:
                found.append(Quotation(start, place + 1, text[start + 1 : place].strip()))
        elif opens(text, place, mark, stack):
            stack.append((mark, place))
    unclosed = stack[0][1] if stack and stack[0][0] not in SINGLE else None
    return found, unclosed


def closing(text, place, mark, stack):
    """Return the index in `stack` of the mark which this one closes, None if it closes none."""
    spaced = text[place - 1 : place].isspace() and mark not in "«»”"
    if spaced and not ENDING.match(text, place + 1):
        return None
    for index in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        opened = stack[index][0]
        if mark in CLOSERS[opened]:
            return index if may_close(text, place, opened) else None
    return None


def may_close(text, place, opened):
    following = text[place + 1 : place + 2]
    if following.isalnum():
        return False
    if opened in APOSTROPHES:  # an apostrophe looks the same: members’ work
        return text[place - 1] in ".,!?…" or following in set(".,;:!?)") or not following
    return True


def opens(text, place, mark, stack):
    if mark not in CLOSERS or (stack and mark in SINGLE and stack[-1][0] not in APOSTROPHES):
        return False
    before, following = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if not following or (following.isspace() and mark not in "«»„"):
        return False
    if mark in APOSTROPHES and stack:  # the earlier one was an apostrophe or a quoted word
        stack.clear()
    return not before or before.isspace() or before in '([{–—-/:„“”»«"‚‘›‹'


def with_continuations(paragraphs):
    """Return the paragraphs, those joined (by an empty line) over which one quotation runs.

    The mark is opened again at the next paragraph, or only closed in a later one.
    """
    joined, parts = [], 0
    for paragraph in paragraphs:
        continued = joined and parts < CONTINUED_PARAGRAPHS and continuation(joined[-1], paragraph)
        if continued:
            joined[-1] += f"\n\n{continued}"
        else:
            joined.append(paragraph)
        parts = parts + 1 if continued else 0
    return joined


def continuation(before, paragraph):
    """Return what of `paragraph` continues the quotation left open in `before`, or ""."""
    unclosed = scan(before)[1]
    if unclosed is None:
        return ""
    mark = before[unclosed]
    if paragraph[0] == mark or (mark == "„" and paragraph[0] in '“”"'):
        return paragraph[1:].lstrip()
    first = MARK.search(paragraph)
    closes = first and closing(paragraph, first.start(), first.group(), [(mark, 0)]) is not None
    return paragraph if closes else ""
