"""Whether the words around a quotation say that someone speaks: before, after or inside it."""

import re
from dataclasses import dataclass

from news.intake.attribution import Speaker
from news.intake.cast import Cast
from news.intake.quotations import Quotation
from news.intake.words import (
    NOT_NAMES,
    PRONOUNS,
    RELATIVE,
    SUBJUNCTIVE,
    TITLED,
    VERDICTS,
    WEAK,
    is_capitalised,
    is_function,
    is_saying,
    words,
)

WIDEST = 400  # characters around a quotation that are looked at
SHORTEST_UNSAID = 4  # words a quotation needs where no verb says that it was said
SHORTEST = 2
MOST_PARTS = 4  # of an interrupted quotation
CLAUSE = 14  # words of a clause that only attributes
DETERMINERS = {
    *("a", "an", "the", "one", "another", "his", "her", "their", "its", "some", "many", "others"),
    *("der", "die", "das", "ein", "eine", "sein", "seine", "ihr", "ihre", "andere", "viele"),
}
CONJUNCTIONS = {"und", "and", "während", "while", "aber", "but"}
AND_THEN = re.compile(r",?\s(?:und|and|während|while|aber|but)\s|;\s|,\s(?=[A-ZÄÖÜ])")
APPOSED = re.compile(r",\s[A-ZÄÖÜ]")
BROKEN = re.compile(r"^\s*[,(–—-]")
ACCORDING = re.compile(
    r"\b(?:laut|according to|nach den Worten|in den Worten|mit den Worten)\b", re.I
)


@dataclass
class Sentence:
    """A sentence of a paragraph with the quotations in it that may be someone's words."""

    text: str
    start: int
    end: int
    quotations: list[Quotation]
    is_shared: bool = False  # cut out of a sentence in which another person speaks too

    @property
    def words(self):
        return self.text[self.start : self.end]

    def unquoted(self):
        """Return the sentence without its quotations."""
        places = [(one.start, one.end) for one in self.quotations]
        starts = [self.start, *(end for _, end in places)]
        ends = [*(start for start, _ in places), self.end]
        return " … ".join(self.text[a:b] for a, b in zip(starts, ends, strict=True))

    def lead(self):
        """Return what stands before the first quotation (at most 400 characters of it)."""
        end = self.quotations[0].start if self.quotations else self.end
        return self.text[max(self.start, end - WIDEST) : end].strip()

    def joined(self, index):
        """Return the words of an interrupted quotation as one."""
        parts = " ".join(one.text for one in self.quotations[index : index + 2])
        last = self.quotations[index]
        return Quotation(last.start, last.end, parts if last.text[-1:] != "," else f"{parts},")

    def between(self, index):
        """Return what follows a quotation, up to the next one or the end of the sentence."""
        start = self.quotations[index].end
        following = self.quotations[index + 1 : index + 2]
        end = following[0].start if following else self.end
        return self.text[start : min(end, start + WIDEST)]


def speaker_of(sentence, cast: Cast) -> Speaker | None:
    """Return who says the quotations of a sentence, None if it does not say so."""
    announced = speaker_announced(sentence, cast)
    if announced:
        return announced
    lead = sentence.lead()
    if lead and not lead.endswith(":"):
        return None
    for index in range(len(sentence.quotations)):
        found = speaker_after(sentence.between(index), sentence.joined(index), cast)
        if found:
            return found
    return None


def speaker_announced(sentence, cast):
    """Return whom the words before the first quotation announce, or None."""
    lead = sentence.lead()
    shortest = 0 if sentence.is_shared else SHORTEST
    announcing = lead and is_announcing(lead, sentence.quotations[0], shortest)
    return cast.speaker_in(lead, from_end=True) if announcing else None


def one_speaker_each(sentence, cast):
    """Return the Sentences into which one falls where a second person speaks in it."""
    parts, rest, index = [], sentence, 0
    while index < len(rest.quotations) - 1:
        place, spoken = second_speaker(rest, index, cast), rest.quotations
        index += 1
        if place:
            parts.append(Sentence(rest.text, rest.start, place, spoken[:index], True))
            rest, index = Sentence(rest.text, place, rest.end, spoken[index:], True), 0
    return [*parts, rest]


def second_speaker(sentence, index, cast):
    """Return where the part of another speaker begins, None if the same goes on.

    „…“, sagte A, | und B ergänzte: „…“; A betont: „…“ | , warnt B: „…“.
    """
    between, start = sentence.between(index), sentence.quotations[index].end
    if not says(between) and not between.rstrip().endswith(":"):
        return None
    following = sentence.quotations[index + 1]
    for place in [hit.start() for hit in AND_THEN.finditer(between)] or [0]:
        announcing = between[place:].strip(" ,;")
        announces = is_announcing(announcing, following, shortest=0)
        if announces and says_or_goes_on(between[place:]):
            first = before_part(sentence, index, between[:place], cast)
            if is_another(announcing, first, cast):
                return start + place
    pairs = ((attributing(sentence, i), sentence.joined(i)) for i in (index, index + 1))
    two = differ(*(speaker_after(text, quotation, cast) for text, quotation in pairs))
    return following.start if two else None


