"""The people of one release: who was introduced, and whom "she" or "Muster" means later."""

import re
from dataclasses import replace

from news.intake.attribution import Attributor, Frame, Speaker, distinct
from news.intake.names import folded, legal_form
from news.intake.words import MAYORS, PRONOUNS, is_function, is_saying, words

PUBLIC_OFFICES = (
    *MAYORS,
    *("minister", "ministerin", "president", "präsident", "präsidentin", "landrat", "landrätin"),
    *("senator", "senatorin", "councillor", "abgeordnete", "abgeordneter"),
    *("secretary", "sekretär", "sekretärin"),
)
OF_SOMETHING = re.compile(r"\s(?:of|der|des|für|for)\s")
SHORT_CLAUSE = 15  # words
LONGEST = 1000  # characters of a sentence
THE = re.compile(r"\b(?:der|die|the)\s+$")


class Cast:
    """`latest` is the Speaker last named or heard."""

    def __init__(self, attributor: Attributor):
        self.attributor = attributor
        self.by_family_name: dict[str, Speaker] = {}
        self.latest: Speaker | None = None
        self.organisations = ()  # those named last in the paragraph
        self.issuer = ()  # the one named first in the release

    def frame(self, text):
        return Frame(text, self.attributor.titles.organisations)

    def introduce(self, text):
        """Meet everyone whom a sentence surely names; return the last Speaker met, or None."""
        frame = self.frame(text[:LONGEST])
        self.organisations = distinct([s.organisation for s in frame.spans]) or self.organisations
        self.issuer = self.issuer or tuple(filter(is_firm, self.organisations))[:1]
        met = None
        for mention in frame.mentions:
            if mention.sureness >= 4:
                met = self.meet(self.completed(self.attributor.speaker(frame, mention)))
        return met or self.begun_with(frame)

    def begun_with(self, frame):
        """Return the Speaker whose family name begins a sentence: "Muster dankte ihm."."""
        return self.seen(self.by_family_name.get("".join(w.text for w in words(frame.text)[:1])))

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
        self.by_family_name[name] = self.latest = speaker
        return speaker

    def speaker_in(self, text):
        """Return the Speaker whom a piece of text around a quotation names, or None."""
        frame = self.frame(text)
        best = frame.best()
        if best:
            return self.meet(self.completed(self.attributor.speaker(frame, best)))
        return (
            self.named_before(frame)
            or self.addressed(frame)
            or self.meant(frame.text)
            or self.resumed(frame.text)
        )

    def completed(self, speaker):
        """Give a manager without an organisation the one spoken of, else the one of the release."""
        alone = speaker.job_title and not speaker.organisations
        if (
            not alone
            or OF_SOMETHING.search(speaker.job_title)
            or is_public_office(speaker.job_title)
        ):
            return speaker
        return replace(speaker, organisations=self.organisations or self.issuer)

    def named_before(self, frame):
        """Return the Speaker of whom only the family name stands here: "so Muster weiter"."""
        free = (word for word in words(frame.text) if not frame.covers(word.start))
        known = (self.by_family_name.get(word.text) for word in free)
        return self.seen(next(filter(None, known), None))

    def addressed(self, frame):
        """Return a Speaker known by title and family name only: "said Prof. Schmidt"."""
        titled = [one for one in frame.mentions if one.lead != one.end and one.start < one.end]
        for one in titled:
            polite = re.match(r"(?:Dr|Prof|Herr|Frau|Mr|Mrs|Ms)\b", frame.text[one.start :])
            if polite and not one.person.given_name:
                return self.meet(self.attributor.speaker(frame, one))
        return None

    def meant(self, text):
        """Return the Speaker whom a pronoun or a bare function means, or None."""
        found = words(text)
        saying = [i for i, word in enumerate(found) if is_saying(word.text)]
        near = {
            found[i + step].low for i in saying for step in (-1, 1) if 0 <= i + step < len(found)
        }
        if near & PRONOUNS:
            return self.latest
        functions = [w for w in found if is_function(w.text) and THE.search(text[: w.start])]
        return self.holder(functions[0].text) if functions and saying else None

    def resumed(self, text):
        """Return who "he" or "she" is in a short clause that ends with a colon."""
        found = words(text)
        short = text.endswith(":") and len(found) <= SHORT_CLAUSE
        return self.latest if short and any(word.low in PRONOUNS for word in found) else None

    def holder(self, function):
        """Return who bears a function: who was introduced with it, else who was named last."""
        bears = [s for s in self.by_family_name.values() if function in s.job_title]
        return self.seen(bears[-1] if bears else self.latest)

    def seen(self, speaker):
        self.latest = speaker or self.latest
        return speaker


def is_firm(organisation):
    return organisation.match is not None or bool(legal_form(folded(organisation.name)))


def is_public_office(title):
    return any(word.low.endswith(PUBLIC_OFFICES) for word in words(title))


def is_same(a, b):
    if not (a.given_name and b.given_name):
        return True
    return a.given_name.split()[0].strip(".") == b.given_name.split()[0].strip(".")
