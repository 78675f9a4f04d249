"""Sorting the paragraphs below the headline: text, statements, profile, contact, furniture."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from news.intake.doubts import Doubt
from news.intake.furniture import (
    count,
    is_divider,
    is_furniture,
    is_prose,
    is_reachable,
    is_unfinished,
    section_of,
)
from news.intake.headed import (
    DASHES,
    head,
    headed_statement,
    is_complete,
    signature,
    speaks_of_itself,
    with_functions,
)
from news.intake.proposal import ProposedStatement
from news.intake.quotations import MARK
from news.intake.running import is_only_quotation
from news.intake.words import words

LONGEST_SUBHEADING = 10  # words
INVITING = re.compile(r"(?<=\w )(?:Sie|Ihnen|Ihre[mnrs]?)\b")  # the office speaks, not a person
ADDRESS_LINES = 3  # lines above the first telephone number or address that belong to it
LONGEST_ADDRESS_LINE = 8  # words


@dataclass
class Sections:
    """Reads line after line; `section` is the list the next line goes to."""

    cast: object
    body: list[str] = field(default_factory=list)
    boilerplate: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    statements: list[ProposedStatement] = field(default_factory=list)
    listed: bool = False
    loose: list[str] = field(default_factory=list)  # under "Statements", nobody's words yet
    head: tuple = ()  # (line, Speaker, [paragraphs]) of the headed statement being read

    def __post_init__(self):
        self.section = self.body

    def parse(self, lines):
        lines = with_functions(lines, self.cast)
        for line, following in pairwise([*lines, ""]):
            self.sort(line, following)
        self.finish_statement()
        self.body += self.loose
        return self

    def sort(self, line, following):
        opened = section_of(line)
        if is_divider(line):
            self.finish_statement()
        if is_furniture(line):
            self.furniture.append(line)
        elif opened:
            self.open(opened, line)
        elif not (
            self.sign_statement(line)
            or self.begin_statement(line, following)
            or self.sign_paragraph(line, following)
        ):
            self.add(line)

    def open(self, opened, line):
        self.finish_statement()
        self.unloose()
        self.listed = opened == "statements"
        if self.listed:
            self.section = self.body
            self.furniture.append(line)
        else:
            self.section = getattr(self, opened)
            self.section.append(line)

    def unloose(self):
        """What stood under the heading "Statements" and found no speaker is text after all."""
        self.body += self.loose
        self.loose = []

    def sign_statement(self, line):
        """Tell whether a line says whose words stand above it, and make the statement if so."""
        signed = has_words(self.loose) and (MARK.match(self.loose[0]) or line[0] in DASHES)
        speaker = head(line, self.cast, True)[0] if signed and not line.endswith(":") else None
        if speaker:
            self.make_statement(speaker, self.loose)
            self.loose = []
        return bool(speaker)

    def make_statement(self, speaker, paragraphs, head="", *, is_last=True):
        """Make the statement below a head, or above a line that names the speaker."""
        made, rest = headed_statement(speaker, paragraphs, is_last=is_last)
        self.statements += [made] if made else []
        self.body += rest if made else [part for part in (head, *rest) if part]

    def sign_paragraph(self, text, following):
        """Tell whether a line signs the paragraph above it, in which somebody says "we".

        Without marks around the words and a colon above them this is a guess.
        """
        above = self.above() if self.section is self.body and not self.head else ""
        spoken = is_prose(above) and speaks_of_itself(above) and not INVITING.search(above)
        if not spoken or MARK.match(following) or is_reachable(following):
            return False
        speaker = signature(text, self.cast)
        if speaker:
            self.make_statement(speaker.doubted(Doubt.END), [self.body.pop()])
        return bool(speaker)

    def begin_statement(self, line, following):
        """Tell whether a line heads a statement, and begin it if so."""
        if self.section is self.contact and not line.endswith(":"):
            return False
        quoted_next = bool(MARK.match(following)) and not is_only_quotation(self.above())
        speaker, rest = head(line, self.cast, self.listed, quoted_next)
        if speaker:
            if self.head and not has_words(self.head[2]):
                speaker = speaker.doubted(Doubt.HEADS)
            self.finish_statement(is_last=False)
            self.unloose()
            self.section = self.body
            self.head = (line, speaker, [rest] if rest else [])
        return bool(speaker)

    def above(self):
        return self.body[-1] if self.body else ""

    def finish_statement(self, *, is_last=True):
        if self.head:
            line, speaker, paragraphs = self.head
            if has_words(paragraphs):
                self.make_statement(speaker, paragraphs, line, is_last=is_last)
            else:
                self.body += [line, *paragraphs]
        self.head = ()

    def add(self, line):
        if self.head and self.is_over(line):
            self.finish_statement()
        if self.head:
            self.head[2].append(line)
        elif self.listed and not is_reachable(line):
            self.loose.append(line)
        elif self.section is self.body and is_reachable(line):
            self.begin_contact(line)
        else:
            self.leave_contact(line)
            self.section.append(line)

    def is_over(self, line):
        """Tell whether a line no longer belongs to the headed statement before it."""
        paragraphs = self.head[2]
        if not paragraphs:
            return False
        closed = is_complete(paragraphs) and not MARK.match(line)
        heading = count(line) <= LONGEST_SUBHEADING and is_unfinished(line)
        other_head = line.endswith(":") and self.cast.frame(line).best() is not None
        return closed or heading or other_head or is_reachable(line)

    def begin_contact(self, line):
        self.unloose()
        self.listed = False
        above = []
        while self.body and len(above) < ADDRESS_LINES and is_address_line(self.body[-1]):
            above.insert(0, self.body.pop())
        self.section = self.contact
        self.contact += [*above, line]

    def leave_contact(self, line):
        """A paragraph of prose ends the contact; about whom the contact is, is the profile."""
        if self.section is self.contact and is_prose(line):
            named = self.cast.frame(line[:200]).spans[:1]
            about = named and named[0].start < 5 and named[0].organisation.found in self.contact
            self.section = self.boilerplate if about else self.body


def has_words(paragraphs):
    return any(words(paragraph) for paragraph in paragraphs)


def is_address_line(line):
    return count(line) <= LONGEST_ADDRESS_LINE and line[-1:] not in set('.!?:“”«»"')
