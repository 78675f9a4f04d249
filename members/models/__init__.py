from members.models.competences import Competence, Radionuclide, Stage
from members.models.organisations import (
    FormerName,
    FormerOrganisationSlug,
    Membership,
    Organisation,
)
from members.models.pending_files import PendingFile
from members.models.people import FormerPersonSlug, Mandate, Person
from members.models.proposals import ChangeProposal
from members.models.users import User

__all__ = [
    "ChangeProposal",
    "Competence",
    "FormerName",
    "FormerOrganisationSlug",
    "FormerPersonSlug",
    "Mandate",
    "Membership",
    "Organisation",
    "PendingFile",
    "Person",
    "Radionuclide",
    "Stage",
    "User",
]
