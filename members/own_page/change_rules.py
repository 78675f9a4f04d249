"""What a representative may change: what applies at once, and what waits for the office.

This is the only list of it: the forms, the proposals, the review and the page that explains it to
the office all read it. `ChangeProposal.free_changes` applies it.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Part(NamedTuple):
    """What one form of a representative changes: columns of a `subject`, a kind of record.

    `free` columns go live at once where the office allows that organisation to
    (`Organisation.edits_at_once`) and wait elsewhere; `waiting` ones always wait. `is_new`: the
    form makes a record. `ends`: it deletes one, without a column of its own.
    """

    label: str | Promise
    subject: str
    free: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    is_new: bool = False
    ends: bool = False

    @property
    def columns(self):
        return (*self.free, *self.waiting)


def both(*names):
    """Return the columns of the bilingual texts `names`."""
    return tuple(f"{name}_{language}" for name in names for language in ("de", "en"))


# Columns of which several parts consist.
COMPETENCE = ("stage", "radionuclide", "kind", *both("sentence"), "evidence", "evidence_url")
MANDATE = (*both("job_title"), "since", "is_press_contact")
NAME = ("honorific_prefix", "given_name", "family_name")
PORTRAIT = (
    "portrait",
    "portrait_focus",
    *both("portrait_alt_text"),
    "portrait_credit",
    "portrait_licence",
)
CONTACT = ("email", "telephone", "contact_agreed_on")

PARTS = {
    "texts": Part(
        _("Texts"),
        "organisation",
        free=both("summary"),
        waiting=both("description", "boilerplate"),
    ),
    "contact": Part(
        _("Address and contact"),
        "organisation",
        free=(
            "street_address",
            "postal_code",
            "address_locality",
            "address_country",
            "email",
            "telephone",
            "url",
        ),
    ),
    "facts": Part(
        _("Name and facts"),
        "organisation",
        waiting=("name", "legal_name", "founding_year", "ror_id"),
    ),
    "logo": Part(_("Logo"), "organisation", waiting=("logo", *both("logo_alt_text"))),
    "picture": Part(
        _("Picture of the house or laboratory"),
        "organisation",
        waiting=(
            "picture",
            "picture_focus",
            *both("picture_alt_text", "picture_caption"),
            "picture_credit",
            "picture_licence",
        ),
    ),
    "competence_new": Part(_("New competence"), "competence", waiting=COMPETENCE, is_new=True),
    "competence": Part(_("Competence"), "competence", waiting=COMPETENCE),
    "competence_end": Part(_("End of a competence"), "competence", ends=True),
    "person_new": Part(
        _("New person"),
        "person",
        waiting=(*NAME, *MANDATE, *PORTRAIT, "portrait_agreed_on", *CONTACT),
        is_new=True,
    ),
    "person": Part(
        _("Portrait, biography and contact"),
        "person",
        waiting=(
            *PORTRAIT,
            "portrait_agreed_on",
            *both("biography"),
            *CONTACT,
        ),
    ),
    "mandate_new": Part(_("New function"), "mandate", waiting=("person", *MANDATE), is_new=True),
    "mandate": Part(
        _("Function"), "mandate", free=both("job_title"), waiting=("since", "is_press_contact")
    ),
    "mandate_end": Part(_("End of a function"), "mandate", waiting=("until",)),
}
CHOICES = [(key, part.label) for key, part in PARTS.items()]
