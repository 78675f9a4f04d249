from members.models.competences import Competence, Radionuclide, Stage
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
