"""Statements in running text: quotations that the text around them gives to a person."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from news.intake.attribution import Speaker
from news.intake.doubts import Doubt
from news.intake.framing import (
    CONJUNCTIONS,
    SHORTEST,
    Sentence,
    attributing_alone,
    is_title,
    length,
    one_speaker_each,
    says,
    speaker_of,
    starts_a_sentence,
)
from news.intake.people import SURE
from news.intake.proposal import ProposedStatement
from news.intake.quotations import MARK, quotations, with_continuations
from news.intake.sentences import sentences
from news.intake.words import COMMA_BEFORE, is_saying, words

SHORTEST_ALONE = 6  # words of a quotation that only its neighbourhood gives to someone
SIGNATURE = 25  # words
SHORTEST_REST = 2  # words after a quotation
ASIDE = 6  # words around a quotation, beyond who said it, that the office should not miss


@dataclass
class Draft:
    """A statement in the making; `last` is the index of its last sentence in the paragraph."""

    speaker: Speaker
    text: str
    last: int
    doubts: set[Doubt] = field(default_factory=set)

    def add(self, sentence, index):
        self.text = join([self.text, *(part.text for part in sentence.quotations)])
        self.last = index

    def statement(self):
        return statement(self.speaker, ended(self.text), "running", self.doubts)


def statement(speaker, text, style, doubts=()):
    """Return a ProposedStatement; its doubts are those about the speaker and `doubts`."""
    all_doubts = speaker.doubts | set(doubts)
    return ProposedStatement(
        speaker.person,
        text,
        style,
        speaker.job_title,
        speaker.organisations,
        tuple(doubt for doubt in Doubt if doubt in all_doubts),
    )


def join(parts):
    """Join the parts of an interrupted quotation; a new sentence gets the full stop before it."""
    joined, *rest = parts
    for part in rest:
        if not part[:1].islower() and joined[-1:] not in set(".!?…:;–"):
            joined = ended(joined)
        elif joined[-1:].isalnum() and words(part)[:1] and words(part)[0].text in COMMA_BEFORE:
            joined += ","
        joined = f"{joined} {part}"
    return joined


def ended(text):
    """Return the words with the full stop that the sentence around a quotation took from it."""
    bare = text.rstrip("“”«»\"‘’'›‹)")
    return text if bare[-1:] in set(".!?…:–") else f"{text.removesuffix(',')}."


class RunningText:
    """Takes the statements out of paragraphs; `body` is what stays of them.

    `left_out` are the sentences around quotations that say more than who speaks.
    """

    def __init__(self, paragraphs, cast):
        self.cast = cast
        self.body, self.drafts, self.left_out = [], [], []
        self.heard = None  # who spoke at the end of the paragraph before
        for paragraph in with_neighbours(with_continuations(paragraphs), cast):
            kept = self.keep(cut(paragraph))
            self.body += [part.strip() for part in kept.split("\n\n") if part.strip()]

    def statements(self):
        return [draft.statement() for draft in self.drafts]

    def keep(self, passage):
        """Return the text of a paragraph (its Sentences) that is not part of a statement."""
        kept, draft, met, index = "", None, None, 0
        self.cast.organisations = ()
        while index < len(passage):
            passage[index : index + 1] = one_speaker_each(passage[index], self.cast)
            sentence = passage[index]
            found, used = None, 1
            if sentence.quotations:
                found, used = self.find(passage, index, draft, met)
            if found:
                draft, met = found, None
                self.cast.organisations = ()
                more = aside(sentence.unquoted(), found.speaker)
                self.left_out += more
                found.doubts |= {Doubt.AROUND} if more or goes_on(sentence) else set()
                found.doubts |= {Doubt.PEOPLE} if sentence.is_shared else set()
            else:
                met = self.cast.introduce(sentence.unquoted())
                kept += sentence.words
            index += used
        self.heard = draft.speaker if draft and draft.last == len(passage) - 1 else None
        return kept

    def find(self, passage, index, draft, met):
        """Return (Draft the sentence belongs to or None, how many sentences that uses up)."""
        sentence = passage[index]
        speaker = speaker_of(sentence, self.cast)
        if speaker:
            return self.begin(speaker, sentence, index), 1
        following = passage[index + 1 : index + 2]
        if following and not following[0].quotations and not sentence.lead():
            speaker = attributing_alone(following[0].words.strip(), self.cast)
            if speaker:
                return self.begin(speaker, sentence, index + 1), 2
        alone = len(words(sentence.unquoted())) < 3 and not says(sentence.unquoted())
        if draft and draft.last == index - 1 and alone:
            draft.add(sentence, index)
            return draft, 1
        near = met or (self.heard if len(passage) == 1 else None)
        if near and stands_alone(sentence):
            return self.begin(near.doubted(Doubt.SPEAKER), sentence, index), 1
        return None, 1

    def begin(self, speaker, sentence, index):
        draft = Draft(speaker, join([part.text for part in sentence.quotations]), index)
        self.drafts.append(draft)
        self.cast.seen(speaker)
        return draft


def aside(clause, speaker):
    """Return [clause] if it tells more than who speaks: "sagte sie und übergab den Schlüssel"."""
    names = (name for one in speaker.organisations for name in (one.name, *one.spellings))
    known = {word.low for word in words(" ".join([str(speaker.person), speaker.job_title, *names]))}
    more = [word for word in words(clause) if word.low not in known and not is_saying(word.text)]
    return [re.sub(r"\s+(?=[,.;])", "", " ".join(clause.split()))] if len(more) >= ASIDE else []


def goes_on(sentence):
    """Tell whether a sentence that began with who speaks goes on after the quotation."""
    after = sentence.text[sentence.quotations[-1].end : sentence.end]
    return bool(words(sentence.lead())) and len(words(after)) >= SHORTEST_REST


def stands_alone(sentence):
    """Tell whether a sentence is nothing but a whole quoted sentence."""
    quotation = sentence.quotations[0]
    alone = sentence.words.strip() == sentence.text[quotation.start : quotation.end]
    ended = quotation.text[-1:] in set(".!?…")
    return alone and ended and length(quotation) >= SHORTEST_ALONE and starts_a_sentence(quotation)


def cut(paragraph):
    """Return the Sentences of a paragraph."""
    quoted = quotations(paragraph)
    starts = [one.start for one in quoted]
    return [
        sentence_of(
            paragraph, span, quoted[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        )
        for span in sentences(paragraph, quoted)
    ]


def sentence_of(text, span, quoted):
    spoken = []
    for one in quoted:
        start = spoken[-1].end if spoken else span[0]
        lead = text[max(start, one.start - 200) : one.start].rstrip(" (\n")
        alone = length(one) < SHORTEST and not spoken and one is quoted[-1]
        if not alone and (may_be_speech(lead, one) or (spoken and is_joined(text, lead, one))):
            spoken.append(one)
    return Sentence(text, span[0], span[1], spoken)


def is_joined(text, lead, quotation):
    """Tell what another person says in one sentence: „…“, so A, und | „…“, so B."""
    following = words(text[quotation.end : quotation.end + 30])[:1]
    joined = bool(words(lead)) and words(lead)[-1].low in CONJUNCTIONS
    return joined and bool(following) and is_saying(following[0].text)


def may_be_speech(lead, quotation):
    """Tell speech from a „Projekt X“ in the middle of a clause."""
    if not lead or (lead[-1] in ":,;–—-" and not is_title(lead)):
        return True
    last = words(lead[-40:])[-1:]
    return bool(last) and is_saying(last[0].text) and starts_a_sentence(quotation)


def with_neighbours(paragraphs, cast):
    """Return the paragraphs, a quotation joined with the line that tells its speaker.

    Before: "Maria Muster betont:"; after: "– Maria Muster, Geschäftsführerin, Beispiel GmbH".
    """
    joined = []
    for paragraph in paragraphs:
        before = joined[-1] if joined else ""
        if before.endswith(":") and MARK.match(paragraph):
            joined[-1] = f"{before}\n\n{paragraph}"
        elif is_only_quotation(before) and is_signature(paragraph, cast):
            joined[-1] = f"{before} – {paragraph.lstrip('–—- ')}"
        else:
            joined.append(paragraph)
    return joined


def is_only_quotation(paragraph):
    if not MARK.match(paragraph):
        return False
    found = quotations(paragraph)
    return len(found) == 1 and found[0].end == len(paragraph)


def is_signature(line, cast):
    if len(line) > 300 or len(words(line)) > SIGNATURE or line.endswith((".", "!", "?", ":")):
        return False
    best = cast.frame(line).best()
    return (
        bool(best) and best.lead <= len(line) - len(line.lstrip("–—- ")) and best.sureness >= SURE
    )
