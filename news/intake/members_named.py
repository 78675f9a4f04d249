"""The list of founding members that a release gives."""

import re

from news.intake.attribution import distinct
from news.intake.sentences import sentences

TRIGGER = re.compile(
    r"\b(?:founding (?:members|partners)|gründungs(?:mitglieder|partner))", re.IGNORECASE
)
SEPARATOR = re.compile(r"\s*[,;]\s*(?:(?:and|und|sowie)\s)?")
LAST = re.compile(r"\s(?:and|und|sowie)\s(?:auch\s)?")
ARTICLE = re.compile(r"^(?:die|der|das|den|dem|the)\s", re.IGNORECASE)
BULLET = re.compile(r"^[-–—•*·▪■]\s*|^\d{1,2}[.)]\s+")
LONGEST_ITEM = 12  # words
FEWEST_IN_PROSE = 3


def founding_members(paragraphs, organisations):
    """Return the ProposedOrganisations a release (its paragraphs) lists as founding members."""
    for index, paragraph in enumerate(paragraphs):
        if TRIGGER.search(paragraph):
            found = listed(paragraphs, index, organisations)
            if found:
                return distinct(found)
    return ()


def listed(paragraphs, index, organisations):
    parts = [paragraphs[index][start:end] for start, end in sentences(paragraphs[index])]
    sentence = next(part.strip() for part in parts if TRIGGER.search(part))
    after = TRIGGER.split(sentence, maxsplit=1)[1]
    _, colon, enumerated = after.partition(":")
    if colon:
        items = split(enumerated) if enumerated.strip() else items_below(paragraphs[index + 1 :])
        return [proposed_member(item, organisations) for item in items]
    spans = organisations.spans(sentence)
    return [span.organisation for span in spans] if len(spans) >= FEWEST_IN_PROSE else []


def items_below(paragraphs):
    """Return the items of a list: one paragraph with commas, or one line an item."""
    if not paragraphs:
        return []
    if "," in paragraphs[0]:
        return split(paragraphs[0])
    items = []
    for line in paragraphs:
        if len(line.split()) > LONGEST_ITEM or line.endswith((":", "?", "!")):
            break
        items.append(BULLET.sub("", line).strip(" ,;"))
    return items


def split(text):
    *items, last = SEPARATOR.split(text.strip().removesuffix("."))
    pair = (
        LAST.split(last, maxsplit=1)
        if not re.search(r"[,;]\s*(?:and|und|sowie)\s\S[^,;]*$", text)
        else [last]
    )
    found = (ARTICLE.sub("", item.strip()) for item in [*items, *pair])
    return [item for item in found if item and len(item.split()) <= LONGEST_ITEM]


def proposed_member(item, organisations):
    """Return the organisation of one item; it is the whole item unless a name lies in it."""
    spans = organisations.spans(item)
    return spans[0].organisation if spans else organisations.propose(item)
