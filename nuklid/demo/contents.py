"""The news and the standing pages of the demo."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from members.models import Mandate, Organisation, Person
from news.models import (
    Answer,
    Authorisation,
    AuthorisationRequest,
    NewsItem,
    PressPreview,
    Statement,
    StatementOrganisation,
)
from nuklid.base.records.licences import Licence
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.demo import drawings
from nuklid.demo.rows import load_data, stored, without
from nuklid.models import Page

REASONS = ("withdrawal_reason_de", "withdrawal_reason_en")
# Told of an item, and no field that is set at once.
EXTRA = (
    *("organisations", "press_contact", "picture", "statements", "published", "previews"),
    *REASONS,
)


def load_news(recorded_by):
    """Add the news with their statements; `recorded_by` (a User) recorded the authorisations."""
    for entry in load_data("news")["item"]:
        load_item(entry, recorded_by)


def load_item(entry, recorded_by):
    item = NewsItem(**without(entry, *EXTRA))
    if "press_contact" in entry:
        item.press_contact = Mandate.objects.get(
            person=person_named(entry["press_contact"]), is_press_contact=True
        )
    if "picture" in entry:
        add_picture(item, entry["picture"])
    stored(item)
    item.organisations.set(organisations_named(entry.get("organisations", [])))
    if "published" in entry:
        item.publish(at=ten_o_clock(entry["published"]))
    # After publication: the English words of one of them are not authorised, and stay hidden.
    for position, statement in enumerate(entry.get("statements", [])):
        load_statement(item, position, statement, recorded_by)
    for preview in entry.get("previews", []):
        PressPreview.give(item, given_by=recorded_by, **preview)
    if "withdrawal_reason_de" in entry:
        item.withdraw(**{field: entry[field] for field in REASONS})


def add_picture(item, name):
    drawn = drawings.picture(name)
    item.image.save(drawn.name, drawn, save=False)
    item.image_credit, item.image_licence = drawings.CREDIT, Licence.CC_BY


def load_statement(item, position, entry, recorded_by):
    extra = ("speaker", "organisations", "authorised", "authorised_on", "note", "asked")
    speaker = person_named(entry["speaker"])
    statement = Statement(item=item, position=position, speaker=speaker, **without(entry, *extra))
    stored(statement)
    for organisation in organisations_named(entry["organisations"]):
        stored(StatementOrganisation(statement=statement, organisation=organisation))
    statement.freeze_attribution()
    for language in entry.get("authorised", []):
        statement.authorise(
            language,
            way=Authorisation.Way.IN_WRITING,
            note=entry["note"],
            authorised_on=entry["authorised_on"],
            recorded_by=recorded_by,
        )
    if "asked" in entry:
        ask(statement, entry["asked"], recorded_by)


def ask(statement, entry, asked_by):
    """Ask for all words of `statement` as `entry` says; the day of the answer counts from today."""
    languages = [code for code in LANGUAGES if getattr(statement, f"text_{code}")]
    asked = AuthorisationRequest.ask(
        statement,
        languages,
        asked_name=entry["to"],
        email=entry["email"],
        is_delegate=entry.get("delegate", False),
        answer_by=timezone.localdate() + timedelta(days=entry["days"]),
        asked_by=asked_by,
    )
    if entry.get("opened") or "answer" in entry:
        asked.mark("opened_at")
    if "answer" in entry:
        wanted = dict(entry["answer"])
        decision = wanted.pop("decision", "")
        decided = {f"decision_{code}": decision for code in languages if decision}
        answer = Answer(answered_by=entry["to"], **decided | wanted)
        asked.receive(answer, asked.version(statement))


def load_pages():
    for key, entry in load_data("pages").items():
        stored(Page(key=key, **entry))


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
