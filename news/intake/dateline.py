"""Place and date of a release, at the head of its first paragraph or on a line of its own."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan jänner",
            "februar february feb",
            "märz march mar mrz",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?:of\s)?{MONTH},?\s(?P<year>20\d\d|19\d\d)"
MONTH_FIRST = rf"{MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>20\d\d|19\d\d)"
DIGITS = r"(?P<day>\d{1,2})[./]\s?(?P<month>\d{1,2})[./]\s?(?P<year>20\d\d|19\d\d)"
ISO = r"(?P<year>20\d\d|19\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
DATES = [re.compile(rf"\b{pattern}\b") for pattern in (DAY_FIRST, MONTH_FIRST, DIGITS, ISO)]

HEAD = 90  # characters in which a dateline must have begun
MOST_PLACE_WORDS = 5
IN_PLACES = {"am", "an", "der", "im", "in", "and", "und", "ob", "bei", "on", "of", "the"}
BEFORE_DATES = {"since", "seit", "from", "bis", "until", "by", "after", "nach"}
WEEKDAY = re.compile(r"(?:^|[\s,(–—-])(?:[^\W\d_]+(?:tag|day|woch|abend)),?\s*$")
ARTICLE = re.compile(r"(?:^|\s)(?:den|am|der|vom|im)\s*$")
AGENCY = re.compile(
    r"\s*(?:[(/](?:ots|dpa|pm|pr\s?newswire|business wire)[)/]"
    r"|\((?-i:[A-Z][A-Z ]+)\)(?=\s?[–—-]))\s*",
    re.IGNORECASE,
)
SEPARATORS = " ,–—-:|/.·"
AFTER = re.compile(r"^\s*(?:\)|$|[–—:.|/·-])[\s–—:.|/)·-]*")
PLACE_AFTER = re.compile(
    r"^\s*[,–—|/·-]\s*(?P<place>[^–—:|.\d]{2,60}?)(?=\s*[–—:|]|\s-\s|\.\s|\.?$)"
)
TODAY = re.compile(r"\b(?:heute|today|heutigen)\b", re.IGNORECASE)
LABELS = re.compile(
    r"^(?:(?:presse|medien)\W?(?:mitteilung|information|meldung|info)|press\s?release|news\s?release"
    r"|media\srelease|datum|date|stand|meldung|released?|published|veröffentlicht)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Dateline:
    """rest: the paragraph without it; "" if the whole line was the dateline."""

    dated_on: date | None = None
    place: str = ""
    rest: str = ""


def first_date(text):
    """Return (date, match) of the first date in `text`, or (None, None)."""
    hits = [hit for pattern in DATES for hit in pattern.finditer(text[:2000])]
    for hit in sorted(hits, key=re.Match.start):
        found = as_date(hit)
        if found:
            return found, hit
    return None, None


def as_date(hit):
    month = hit["month"].lower()
    try:
        return date(int(hit["year"]), MONTHS.get(month) or int(month), int(hit["day"]))
    except ValueError:
        return None


def dateline(paragraph):
    """Return the Dateline at the head of a paragraph, None if there is none."""
    paragraph = AGENCY.sub(" ", paragraph[: HEAD * 2], count=1) + paragraph[HEAD * 2 :]
    found, hit = first_date(paragraph[: HEAD + 40])
    place = place_before(paragraph[: hit.start()]) if found and hit.start() <= HEAD else None
    if place is None:
        return None
    after = paragraph[hit.end() :]
    second = None if place else PLACE_AFTER.match(after)
    if second and is_place(second["place"].strip()):
        place, after = second["place"].strip(), after[second.end() :]
    separator = AFTER.match(after)
    return Dateline(found, spelt(place), after[separator.end() :]) if separator else None


def place_before(text):
    """Return the place that stands before a date, "" if nothing does, None if it is prose."""
    text = ARTICLE.sub("", WEEKDAY.sub("", ARTICLE.sub("", text.lstrip("( "))))
    place = text.rstrip(SEPARATORS)
    if not place:
        return ""
    return place if place != text.rstrip() and is_place(place) else None


def is_place(text):
    parts = text.split()
    if not 0 < len(parts) <= MOST_PLACE_WORDS or parts[0].lower() in IN_PLACES | BEFORE_DATES:
        return False
    named = all(part[0].isupper() or part[0] == "(" or part in IN_PLACES for part in parts)
    return named and text[0].isupper()


def spelt(place):
    return re.sub(r"[^\W\d_]{4,}", lambda word: spelt_word(word.group()), place)


def spelt_word(word):
    return word.capitalize() if word.isupper() else word


def date_of_label(line):
    """Return the date of a line such as "Pressemitteilung Nr. 4 vom 12. März 2026", or None."""
    return first_date(line)[0] if LABELS.match(line) else None


def date_of_today(paragraph):
    """Return the date a paragraph calls today, or None."""
    found, hit = first_date(paragraph)
    return found if found and TODAY.search(paragraph[: hit.end() + 20]) else None
