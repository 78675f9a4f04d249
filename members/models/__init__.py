from members.models.audit import AuditEvent
from members.models.competences import Competence, Radionuclide, Stage
from members.models.former_names import FormerName
from members.models.letters import Letter
from members.models.organisations import (
    FormerOrganisationSlug,
    Membership,
    Organisation,
)
from members.models.pending_files import PendingFile
from members.models.people import FormerPersonSlug, Mandate, Person
from members.models.proposals import ChangeProposal
from members.models.search import SearchEntry, SearchPage, SearchTerm, SearchText, SearchWord
from members.models.users import User

__all__ = [
    "AuditEvent",
    "ChangeProposal",
    "Competence",
    "FormerName",
    "FormerOrganisationSlug",
    "FormerPersonSlug",
    "Letter",
    "Mandate",
    "Membership",
    "Organisation",
    "PendingFile",
    "Person",
    "Radionuclide",
    "SearchEntry",
    "SearchPage",
    "SearchTerm",
    "SearchText",
    "SearchWord",
    "Stage",
    "User",
]
