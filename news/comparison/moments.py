"""Days, months, hours and decades in both languages: "16. Januar" is "January 16"."""

import re

from news.comparison.hints import Mention, blanked
from news.comparison.lexicon import read_lexicon, table

DAY = {
    "de": re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}))?(?!\d)"),
    "en": re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"),
}
ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
HOUR = {
    "de": re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s*Uhr(?:\s*(\d\d)\b)?"),
    "en": re.compile(
        r"\b(\d{1,2})(?:[:.](\d\d))?\s*(a\.?m\b\.?|p\.?m\b\.?|o[’']clock)|\b(\d{1,2}):(\d\d)\b"
    ),
}
DECADE = {
    "de": re.compile(r"\b(?:(?:19|20)?(\d0)er|([A-Za-zß]+ziger)n?)(?:\s*-?Jahren?)?\b"),
    "en": re.compile(r"(?:\b(?:19|20)?|[’'])(\d0)s\b|\b([A-Za-z]+ties)\b"),
}
# A month only beside what dates have: "May" and "March" are words too.
AMBIGUOUS = re.compile(
    r"(?:\d\w*\s+(?:of\s+)?|\b(?:in|of|since|until|by|early|late|mid|last|next|this|from|to|and)[\s-])$"
)


def moments_in(text, language):
    """Return Mentions of dates, hours and decades, and `text` with what was read blanked."""
    mentions, spans = [], []
    for read_part in (days_in, hours_in, decades_in):
        part, taken = read_part(text, language)
        mentions, spans = mentions + part, spans + taken
        text = blanked(text, taken)
    return mentions + named_days(text, language), text


def mention(kind, words, *key):
    return Mention(kind, words, frozenset({key}))


def days_in(text, language):
    """Return Mentions of month, day and year of dates in digits, and where these stand."""
    mentions, spans = [], []
    for match in [*DAY[language].finditer(text), *ISO.finditer(text)]:
        year, month, day = match.groups() if match.re is ISO else match.groups()[::-1]
        mentions.append(mention("number", match[0], "number", float(day)))
        mentions.append(mention("date", match[0], "months", str(int(month))))
        if year:
            mentions.append(
                mention("year", match[0], "number", float(year if len(year) == 4 else f"20{year}"))
            )
        spans.append(match.span())
    return mentions, spans


def hours_in(text, language):
    matches = list(HOUR[language].finditer(text))
    mentions = [Mention("number", m[0], clock(m, language)) for m in matches]
    return mentions, [match.span() for match in matches]


def clock(match, language):
    """Return the keys of a time of day; "10 o'clock" may be in the morning or at night."""
    if language == "de":
        hour, minute, late = match.groups()
        return frozenset({("clock", int(hour), int(minute or late or 0))})
    hour, minute, half, hour24, minute24 = match.groups()
    if hour24:
        return frozenset({("clock", int(hour24), int(minute24))})
    halves = {"a": (0,), "p": (12,), "o": (0, 12)}[half[0].lower()]
    return frozenset(("clock", int(hour) % 12 + more, int(minute or 0)) for more in halves)


def decades_in(text, language):
    matches = list(DECADE[language].finditer(text))
    tens = read_lexicon("numbers")["words"][language]["tens"].split()
    mentions, spans = [], []
    for match in matches:
        word = (match[2] or "").lower().removesuffix("er").removesuffix("ies")
        decade = [10 * tenth for tenth, ten in enumerate(tens, 2) if ten.removesuffix("y") == word]
        if match[1] or decade:
            mentions.append(mention("year", match[0], "decade", int(match[1] or decade[0])))
            spans.append(match.span())
    return mentions, spans


def named_days(text, language):
    """Return Mentions of months and weekdays by their names."""
    return [
        mention("date", match[0], part, key)
        for part in ("months", "weekdays")
        for match, key in table("numbers", part, language=language).find(text)
        if is_date(match, text)
    ]


def is_date(match, text):
    """Tell a month from a modal verb or a walk, and a weekday from "Dr. Freitag"."""
    before = text[: match.start()]
    if match[0] in ("May", "March"):
        return AMBIGUOUS.search(before) or re.match(r"\s+\d", text[match.end() :])
    return not re.search(r"\b(?:Dr|Prof|Herrn?|Frau|Mr|Ms|Mrs)\.?\s$", before)
