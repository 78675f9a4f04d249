"""Who is the subject of the verb that attributes words, and who only listens."""

import re
from dataclasses import dataclass

from news.intake.attribution import Attributor, Frame
from news.intake.people import SURE, Mention, may_be_person
from news.intake.words import (
    BEFORE_THINGS,
    HONORIFIC_PARTS,
    HONORIFICS,
    LISTENERS,
    PRONOUNS,
    SALUTATIONS,
    Word,
    is_function,
    is_saying,
    words,
)

SKIPPED = 3  # words between a verb and its subject: "sagte gestern auch Maria Muster"
PAUSE = re.compile(r"^[\s)]*,?\s*$")
SPACE = re.compile(r"^\s*$")
WIDTH = 20  # characters between an article and its noun
INDEFINITE = {"ein", "eine", "einer", "a", "an", "another", "weiterer", "weitere"}
ARTICLES = {"der", "die", "das", "the", "ein", "eine", "a", "an", "ihr", "ihre", "sein", "seine"}
PREPOSITIONS = (LISTENERS | BEFORE_THINGS | {"von", "by", "from"}) - ARTICLES - {"und", "and"}


@dataclass(frozen=True)
class Placed:
    """A Mention with the span of all that describes it: "the Mayor of X, | Mary Sample, | …"."""

    mention: Mention
    start: int
    end: int


class Clause:
    """The text around a quotation.

    family_names: of the people introduced before; from_end: the verb nearest to the end attributes.
    """

    def __init__(self, frame: Frame, attributor: Attributor, family_names, *, from_end=False):
        self.family_names = family_names
        self.frame, self.text = frame, frame.text
        sure = (one for one in frame.mentions if one.sureness >= SURE)
        self.people = [Placed(one, *attributor.extent(frame, one)) for one in sure]
        self.persons = {one.person for one in frame.mentions if may_be_person(one)}
        self.words = words(frame.text)
        verbs = [word for word in self.words if is_saying(word.text) and self.is_free(word)]
        self.verbs = verbs[::-1] if from_end else verbs

    def is_free(self, word):
        return not any(one.start <= word.start < one.end for one in self.people)

    def subject(self):
        """Return the Placed person, the Word (a pronoun, a family name or a function), or None."""
        return next(filter(None, map(self.subject_of, self.verbs)), None)

    def subject_of(self, verb):
        before = self.person_before(verb)
        if before and not self.is_after(before, PREPOSITIONS):
            return before
        return self.word_beside(verb) or self.person_after(verb) or before

    def person_before(self, verb):
        """Return who stands left of a verb: "Maria Muster, Leiterin der X, | sagte"."""
        for one in self.people:
            gap = self.text[one.end : verb.start] if one.end <= verb.start else None
            described = one.end > one.mention.end
            near = gap is not None and (PAUSE if described else SPACE).match(gap)
            if near and not self.is_listener(one):
                return one
        return None

    def person_after(self, verb):
        """Return who stands right of a verb: "sagte | gestern auch | Leiterin Maria Muster"."""
        for one in self.people:
            between = self.between(verb.end, one.start) if one.start >= verb.end else None
            if between is not None and not any(map(is_barrier, between)):
                return one
        return None

    def between(self, start, end):
        """Return the few Words between two places, None if a clause or too much lies there."""
        gap = self.text[start:end]
        found = [word for word in self.words if start <= word.start < end]
        return found if len(found) <= SKIPPED and not re.search(r"[,;:(–—]", gap) else None

    def word_beside(self, verb):
        """Return the pronoun or function beside a verb: "sagte | sie", "der Leiter | sagte"."""
        index = self.words.index(verb)
        left, right = self.words[index - 1 : index] if index else [], self.words[index + 1 :]
        if left and not SPACE.match(self.text[left[0].end : verb.start]):
            left = []
        polite = HONORIFICS | HONORIFIC_PARTS | SALUTATIONS
        untitled = [word for word in right[:4] if word.low not in polite]
        for word in (*left, *untitled[:1]):
            if self.is_free(word) and (word.low in PRONOUNS or word.text in self.family_names):
                return word
        return self.function_after(right) or self.function_before(index, left)

    def function_after(self, right):
        """Return the function in "sagte | die kaufmännische Leiterin | beim Rundgang"."""
        if not right or right[0].low not in ARTICLES:
            return None
        phrase = right[:SKIPPED]
        bearer = next((w for w in phrase if is_function(w.text) and self.is_free(w)), None)
        return bearer if bearer and self.between(right[0].start, bearer.start) is not None else None

    def function_before(self, index, left):
        bearer = left[0] if left and is_function(left[0].text) and self.is_free(left[0]) else None
        phrase = self.words[max(0, index - 1 - SKIPPED) : index - 1]
        return bearer if any(word.low in ARTICLES for word in phrase) else None

    def is_stranger(self, word):
        """Tell whether a function is nobody's who was introduced: "ein Sprecher der Stadt"."""
        return any(one.low in INDEFINITE for one in self.words if 0 < word.start - one.end < WIDTH)

    def others(self):
        """Return the Placed people who do not surely only listen, the most likely first."""
        speaking = [one for one in self.people if not self.is_listener(one)]
        return sorted(speaking, key=lambda who: (-who.mention.sureness, who.mention.start))

    def is_listener(self, placed):
        """Tell whether a preposition makes someone the listener: "zu …", "during a tour with …"."""
        return self.is_after(placed, LISTENERS)

    def is_after(self, placed, prepositions):
        before = [word for word in self.words if word.end <= placed.start][-3:]
        if before and before[-1].low in {"und", "and"}:  # "in the presence of A and B"
            start = before[-1].start
            joined = (p for p in self.people if SPACE.match(self.text[p.end : start] or "-"))
            return any(self.is_after(other, prepositions) for other in joined if other.end < start)
        while before and before[-1].low in ARTICLES | {"dem", "den", "herrn"}:
            before.pop()
        return bool(before) and before[-1].low in prepositions and not is_source(before)


def is_source(before: list[Word]):
    return [word.low for word in before[-2:]] == ["according", "to"]


def is_barrier(word):
    return word.low in PREPOSITIONS or word.text[0].isupper()
