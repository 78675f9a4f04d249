"""Headline, standfirst, place and date: what stands above the text."""

from dataclasses import dataclass, field
from datetime import date

from news.intake.dateline import date_of_label, date_of_today, dateline, first_date
from news.intake.furniture import is_furniture, is_label, is_reachable, section_of

LONGEST_HEADLINE = 250
LONGEST_STANDFIRST = 600
LONGEST_BYLINE = 80
LOOKED_AT = 6  # paragraphs below the headline in which the dateline may stand


@dataclass
class Head:
    """rest: the paragraphs below, the first without the dateline."""

    headline: str = ""
    standfirst: str = ""
    place: str = ""
    dated_on: date | None = None
    rest: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def head_of(lines):
    """Return the Head of a release (its lines in order)."""
    head = Head(rest=list(lines))
    skip_labels(head)
    if head.rest and is_headline(head.rest[0]):
        head.headline = head.rest.pop(0)
        skip_labels(head)
    read_dateline(head)
    return head


def is_headline(line):
    return len(line) <= LONGEST_HEADLINE and not dateline(line)


def skip_labels(head):
    """Take away what stands above or below the headline and says only date or kind of text."""
    while head.rest:
        line = head.rest[0]
        found = dateline(line)
        if found and not found.rest:
            head.dated_on, head.place = found.dated_on, found.place or head.place
        elif is_label(line) or is_furniture(line):
            head.dated_on = date_of_label(line) or head.dated_on
            head.furniture.append(line)
        elif head.headline and is_byline(line):
            head.dated_on = first_date(line)[0]
            head.furniture.append(line)
        else:
            break
        head.rest.pop(0)


def is_byline(line):
    """Tell a line such as "By the press office, 21 September 2026"."""
    found, hit = first_date(line)
    return bool(found) and hit.end() == len(line) and len(line) <= LONGEST_BYLINE


def read_dateline(head):
    """Find the paragraph that begins with the dateline; what stands above it is the standfirst."""
    for index, line in enumerate(head.rest[:LOOKED_AT]):
        found = dateline(line)
        if found:
            head.dated_on, head.place = found.dated_on, found.place or head.place
            head.rest[index : index + 1] = [found.rest] if found.rest else []
            take_standfirst(head, index)
            return
    today = (date_of_today(line) for line in head.rest[:LOOKED_AT])
    head.dated_on = head.dated_on or next(filter(None, today), None)
    if head.rest[1:] and is_subheading(head.rest[0]):
        take_standfirst(head, 1)


def take_standfirst(head, lines):
    text = "\n".join(head.rest[:lines])
    if head.headline and text and len(text) <= LONGEST_STANDFIRST:
        head.standfirst = text
        del head.rest[:lines]


def is_subheading(line):
    plain = line[-1:] not in set('.!?:…“”«»"')
    return (
        len(line) <= LONGEST_HEADLINE and plain and not is_reachable(line) and not section_of(line)
    )
