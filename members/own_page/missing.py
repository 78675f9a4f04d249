"""What an organisation's page still lacks, each with the part in which it can be added."""

from copy import copy
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Mandate
from members.models.proposed import NEW
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

ONE_SIDED = {
    "summary": _("The sentence in the directory is missing (%s)."),
    "description": _("The description is missing (%s)."),
    "boilerplate": _("The boilerplate under releases is missing (%s)."),
}


class Gap(NamedTuple):
    sentence: str | Promise
    part: str
    pk: int | None = None


def gaps(organisation, competences, mandates):
    """Return the Gaps of an organisation; `competences` and `mandates` are those shown today."""
    return [
        *text_gaps(organisation),
        *contact_gaps(organisation),
        *competence_gaps(competences),
        *people_gaps(mandates),
    ]


def as_sent(organisation, competences, mandates, proposals):
    """Return copies of the three as they will be once the office has accepted what waits.

    `proposals` are those under way; of drafts nothing counts. A copy of what is new has no key.
    """
    rows = [copy(row) for row in (organisation, *competences, *mandates)]
    for proposal in proposals:
        if proposal.state == proposal.State.SUBMITTED:
            apply_to_copies(proposal, rows)
    return (
        rows[0],
        [row for row in rows if isinstance(row, Competence)],
        [row for row in rows if isinstance(row, Mandate)],
    )


def apply_to_copies(proposal, rows):
    """Change `rows`, copies that nobody saves, as `proposal` would change the records."""
    rule = proposal.rule
    if rule.is_new:
        row = NEW[rule.subject](rows[0])[-1]
        rows.append(row)
    else:
        key = (rule.subject, proposal.object_id)
        row = next((each for each in rows if (each._meta.model_name, each.pk) == key), None)
    if row and rule.ends:
        rows.remove(row)
    columns = {column.name: column.attname for column in row._meta.fields} if row else {}
    for name, value in proposal.proposed().items():
        if name in columns:
            vars(row)[columns[name]] = value


def text_gaps(organisation):
    for name, sentence in ONE_SIDED.items():
        missing = [
            str(label)
            for language, label in LANGUAGE_NAMES.items()
            if not getattr(organisation, f"{name}_{language}")
        ]
        if missing:
            yield Gap(sentence % ", ".join(missing), "texts")


def contact_gaps(organisation):
    if not (organisation.email or organisation.telephone):
        yield Gap(_("Nobody can reach you: e-mail address and telephone are missing."), "contact")
    if not organisation.address_locality:
        yield Gap(_("The address is missing: the map does not show you."), "contact")
    if not organisation.logo:
        yield Gap(_("There is no logo."), "logo")
    elif not (organisation.logo_alt_text_de and organisation.logo_alt_text_en):
        yield Gap(_("The logo is not described in both languages."), "logo")
    if not organisation.picture:
        yield Gap(_("There is no picture of the house or laboratory."), "picture")
    elif not (organisation.picture_alt_text_de and organisation.picture_alt_text_en):
        yield Gap(_("The picture is not described in both languages."), "picture")


def competence_gaps(competences):
    if not competences:
        yield Gap(_("No competence: the atlas does not show you."), "competence_new")
    for competence in competences:
        if competence.pk and not competence.evidence:
            yield Gap(_("Without evidence: %s") % competence, "competence", competence.pk)


def people_gaps(mandates):
    if not mandates:
        yield Gap(_("Nobody is named as speaking for you."), "person_new")
    elif not any(mandate.is_press_contact for mandate in mandates):
        first = next((mandate.pk for mandate in mandates if mandate.pk), None)
        yield Gap(
            _("Nobody is named as press contact."), "mandate" if first else "person_new", first
        )
