"""The members and the people of the demo: researched facts, texts written from them."""

from datetime import date

from django.core.files.base import ContentFile

from members.management.commands.load_reference import rows
from members.models import (
    Competence,
    FormerName,
    Mandate,
    Membership,
    Organisation,
    Person,
    Radionuclide,
    Stage,
)
from nuklid.base.records.licences import Licence
from nuklid.base.records.slugs import readable_slug
from nuklid.demo import drawings
from nuklid.demo.rows import load_data, stored, without

FOUNDED_ON = date(2025, 1, 16)
CHECKED_ON = date(2026, 11, 23)  # when members.csv was compiled


def load_organisations():
    facts = {row["name"]: row for row in rows("members")}
    for entry in load_data("organisations")["organisation"]:
        load_organisation(entry, facts.get(entry["name"]))


def load_organisation(entry, fact):
    """Add an organisation from its texts and its row of members.csv (None for a non-member)."""
    extra = ("initials", "picture", "parent", "former_name", "competences", "source")
    organisation = Organisation(**without(entry, *extra), **(fact_fields(fact) if fact else {}))
    organisation.is_listed = True
    organisation.parent = Organisation.objects.filter(name=entry.get("parent")).first()
    if not fact or fact["role"] != Membership.Role.COORDINATOR:  # whose initials will do
        add_logo(organisation, entry["initials"])
    if "picture" in entry:
        add_picture(organisation, entry["picture"])
    stored(organisation)
    if fact:
        role = fact["role"].replace(" ", "_")
        stored(Membership(organisation=organisation, role=role, since=FOUNDED_ON))
    if "former_name" in entry:
        stored(FormerName(organisation=organisation, name=entry["former_name"]))
    for competence in entry.get("competences", []):
        load_competence(organisation, competence)


def fact_fields(fact):
    """Return the fields of an Organisation for a row of members.csv; empty cells stay empty."""
    return {
        "legal_name": fact["legal_name"],
        "kind": fact["kind"].replace(" ", "_"),
        "address_locality": fact["town"],
        "url": f"https://{fact['website']}" if fact["website"] else "",
        "founding_year": int(fact["founded"]) if fact["founded"] else None,
        "checked_on": CHECKED_ON,
    }


def add_logo(organisation, initials):
    """Give `organisation` a drawn stand-in: the demo shows nobody's real logo."""
    organisation.logo = ContentFile(
        drawings.logo(initials), name=f"{readable_slug(organisation.name)}.svg"
    )
    organisation.logo_alt_text_de = f"Platzhalter für das Logo: {initials}"
    organisation.logo_alt_text_en = f"Placeholder for the logo: {initials}"


def add_picture(organisation, name):
    """Give `organisation` a drawing that fits its work, until there is a photograph."""
    drawn = drawings.picture(name)
    organisation.picture.save(drawn.name, drawn, save=False)
    organisation.picture_credit = drawings.CREDIT
    organisation.picture_licence = Licence.CC_BY


def load_competence(organisation, entry):
    nuclides = {str(nuclide): nuclide for nuclide in Radionuclide.objects.all()}
    competence = Competence(
        organisation=organisation, **without(entry, "stage", "radionuclide", "source")
    )
    competence.stage = Stage.objects.get(number=entry["stage"])
    competence.radionuclide = nuclides[entry["radionuclide"]] if "radionuclide" in entry else None
    stored(competence)


def load_people():
    for entry in load_data("people")["person"]:
        person = Person(**without(entry, "mandates", "portrait"), is_listed=True)
        if "portrait" in entry:
            add_portrait(person, entry["portrait"])
        stored(person)
        for mandate in entry.get("mandates", []):
            organisation = Organisation.objects.get(name=mandate["organisation"])
            stored(Mandate(person=person, **mandate | {"organisation": organisation}))


def add_portrait(person, initials):
    drawn = ContentFile(drawings.portrait(initials))
    person.portrait.save(f"{initials.lower()}.png", drawn, save=False)
    person.portrait_alt_text_de = f"Gezeichnete Anfangsbuchstaben {initials} statt eines Fotos"
    person.portrait_alt_text_en = f"The initials {initials}, drawn in place of a photograph"
    person.portrait_credit = drawings.CREDIT
    person.portrait_agreed_on = CHECKED_ON
