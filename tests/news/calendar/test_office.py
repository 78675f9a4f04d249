"""The office announces, moves, cancels and repeats an event; what it cannot do."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Event
from tests import desk as office
from tests import factories as make
from tests.news.calendar.reading import words
from tests.reading import fetch

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_office_announces_moves_and_cancels(desk):
    typed = {"title_de": "Fachtag", "start_date": "2027-03-12", "address_locality": "Dresden"}
    asked = office.save(desk, office.add(Event), press="_then", **typed | {"_then": "publish"})
    event = Event.objects.get()
    assert "everyone can read this event" in office.text(asked)
    assert fetch("/de/termine/fachtag/").status_code == 404
    office.save(desk, office.page(event, "publish"))
    assert "12. März 2027" in words("/de/termine/fachtag/")

    moving = {"start_date": "2027-03-19", "reason_de": "Die Halle ist belegt."}
    office.save(desk, office.page(event, "move"), **moving)
    page = words("/de/termine/fachtag/")
    assert "19. März 2027" in page
    assert "Verlegt. Bisher: 12. März 2027 . Die Halle ist belegt." in page

    office.save(desk, office.page(event, "cancel"), reason_de="Zu wenige Anmeldungen.")
    page = words("/de/termine/fachtag/")
    assert "Der Termin findet nicht statt. Zu wenige Anmeldungen." in page
    assert "Die Halle ist belegt." in page
    assert event.history.count() == 4


@pytest.mark.parametrize("verb", ["move", "cancel"])
def test_no_change_without_a_reason(desk, verb):
    event = make.event()
    refused = office.save(desk, office.page(event, verb), start_date="2030-01-01")
    assert "Say why; readers will see the reason." in office.text(refused)
    assert not event.changes.exists()


def test_a_move_to_the_same_time_is_none(desk):
    event = make.event()
    refused = office.save(desk, office.page(event, "move"), reason_de="So.")
    assert "It already takes place then and there: enter the new time or place." in office.text(
        refused
    )
    event.refresh_from_db()
    assert (event.moved_at, event.sequence) == (None, 0)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("start_date", "2031-01-01"),
        ("attendance_mode", "online"),
        ("location", "Halle 2"),
        ("address_locality", "Chemnitz"),
        ("address_country", "PL"),
    ],
)
def test_time_and_place_of_what_is_published_are_not_in_the_form(desk, name, typed):
    event = make.event(start_date=date(2030, 1, 1))
    before = getattr(event, name)
    posted = office.filled(desk.get(office.change(event)))
    assert name not in posted
    more = {name: typed, "online_url": "https://x.example/", "_continue": "1"}
    desk.post(office.change(event), posted | more)
    event.refresh_from_db()
    assert (getattr(event, name), event.online_url) == (before, "https://x.example/")


def test_a_new_place_is_told_with_the_one_before(desk):
    event = make.event("Ort", address_locality="Leipzig", location="Halle 1", start_time=time(9))
    move, why = office.page(event, "move"), {"reason_de": "Die Halle ist belegt."}
    office.save(desk, move, address_locality="Chemnitz", location="Stadthalle", **why)
    page = words(event.get_absolute_url("de"))
    assert "Verlegt. Bisheriger Ort: Halle 1, Leipzig. Die Halle ist belegt." in page
    assert "Bisher:" not in page

    asked = {"attendance_mode": "online", "start_time": "10:00", "reason_de": "Streik."}
    office.save(desk, move, **asked)
    page = words(event.get_absolute_url("de"))
    assert "9:00 Uhr . Bisheriger Ort: Stadthalle, Chemnitz. Streik." in page
    assert "Bisheriger Ort: Halle 1, Leipzig. Die Halle ist belegt." in page
    event.refresh_from_db()
    assert (event.sequence, event.attendance_mode) == (2, "online")


def test_a_cancellation_taken_back_is_no_move(desk):
    event = make.event()
    office.save(desk, office.page(event, "cancel"), reason_de="Streik.")
    office.save(desk, office.page(event, "move"), reason_de="Kein Streik.")
    page = words(event.get_absolute_url("de"))
    assert "Der Termin findet doch statt. Kein Streik." in page
    assert "Der Termin findet nicht statt. Streik." in page
    assert "erlegt" not in page
    assert "verlegt" not in words("/de/termine/").partition("eigenen Kalender")[0]


def test_what_leads_on_from_the_form_of_a_public_event_saves_nothing(desk):
    form = office.parsed(desk.get(office.change(event := make.event())))
    links = form.select_one(".panel-links")
    assert links.get_text(" ", strip=True).startswith("Without saving:")
    addresses = {link["href"] for link in links.select("a")}
    verbs = {office.page(event, name) for name in ("move", "cancel", "copy")}
    assert addresses == verbs | {event.get_absolute_url(code) for code in ("de", "en")}
    assert not form.select(".state-panel .button, .state-panel button")


REFUSED = [
    ({"title_de": "", "title_en": ""}, "title_de"),
    ({"end_date": "2029-12-31"}, "end_date"),
    ({"end_time": "12:00"}, "start_time"),
    ({"start_time": "12:00", "end_time": "11:00"}, "end_time"),
    ({"start_date": "2027-03-28", "start_time": "02:30"}, "start_time"),
    ({"start_date": "2026-10-25", "start_time": "02:30"}, "start_time"),
]


@pytest.mark.parametrize(("typed", "field"), REFUSED)
def test_what_cannot_be_is_refused_at_its_field(desk, typed, field):
    event = make.event_draft(start_date=date(2030, 1, 1))
    refused = office.save(desk, office.change(event), **typed)
    assert list(refused.context["adminform"].form.errors) == [field]


def test_a_published_event_needs_a_town(desk):
    event = make.event()
    refused = office.save(desk, office.page(event, "move"), address_locality="", reason_de="So.")
    assert "Name the town, or choose “online”." in office.text(refused)
    deadline = make.event(kind="deadline", address_locality="")
    refused = office.save(desk, office.change(deadline), kind="fair")
    assert office.errors(refused)
    draft = make.event_draft(address_locality="")
    refused = office.save(desk, office.page(draft, "publish"))
    assert "Name the town, or choose “online”." in office.text(refused)


def test_the_database_refuses_what_the_form_does():
    event = make.event()
    for columns in (
        {"title_de": "", "title_en": ""},
        {"end_date": event.start_date - DAY},
        {"end_time": time(9)},
        {"start_time": time(9), "end_time": time(8)},
        {"address_locality": ""},
        {"published_at": None, "cancelled_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**columns)


def test_a_series_is_made_by_copying(desk):
    first = make.event(end_date=timezone.localdate() + 12 * DAY, organisers=[make.member("Alpha")])
    first.presences.create(organisation=make.member("Beta"), stand="12")
    day = timezone.localdate() + 40 * DAY
    office.save(desk, office.page(first, "copy"), start_date=f"{day:%Y-%m-%d}")
    twin = Event.objects.latest("pk")
    assert (twin.start_date, twin.end_date, twin.is_public) == (day, day + 2 * DAY, False)
    assert [str(o) for o in twin.organisers.all()] == ["Alpha"]
    assert [str(p) for p in twin.presences.all()] == ["Beta, 12"]
    assert list(first.next_dates()) == []
    twin.publish()
    assert list(first.next_dates()) == [twin]
    assert list(twin.next_dates()) == [first]


def test_what_was_published_is_cancelled_never_deleted(desk):
    for event, gone in ((make.event(), False), (make.event_draft(), True)):
        assert bool(office.parsed(desk.get(office.change(event))).select(".deletelink")) == gone
        answer = desk.post(office.page(event, "delete"), {"post": "yes"}, follow=True)
        assert ("is cancelled, never deleted" in office.text(answer)) != gone
        assert Event.objects.filter(pk=event.pk).exists() != gone
