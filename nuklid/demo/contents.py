"""The news and the standing pages of the demo."""

from datetime import datetime, time

from django.core.files.base import ContentFile
from django.utils import timezone

from members.models import Mandate, Organisation, Person, Radionuclide
from news.models import Authorisation, NewsItem, Statement, StatementOrganisation
from nuklid.demo import drawings
from nuklid.demo.rows import read, stored, without
from nuklid.models import Page

REASONS = ("withdrawal_reason_de", "withdrawal_reason_en")


def load_news(recorded_by):
    """Add the news with their statements; `recorded_by` (a User) recorded the authorisations."""
    for told in read("news")["item"]:
        load_item(told, recorded_by)


def load_item(told, recorded_by):
    extra = ("organisations", "press_contact", "picture", "statements", "published", *REASONS)
    item = NewsItem(**without(told, *extra))
    if "press_contact" in told:
        item.press_contact = Mandate.objects.get(
            person=person_named(told["press_contact"]), is_press_contact=True
        )
    if "picture" in told:
        add_picture(item, told["picture"])
    stored(item)
    item.organisations.set(organisations_named(told.get("organisations", [])))
    for position, statement in enumerate(told.get("statements", [])):
        load_statement(item, position, statement, recorded_by)
    if "published" in told:
        item.publish(at=ten_o_clock(told["published"]))
    if "withdrawal_reason_de" in told:
        item.withdraw(**{field: told[field] for field in REASONS})


def add_picture(item, names):
    """Draw tiles of the radionuclides in `names` ("Lu-177") as the picture of `item`."""
    nuclides = {str(nuclide): nuclide for nuclide in Radionuclide.objects.all()}
    drawn = ContentFile(drawings.tiles([nuclides[name] for name in names]))
    item.image.save(f"{'-'.join(names).lower()}.png", drawn, save=False)
    item.image_credit = drawings.CREDIT


def load_statement(item, position, told, recorded_by):
    extra = ("speaker", "organisations", "authorised", "authorised_on", "note")
    speaker = person_named(told["speaker"])
    made = Statement(item=item, position=position, speaker=speaker, **without(told, *extra))
    stored(made)
    for organisation in organisations_named(told["organisations"]):
        stored(StatementOrganisation(statement=made, organisation=organisation))
    made.freeze_attribution()
    for language in told.get("authorised", []):
        made.authorise(
            language,
            way=Authorisation.Way.IN_WRITING,
            note=told["note"],
            authorised_on=told["authorised_on"],
            recorded_by=recorded_by,
        )


def load_pages():
    for key, told in read("pages").items():
        stored(Page(key=key, **told))


def person_named(name):
    given_name, family_name = name.rsplit(" ", 1)
    return Person.objects.get(given_name=given_name, family_name=family_name)


def organisations_named(names):
    """Return the organisations in the order of `names`; a name nobody bears is a KeyError."""
    found = {organisation.name: organisation for organisation in Organisation.objects.all()}
    return [found[name] for name in names]


def ten_o_clock(day):
    """Return ten in the morning of `day` (a date) in Berlin."""
    return timezone.make_aware(datetime.combine(day, time(10)))
