"""Taking "Managing Director of A GmbH and B GmbH" apart into a function and organisations."""

import re
from dataclasses import dataclass, field

from news.intake.names import squashed
from news.intake.organisation_names import BRAND, INSTITUTION
from news.intake.organisations import Organisations
from news.intake.words import CONNECTORS, MAYORS, UNNAMED, is_function, is_given_name, words

EDGES = " ,;:.–—-/&()"
SEATED = re.compile(r"\s(?:in|mit Sitz in|based in)\s[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?$")
PART_OF = re.compile(r",?\s(?:am|an der|im|in der|at|at the)\s")
PART = r"(?:[\w&+’'-]|\.(?=\w))*"  # "Q.X" and "Zephyr+" are names too
NAME = rf"[^\W\d_a-zäöüß]{PART}(?:\s(?:&\s)?[^\W_]{PART}){{0,4}}"
WHERE = re.compile(rf"(?:\s(?:at|bei|beim|bei\sder|at\sthe)|,)\s(?P<name>{NAME})$")
WHOSE = re.compile(rf"\s(?:of|of\sthe|der|des|von)\s(?P<name>{NAME})$")
BARE = re.compile(rf"(?:\b(?:C[ETFOSM]O|Managing Director)),?\s(?P<name>{NAME})$")
OWNED = re.compile(r"^(?P<owner>[^\W\d_a-z][\w-]*(?:\s[^\W\d_a-z][\w-]*)?)(?:’s|'s)\s(?P<rest>.+)$")
OWNED_CITY = re.compile(r"^(?P<owner>[^\W\d_a-z][\w-]*)s\s(?P<rest>\S*[Bb]ürgermeister.*)$")
CITY = re.compile(r"(?:of|von|in|der\sStadt)\s(?P<name>(?:Bad\s)?[^\W\d_a-z][\w-]+)$")
BEFORE_CEO = re.compile(
    r"^(?P<name>[^\W\d_a-z][\w&-]*(?:\s[^\W\d_a-z][\w&-]*)?)\s(?P<rest>C[ETFOSM]O\b.*)$"
)
# "Sprecher des Bündnisses": after a German article one noun is more often a thing than a name.
COMMON = re.compile(r"\s(?:der|des|dem|beim|vom)\s$")
FORMER = re.compile(
    r"\b(?:ehemal\w*|einstig\w*|früher\w*|vormals|zuvor|bisherig\w*|bislang|bis vor kurzem"
    r"|previous(?:ly)?|former(?:ly)?|ex|retired)\b",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"(?<!\bvon)(?<!\bbei)(?<!\ban)(?<!\bin)(?<=\w)\s(?:der|des|of|of the)\s$")
HEADS = re.compile(
    r"\b(?:c[etfosm]o|managing director|president|präsident(?:in)?|owner|inhaber(?:in)?|vorstand"
    r"|(?:co-?|mit)?(?:founder|gründer(?:in)?)|chair(?:man|woman)?|geschäftsführer(?:in)?"
    r"|vorsitzender?|(?:presse)?sprecher(?:in)?|spokes\w+)$",
    re.IGNORECASE,
)


