"""What the second page of the intake shows at first: a Proposal turned into values of forms."""

import re
from dataclasses import replace

from members.models import Organisation
from news.intake.doubts import Doubt
from news.intake.forms import SPEAKS_FOR
from news.intake.names import folded, legal_form
from news.intake.organisations import identity
from news.intake.proposal import ProposedOrganisation
from news.models import NewsItem, Statement

MORE_ROWS = 2  # empty rows for organisations the release does not name
KINDS = (
    (r"^(?:city|town|stadt|landeshauptstadt|free state|freistaat)\b", Organisation.Kind.AUTHORITY),
    (r"minist|behörde|amt\b|council", Organisation.Kind.AUTHORITY),
    (r"klinik|clinic|hospital|spital|krankenhaus|charité", Organisation.Kind.CLINIC),
    (r"universit|hochschule|college|^(?:tu|th|htw|fh)\b", Organisation.Kind.UNIVERSITY),
    (r"institut|forschung|zentrum\b|centre|center", Organisation.Kind.RESEARCH),
    (r"verband|verein|association|society|stiftung|foundation", Organisation.Kind.ASSOCIATION),
    (r"\be\s?v$", Organisation.Kind.ASSOCIATION),
)


def kind_of(name):
    """Guess the kind of a new organisation from its name."""
    if legal_form(folded(name)) in {"", "e v", "ev"}:
        for pattern, kind in KINDS:
            if re.search(pattern, folded(name)):
                return kind
    return Organisation.Kind.COMPANY


def release_initial(proposal):
    return {
        "language": proposal.language,
        "kind": NewsItem.Kind.PRESS_RELEASE,
        "headline": proposal.headline,
        "standfirst": proposal.standfirst,
        "place": proposal.place,
        "dated_on": proposal.dated_on,
        "body": "\n\n".join(proposal.body),
        "left_quotations": "\n".join(proposal.left_quotations),
        "boilerplate": proposal.boilerplate,
        "press_contact": proposal.press_contact,
        "furniture": "\n".join(proposal.furniture),
    }


def completed(proposal, people):
    """Return the Proposal with the organisations of known speakers for whom the text names none.

    people: stored Persons; what counts are their mandates on the day of the release.
    """
    statements = [with_mandates(one, people, proposal.dated_on) for one in proposal.statements]
    spoken_for = (one for statement in statements for one in statement.organisations)
    named = {identity(one): one for one in (*spoken_for, *proposal.organisations)}
    known = [*proposal.organisations, *named.values()]
    organisations = {identity(one): named[identity(one)] for one in known}
    return replace(
        proposal, statements=tuple(statements), organisations=tuple(organisations.values())
    )


def with_mandates(statement, people, day):
    speaker = None if statement.organisations else known_person(statement.speaker, people)
    if not speaker:
        return statement
    mandates = speaker.mandates.on(day).select_related("organisation")
    held = {mandate.organisation for mandate in mandates}
    organisations = tuple(
        ProposedOrganisation(one.name, one.pk, "exact", one.legal_name or one.name, (), (one.name,))
        for one in sorted(held, key=str)
    )
    doubts = set(statement.doubts) - ({Doubt.NO_ORGANISATION} if organisations else set())
    return replace(statement, organisations=organisations, doubts=tuple(sorted(doubts)))


def organisation_initials(proposal):
    """Return the values of a row for every organisation, and of some empty rows."""
    members = set(map(identity, proposal.members))
    clear = [statement for statement in proposal.statements if not statement.doubts]
    speaking = {identity(one) for statement in clear for one in statement.organisations}
    rows = [
        organisation_initial(one, identity(one) in members, identity(one) in speaking)
        for one in proposal.organisations
    ]
    return [*rows, *({"about": True} for _ in range(MORE_ROWS))]


def organisation_initial(organisation, is_member, speaks):
    new = organisation.kind == "new"
    return {
        "found": " / ".join(organisation.spellings),
        "state": organisation.kind,
        "is_member": is_member,
        "candidates": ",".join(str(key) for key, _name in organisation.candidates),
        "organisation": "" if new else str(organisation.match),
        "create": new and (is_member or speaks),
        "name": organisation.name[:120] if new else "",
        "kind": kind_of(organisation.name),
        "about": is_member or speaks or not new,
    }


def statement_initials(proposal, people):
    """Return the values of a row for every statement, doubtful ones first.

    people: stored Persons. What is doubtful is not ticked.
    """
    places = {identity(one): str(row) for row, one in enumerate(proposal.organisations)}
    rows = [
        statement_initial(one, places, people) | {"position": position}
        for position, one in enumerate(proposal.statements)
    ]
    return sorted(rows, key=lambda row: not row["doubts"])


def statement_initial(statement, places, people):
    known = known_person(statement.speaker, people)
    rows = [places[identity(one)] for one in statement.organisations[:SPEAKS_FOR]]
    return {
        "take": not statement.doubts,
        "style": statement.style,
        "doubts": ",".join(statement.doubts),
        "text": statement.text,
        "kind": Statement.Kind.VERBATIM,
        "person": str(known.pk) if known else "",
        "create": not known and not statement.doubts,
        "honorific_prefix": statement.speaker.honorific_prefix,
        "given_name": statement.speaker.given_name,
        "family_name": statement.speaker.family_name,
        "job_title": statement.job_title,
        **{f"organisation_{number}": row for number, row in enumerate(rows)},
    }


def known_person(speaker, people):
    """Return the one stored Person of this name; middle names and initials do not count."""
    wanted = short_name(speaker)
    found = [person for person in people if short_name(person) == wanted]
    return found[0] if len(found) == 1 else None


def short_name(person):
    first, *_ = person.given_name.lower().split() or [""]
    return first, person.family_name.lower()
