"""The people of one release: who was introduced, and whom "she" or "Muster" means later."""

import re
from dataclasses import replace

from news.intake.attribution import Attributor, Frame, Speaker, distinct
from news.intake.doubts import LASTING, Doubt
from news.intake.names import folded, legal_form
from news.intake.proposal import ProposedPerson
from news.intake.subject import Clause, Placed
from news.intake.words import LISTENERS, PRONOUNS, is_function, is_saying, words

# Who bears such a function heads a firm, named beside it or understood.
HEADS_OF_FIRMS = re.compile(
    r"\b(?:ceo|chief executive|managing director|geschäftsführe|firmenchef|inhaber|founder|gründer"
    r"|(?<!product )owner)",
    re.IGNORECASE,
)
OF_SOMETHING = re.compile(r"\s(?:of|der|des|für|for)\s")
FEMININE = {"sie", "she"}
SHORT_CLAUSE = 15  # words
LONGEST = 1000  # characters of a sentence
THE = re.compile(r"(?P<before>[^\W\d_]*)\s*\b(?:der|die|the)\s+$")


class Cast:
    """`latest` is the Speaker last named or heard."""

    def __init__(self, attributor: Attributor):
        self.attributor = attributor
        self.by_family_name: dict[str, Speaker] = {}
        self.namesakes: set[str] = set()  # family names that two people share
        self.latest: Speaker | None = None
        self.feminine: dict[ProposedPerson, bool] = {}  # who was "she", who was "he"
        self.is_crowd = False  # whether the sentence that named `latest` named others too
        self.organisations = ()  # those named so far in the paragraph
        self.all_organisations = ()  # those named so far in the release

    def frame(self, text):
        return Frame(text, self.attributor.titles.organisations)

    def introduce(self, text):
        """Meet everyone whom a sentence surely names.

        Returns the Speaker of whom the sentence tells, or None if it names nobody.
        """
        frame = self.frame(text[:LONGEST])
        self.remember_organisations(frame)
        clause = Clause(frame, self.attributor, self.by_family_name)
        sure = [one for one in clause.people if one.mention.sureness >= 4]
        met = [self.meet(self.described(frame, one.mention)) for one in sure]
        if not met:
            return self.begun_with(frame)
        telling = [s for s, one in zip(met, sure, strict=True) if not clause.is_listener(one)]
        self.is_crowd = len(clause.persons) > 1
        self.latest = (telling or met)[0]
        return self.latest.doubted(*([Doubt.PEOPLE] if self.is_crowd else []))

    def remember_organisations(self, frame):
        named = [span.organisation for span in frame.spans]
        self.organisations = distinct([*self.organisations, *named])
        self.all_organisations = distinct([*self.all_organisations, *named])

    def begun_with(self, frame):
        """Return the Speaker whose family name begins a sentence: "Muster dankte ihm."."""
        return self.bearing("".join(word.text for word in words(frame.text)[:1]))

    def bearing(self, family_name):
        """Return the Speaker introduced with this family name, or None."""
        speaker = self.seen(self.by_family_name.get(family_name))
        return speaker.doubted(Doubt.NAME) if family_name in self.namesakes else speaker

    def meet(self, speaker):
        """Return the Speaker as first introduced, completed by what is new; remember it."""
        name = speaker.person.family_name
        before = self.by_family_name.get(name)
        if before and is_same(before.person, speaker.person):
            speaker = replace(
                before,
                job_title=before.job_title or speaker.job_title,
                organisations=before.organisations or speaker.organisations,
            )
        elif before:
            self.namesakes.add(name)
        self.by_family_name[name] = speaker
        return self.seen(speaker)

    def speaker_in(self, text, *, from_end=False):
        """Return the Speaker whom a piece of text around a quotation names, or None.

        from_end: the quotation follows the text, so that its last verb attributes.
        """
        frame = self.frame(text)
        clause = Clause(frame, self.attributor, self.by_family_name, from_end=from_end)
        subject = clause.subject()
        if isinstance(subject, Placed):
            speaker = self.meet(self.described(frame, subject.mention))
        elif subject:
            speaker = None if clause.is_stranger(subject) else self.resolved(subject)
        else:
            speaker = self.unplaced(frame, clause)
        is_clear = not speaker or all(is_alike(one, speaker.person) for one in clause.persons)
        return speaker if is_clear else speaker.doubted(Doubt.PEOPLE)

    def resolved(self, word):
        """Return the Speaker whom a pronoun, a family name or a function means, or None."""
        if word.low in PRONOUNS:
            return self.latest_called(word.low)
        return self.bearing(word.text) if word.text in self.by_family_name else self.holder(word)

    def latest_called(self, pronoun):
        """Return the Speaker whom "she" means, or None if that person was "he" before.

        A doubt is added if the sentence before named several people.
        """
        if not self.latest:
            return None
        is_feminine = pronoun in FEMININE
        if self.feminine.setdefault(self.latest.person, is_feminine) != is_feminine:
            return None
        return self.latest.doubted(Doubt.PEOPLE) if self.is_crowd else self.latest

    def unplaced(self, frame, clause):
        """Return the Speaker where nobody stands beside a verb, or None."""
        likely = clause.others()
        if likely:
            return self.meet(self.described(frame, likely[0].mention))
        return (
            self.named_before(frame, clause)
            or self.addressed(frame, clause)
            or self.meant(frame.text)
            or self.resumed(frame.text)
        )

    def described(self, frame, mention):
        return self.completed(self.attributor.speaker(frame, mention), frame)

    def completed(self, speaker, frame):
        """Give the head of a firm the only one spoken of so far, with a doubt."""
        title = speaker.job_title
        heads = HEADS_OF_FIRMS.search(title)
        if speaker.organisations or not heads or OF_SOMETHING.search(title):
            return speaker
        alongside = distinct([one.organisation for one in frame.spans])
        for nearby in (alongside, self.organisations, self.all_organisations):
            firms = tuple(filter(is_firm, nearby))
            if len(firms) == 1:
                return replace(speaker, organisations=firms).doubted(Doubt.ORGANISATION)
            if firms:
                break
        return speaker.doubted(Doubt.NO_ORGANISATION)

    def named_before(self, frame, clause):
        """Return the Speaker of whom only the family name stands here: "so Muster weiter"."""
        free = (word for word in clause.words if not frame.covers(word.start))
        names = (w.text for w in free if w.text in self.by_family_name and clause.is_free(w))
        name = next(names, None)
        return self.bearing(name) if name else None

    def addressed(self, frame, clause):
        """Return a Speaker known by title and family name only: "said Prof. Schmidt"."""
        titled = [one for one in frame.mentions if one.lead != one.end and one.start < one.end]
        for one in titled:
            polite = re.match(r"(?:Dr|Prof|Herr|Frau|Mr|Mrs|Ms)\b", frame.text[one.start :])
            listens = clause.is_listener(Placed(one, one.lead, one.end))
            if polite and not one.person.given_name and not listens:
                return self.meet(self.attributor.speaker(frame, one))
        return None

    def meant(self, text):
        """Return the Speaker whom a bare function means: "sagte am Montag der Leiter", or None."""
        if not any(is_saying(word.text) for word in words(text)):
            return None
        for word in words(text):
            the = THE.search(text[: word.start]) if is_function(word.text) else None
            if the and the["before"].lower() not in LISTENERS:
                return self.holder(word)
        return None

    def resumed(self, text):
        """Return who "he" or "she" is in a short clause that ends with a colon."""
        found = words(text)
        short = text.endswith(":") and len(found) <= SHORT_CLAUSE
        pronoun = next((word.low for word in found if word.low in PRONOUNS), None)
        return self.latest_called(pronoun) if short and pronoun else None

    def holder(self, function):
        """Return who was introduced with a function (a Word).

        Where nobody was, who was named last, unless that person bears another function.
        """
        bearers = [
            speaker
            for speaker in self.by_family_name.values()
            if function.text in {word.text for word in words(speaker.job_title)}
        ]
        if len(bearers) == 1:
            return self.seen(bearers[0])
        guess = bearers[-1] if bearers else self.latest
        if not guess or (guess.job_title and not bearers):
            return None
        return self.seen(guess).doubted(Doubt.SPEAKER)

    def seen(self, speaker):
        """Remember a Speaker as the latest, without the doubts of one sentence."""
        if speaker:
            self.latest = replace(speaker, doubts=speaker.doubts & LASTING)
            self.is_crowd = Doubt.PEOPLE in speaker.doubts
        return speaker


def is_firm(organisation):
    return organisation.match is not None or bool(legal_form(folded(organisation.name)))


def is_alike(person, other):
    return person.family_name == other.family_name and is_same(person, other)


def is_same(a, b):
    if not (a.given_name and b.given_name):
        return True
    return a.given_name.split()[0].strip(".") == b.given_name.split()[0].strip(".")
