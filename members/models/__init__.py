from members.models.competences import Competence, Radionuclide, Stage
from members.models.letters import Letter
from members.models.organisations import (
    FormerName,
    FormerOrganisationSlug,
    Membership,
    Organisation,
)
from members.models.people import FormerPersonSlug, Mandate, Person
from members.models.search import SearchEntry, SearchTerm, SearchText, SearchWord
from members.models.users import User

__all__ = [
    "Competence",
    "FormerName",
    "FormerOrganisationSlug",
    "FormerPersonSlug",
    "Letter",
    "Mandate",
    "Membership",
    "Organisation",
    "Person",
    "Radionuclide",
    "SearchEntry",
    "SearchTerm",
    "SearchText",
    "SearchWord",
    "Stage",
    "User",
]
