from members.models.competences import Competence, Stage
from members.models.openings import FormerOpeningSlug, Opening
from members.models.organisations import (
    FormerName,
    FormerOrganisationSlug,
    Membership,
    Organisation,
)
from members.models.pending_files import PendingFile
from members.models.people import FormerPersonSlug, Mandate, Person
from members.models.proposals import ChangeProposal
from members.models.radionuclides import Radionuclide
from members.models.users import User

__all__ = [
    "ChangeProposal",
    "Competence",
    "FormerName",
    "FormerOpeningSlug",
    "FormerOrganisationSlug",
    "FormerPersonSlug",
    "Mandate",
    "Membership",
    "Opening",
    "Organisation",
    "PendingFile",
    "Person",
    "Radionuclide",
    "Stage",
    "User",
]