def says_or_goes_on(part):
    """Tell ", Jan Test ergänzte:" from an apposition: ", Leiter des Labors:"."""
    return says(part) or not APPOSED.match(part)


def attributing(sentence, index):
    """Return what follows a quotation, without what announces the next: "…, | und B ergänzte:"."""
    between = sentence.between(index)
    hits = AND_THEN.finditer(between) if between.rstrip().endswith(":") else ()
    hit = next((hit for hit in hits if says_or_goes_on(between[hit.start() :])), None)
    return between[: hit.start()] if hit else between


def before_part(sentence, index, attribution, cast):
    """Return the Speaker of the quotations before the part of another, or None."""
    if says(attribution):
        return cast.speaker_in(attribution.strip(" ,"))
    first = max(0, index - MOST_PARTS)
    start = sentence.quotations[first - 1].end if first else sentence.start
    spoken = sentence.quotations[first : index + 1]
    return speaker_of(Sentence(sentence.text, start, spoken[-1].end, spoken, True), cast)


def is_another(announcing, first, cast):
    """Tell whether a clause such as "und B ergänzte:" has a subject, and it is not `first`."""
    found = words(announcing)
    goes_on = found[0].low in CONJUNCTIONS and (
        is_saying(found[1].text) or found[1].low in PRONOUNS if found[1:] else True
    )
    second = cast.speaker_in(announcing, from_end=True)
    if second and first:
        return second.person != first.person
    return bool(first) and not goes_on and has_subject(announcing)


def has_subject(announcing):
    """Tell whether somebody unnamed speaks: "und ein Sprecher der Stadt entgegnete:"."""
    found = words(announcing)
    return any(word.low in DETERMINERS for word in found[:2]) or any(
        is_function(word.text) or (is_capitalised(word.text) and word.low not in NOT_NAMES)
        for word in found
    )


def says(text):
    return any(is_saying(word.text) for word in words(text))


def differ(first, second):
    return bool(first and second) and first.person != second.person


def is_announcing(lead, quotation, shortest=SHORTEST):
    """Tell whether a lead such as "Maria Muster betonte:" introduces words, not a title.

    shortest: without a colon, the quotation needs more words than this.
    """
    found = words(lead)
    if not found or is_title(lead):
        return False
    if lead.endswith(":"):
        return length(quotation) >= SHORTEST
    if length(quotation) <= shortest:
        return False
    said = any(is_saying(word.text) for word in found)
    if lead.endswith(","):
        return said or bool(ACCORDING.search(lead))
    return is_saying(found[-1].text) and found[-1].low not in WEAK and starts_a_sentence(quotation)


def is_title(lead):
    """Tell whether a lead announces the name of something: "unter dem Titel:"."""
    return bool({word.low for word in words(lead[-60:])[-4:]} & TITLED)


def starts_a_sentence(quotation):
    return quotation.text[:1].isupper()


def speaker_after(text, quotation, cast):
    """Return the Speaker named in what follows a quotation, None if it is no attribution."""
    attributed = quotation.text.endswith(",") or BROKEN.match(text)
    found = words(text)
    near = {word.low for word in found[:6]}
    titled = near & TITLED and not near & VERDICTS
    if not found or titled or length(quotation) < SHORTEST or is_reported(found, quotation):
        return None
    said = near & VERDICTS or any(is_saying(word.text) for word in found[:12])
    if not said and (length(quotation) < SHORTEST_UNSAID or found[0].low in RELATIVE):
        return None
    if not (attributed or (said and is_bare_attribution(text, found))):
        return None
    return cast.speaker_in(text.strip(" ,()–—-"))


def is_reported(attribution, quotation):
    """Tell the title of a thing in reported speech: „Radius“, sagte sie, sei ein Erfolg."""
    return length(quotation) <= SHORTEST_UNSAID and any(w.low in SUBJUNCTIVE for w in attribution)


def is_bare_attribution(text, attribution):
    """Tell whether a whole clause without a comma attributes: “…” said Anna Vogel."""
    is_short = len(attribution) <= CLAUSE and not text.rstrip().endswith(":")
    return is_short or is_saying(attribution[0].text)


def length(quotation):
    return len(words(quotation.text))


def attributing_alone(text, cast):
    """Return the Speaker of a sentence that only attributes: "Das sagt Maria Muster." or None."""
    found = words(text)
    if not 2 <= len(found) <= CLAUSE or text.endswith(":"):
        return None
    at_end = is_saying(found[-1].text) and found[-1].low not in WEAK
    at_head = found[0].low in {"das", "dies", "so", "says", "said"} and any(
        is_saying(word.text) for word in found[:2]
    )
    return cast.speaker_in(text) if at_end or at_head else None
