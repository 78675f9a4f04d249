"""What the reader proposes; nothing here is stored before a person confirms it."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from news.intake.doubts import Doubt


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation of the database; `key` is opaque to the reader."""

    key: Hashable
    name: str
    legal_name: str = ""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedOrganisation:
    """An organisation as the release spells it, and what is known of it.

    `kind` is "exact" (same letters as a known name), "near" (a person must look at it) or "new";
    `match` is the key of the known organisation, `name` its legal spelling. `spellings` are all
    the ways this release writes it; `candidates` are (key, legal spelling), the nearest first.
    """

    found: str
    match: Hashable | None
    kind: str
    name: str
    candidates: tuple[tuple[Hashable, str], ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedPerson:
    honorific_prefix: str
    given_name: str
    family_name: str

    def __str__(self):
        return " ".join(filter(None, (self.honorific_prefix, self.given_name, self.family_name)))


@dataclass(frozen=True)
class ProposedStatement:
    """Words of a speaker without quotation marks; `style` is "running" or "headed".

    `doubts` say why the release may have been read wrongly.
    """

    speaker: ProposedPerson
    text: str
    style: str
    job_title: str = ""
    organisations: tuple[ProposedOrganisation, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A release taken apart.

    `body` holds paragraphs without the words that became statements; `left_quotations` are longer
    passages in quotation marks that stay in it because nobody was found to have said them.
    `furniture` is what was left out: no part of the release, or said around a quotation.
    """

    language: str
    headline: str = ""
    standfirst: str = ""
    place: str = ""
    dated_on: date | None = None
    body: tuple[str, ...] = ()
    statements: tuple[ProposedStatement, ...] = ()
    members: tuple[ProposedOrganisation, ...] = ()
    organisations: tuple[ProposedOrganisation, ...] = ()
    boilerplate: str = ""
    press_contact: str = ""
    furniture: tuple[str, ...] = ()
    left_quotations: tuple[str, ...] = ()

    @property
    def speakers(self):
        """The people who speak, each once, in the order of their first words."""
        return tuple(dict.fromkeys(statement.speaker for statement in self.statements))