@dataclass
class Titles:
    """`preferred`: squashed names of organisations that speak here before all others.

    `city`: how the city is called whose mayor speaks, e.g. "City of %s".
    """

    organisations: Organisations
    city: str
    preferred: set = field(default_factory=set)

    def described(self, frame, start, end):
        """Return (function, ProposedOrganisations) of a region of a Frame's text."""
        spans = [span for span in frame.spans if start <= span.start and span.end <= end]
        spans = [span for span in spans if not is_department(frame.text, span, spans)]
        spans = [span for span in spans if is_spoken_for(frame.text[start : span.start])]
        chosen = self.chosen(grouped(frame.text, spans))
        title = without(frame.text, start, end, chosen)
        named = [span.organisation for span in chosen]
        return (title, named) if named or FORMER.search(title) else self.with_unmarked(title)

    def chosen(self, groups):
        """Return the Spans for whose organisations someone speaks; the others are only a title."""
        member = [group for group in groups if any(map(self.is_preferred, group))]
        known = [group for group in groups if any(map(is_known, group))]
        return [span for group in member or known or groups for span in group]

    def is_preferred(self, span):
        return bool({squashed(name) for name in span.organisation.spellings} & self.preferred)

    def with_unmarked(self, title):
        """Return (function, organisations) where nothing marks the organisation but its place."""
        if owned := OWNED.match(title) or OWNED_CITY.match(title):
            if is_given_name(owned["owner"].split()[0]):
                return title, []
            owner = self.city % owned["owner"] if is_mayor(title) else owned["owner"]
            return owned["rest"], [self.organisations.look_up(owner)]
        if is_mayor(title):
            city = CITY.search(title)
            return title, [self.organisations.look_up(self.city % city["name"])] if city else []
        name, function = unmarked(title)
        return function, [self.organisations.look_up(name)] if name else []


def is_spoken_for(ahead):
    """Tell whether who is described so speaks for an organisation; `ahead`: the text before it.

    Not who was there once, nor who is no more than its customer: "Kundin der Beispiel GmbH".
    """
    part = re.split(r",\s", ahead)[-1]
    if FORMER.search(part):
        return False
    strange = words(part) and not any(is_function(word.text) for word in words(ahead))
    return not (strange and GENITIVE.search(part))


def is_department(text, span, spans):
    """Tell whether a span is part of another one: "Klinik für … am Klinikum Musterstadt"."""
    gaps = (text[span.end : one.start] for one in spans if one.start > span.end)
    return any(PART_OF.fullmatch(gap) for gap in gaps)


def is_known(span):
    return span.organisation.match is not None


def grouped(text, spans):
    """Return the spans in lists: those which one function joins, "of A GmbH and B GmbH"."""
    groups = []
    for span in spans:
        gap = words(text[groups[-1][-1].end : span.start]) if groups else []
        if groups and all(word.low in CONNECTORS for word in gap):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def without(text, start, end, spans):
    """Return text[start:end] without the organisations and the words that join them to it."""
    kept, place = "", start
    for span in spans:
        kept = without_connectors(kept + text[place : span.start])
        place = span.end
    rest = text[place:end]
    return tidy(kept + ("" if spans and SEATED.fullmatch(rest.rstrip(EDGES)) else rest))


def without_connectors(text):
    text = text.rstrip(EDGES)
    while text and text.rsplit(None, 1)[-1] in CONNECTORS:
        text = (text.rsplit(None, 1)[:-1] or [""])[0].rstrip(EDGES)
    return text


def tidy(title):
    title = re.sub(r"\s+", " ", title.replace("()", "")).strip(EDGES)
    title = re.sub(r"^(?:der|die|das|the|ein|eine|an?)\s", "", title, flags=re.IGNORECASE)
    title = title + ")" if title.count("(") > title.count(")") else title
    return without_connectors(title)


def is_mayor(title):
    return any(word.lower().endswith(MAYORS) for word in title.split())


def unmarked(title):
    """Return (name of an organisation or "", the function without it)."""
    for pattern in (WHERE, WHOSE, BARE, BEFORE_CEO):
        hit = pattern.search(title)
        if hit and is_organisation(title, hit, pattern):
            return hit["name"], tidy(title[: hit.start("name")] + title[hit.end("name") :])
    return "", title


def is_organisation(title, hit, pattern):
    first, *more = hit["name"].lower().split()
    if first in UNNAMED or is_function(first) or (not more and INSTITUTION.search(first)):
        return False
    if not more and COMMON.search(title[: hit.start("name")]) and not BRAND.search(hit["name"]):
        return False
    return pattern is not WHOSE or bool(HEADS.search(title[: hit.start()]))
