"""An event from its draft on: published, moved, cancelled, past; what readers and machines see."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Event
from tests import desk as office
from tests import factories as make
from tests.reading import fetch, linked_data, soup

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
WHY = {"reason_de": "Streik.", "reason_en": "Strike."}


def titles(path):
    return [link.text.split()[1] for link in soup(fetch(path)).select(".row h3 a")]


def words(path):
    return " ".join(soup(fetch(path)).main.get_text(" ").split())


# The office at its desk ------------------------------------------------------------------------


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
    assert "Verschoben. Bisher: 12. März 2027 . Die Halle ist belegt." in page

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
    assert "This is the time at which it already takes place." in office.text(refused)
    event.refresh_from_db()
    assert (event.moved_at, event.sequence) == (None, 0)


def test_the_time_of_what_is_published_is_not_in_the_form(desk):
    event = make.event(start_date=date(2030, 1, 1))
    posted = office.filled(desk.get(office.change(event)))
    assert "start_date" not in posted
    desk.post(office.change(event), posted | {"start_date": "2031-01-01", "_continue": "1"})
    event.refresh_from_db()
    assert event.start_date == date(2030, 1, 1)


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
    refused = office.save(desk, office.change(event), address_locality="")
    assert office.errors(refused, "address_locality")
    draft = make.event_draft(address_locality="")
    refused = office.save(desk, office.page(draft, "publish"))
    assert "Say in which town, or that it is online." in office.text(refused)


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


# Verbs and states ------------------------------------------------------------------------------


def test_the_sequence_rises_with_time_place_and_state_only(coordinator):
    event = make.event()
    steps = []

    def note():
        event.refresh_from_db()
        steps.append(event.sequence)

    event.title_de = "Neu"
    event.save()
    note()
    event.location = "Haus 2"
    event.save()
    note()
    event.move(coordinator, WHY, start_date=event.start_date + DAY)
    note()
    event.cancel(coordinator, WHY)
    note()
    event.move(coordinator, WHY)  # it takes place after all
    note()
    assert steps == [0, 1, 2, 3, 4]


def test_a_draft_is_moved_in_its_form(coordinator):
    event = make.event_draft()
    for act in (lambda: event.cancel(coordinator, WHY), lambda: event.move(coordinator, WHY)):
        with pytest.raises(ValidationError):
            act()
    event.location = "Haus 2"
    event.save()
    assert event.sequence == 0


@pytest.mark.parametrize(
    ("fields", "over"),
    [
        ({}, datetime(2027, 6, 2, tzinfo=BERLIN)),
        ({"start_time": time(9)}, datetime(2027, 6, 2, tzinfo=BERLIN)),
        ({"start_time": time(9), "end_time": time(17)}, datetime(2027, 6, 1, 17, tzinfo=BERLIN)),
        ({"end_date": date(2027, 6, 3)}, datetime(2027, 6, 4, tzinfo=BERLIN)),
        ({"time_zone": "Asia/Tokyo"}, datetime(2027, 6, 1, 15, tzinfo=UTC)),
        ({"start_date": date(2027, 3, 27), "end_date": date(2027, 3, 28)},
         datetime(2027, 3, 28, 22, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_when_it_is_over(fields, over):
    assert make.event(**{"start_date": date(2027, 6, 1)} | fields).over_at == over


@time_machine.travel("2027-01-10T12:00Z", tick=False)
def test_a_cancelled_event_is_past_after_thirty_days(coordinator):
    event = make.event("Fern", start_date=date(2027, 9, 1))
    event.cancel(coordinator, WHY)
    assert titles("/de/termine/") == [event.title_de.split()[1]]
    with time_machine.travel("2027-02-09T12:00Z", tick=False):
        assert titles("/de/termine/") == []
        assert titles("/de/termine/?when=past") == [event.title_de.split()[1]]


# Readers ---------------------------------------------------------------------------------------


def test_the_list_leaves_at_the_moment_it_is_over():
    with time_machine.travel("2027-06-01T12:00Z", tick=False) as clock:
        event = make.event(start_date=date(2027, 6, 1))
        title = event.title_en
        clock.move_to("2027-06-01T21:59:59Z")
        assert title in words("/en/events/")
        assert title in words("/en/")
        clock.move_to("2027-06-01T22:00:00Z")
        assert title not in words("/en/events/")
        assert title not in words("/en/")
        assert title in words("/en/events/?when=past")
        assert "This is over." in words(event.get_absolute_url("en"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "ABC"),
        ("kind=course", "A"),
        ("kind=fair", "B"),
        ("member=eins", "A"),
        ("member=zwei", "B"),
        ("attendance=online", "AC"),
        ("attendance=on_site", "AB"),
        ("when=past", "D"),
        ("kind=course&member=zwei", ""),
        ("kind=x&member=hidden&when=never&view=grid&page=" + "9" * 5000, "ABC"),
        ("unknown=1&" + "x" * 10_000, "ABC"),
    ],
)
def test_filters_live_in_the_address(query, shown):
    today = timezone.localdate()
    one, two = make.member("Eins"), make.member("Zwei")
    hidden = make.organisation("Hidden", is_listed=False)
    make.event("A", kind="course", attendance_mode="both", organisers=[one, hidden])
    fair = make.event("B", kind="fair", start_date=today + 20 * DAY)
    fair.presences.create(organisation=two)
    online = {"attendance_mode": "online", "address_locality": ""}
    make.event("C", start_date=today + 30 * DAY, **online)
    make.event("D", start_date=today - 30 * DAY)
    make.event_draft("E")
    assert titles(f"/en/events/?{query}") == list(shown)


def test_the_plain_list_has_the_same_events():
    event = make.event()
    page = soup(fetch("/en/events/?view=list"))
    assert [a.text for a in page.select(".rows.short a")] == [event.title_en]


def test_an_event_in_one_language_says_so():
    event = make.event(title_en="", text_de="<p>Nur deutsch.</p>")
    assert "described in German only" in words(event.get_absolute_url("en"))
    assert soup(fetch(event.get_absolute_url("en"))).h1["lang"] == "de"


def test_event_and_report_lead_to_each_other():
    report = make.published(kind="event_report")
    event = make.event(start_date=date(2026, 1, 1), report=report)
    assert report.headline_en in words(event.get_absolute_url("en"))
    assert event.title_en in words(report.get_absolute_url("en"))
    hidden = make.embargoed(kind="event_report")
    event.report = hidden
    event.save()
    assert hidden.headline_en not in words(event.get_absolute_url("en"))


def test_only_a_report_can_be_the_report(desk):
    event, release = make.event(), make.published(kind="press_release")
    refused = office.save(desk, office.change(event), report=release.pk)
    assert office.errors(refused, "report")


def test_registration_ends_with_its_last_day():
    fields = {"registration_url": "https://x.example/", "registration_until": date(2027, 5, 1)}
    event = make.event(start_date=date(2027, 6, 1), **fields)
    for now, can in (("2027-05-01T21:59Z", True), ("2027-05-01T22:00Z", False)):
        with time_machine.travel(now, tick=False):
            page = soup(fetch(event.get_absolute_url("en")))
            assert bool(page.find("a", href="https://x.example/")) is can


@pytest.mark.parametrize(
    ("fields", "german", "english"),
    [
        ({}, "1. Juni 2027", "1 June 2027"),
        ({"start_time": time(18)}, "1. Juni 2027, 18:00 Uhr", "1 June 2027, 18:00"),
        ({"start_time": time(18), "end_time": time(20)},
         "1. Juni 2027, 18:00 bis 20:00 Uhr", "1 June 2027, 18:00 to 20:00"),
        ({"end_date": date(2027, 6, 3)}, "1. bis 3. Juni 2027", "1 to 3 June 2027"),
        ({"end_date": date(2027, 7, 3)}, "1. Juni bis 3. Juli 2027", "1 June to 3 July 2027"),
        ({"end_date": date(2027, 6, 2), "start_time": time(9), "end_time": time(17)},
         "1. Juni 2027, 09:00 Uhr, bis 2. Juni 2027, 17:00 Uhr",
         "1 June 2027, 09:00 to 2 June 2027, 17:00"),
        ({"start_time": time(18), "time_zone": "Europe/London"},
         "1. Juni 2027, 18:00 Uhr (Ortszeit London)", "1 June 2027, 18:00 (London time)"),
    ],
)  # fmt: skip
def test_times_as_a_person_writes_them(fields, german, english):
    event = make.event(**{"start_date": date(2027, 6, 1)} | fields)
    for language, wanted in (("de", german), ("en", english)):
        kicker = soup(fetch(event.get_absolute_url(language))).select_one(".kicker time")
        assert kicker.text == wanted


@pytest.mark.parametrize("rows", [1, 300])
def test_the_pages_ask_as_often_whatever_the_rows(rows, django_assert_num_queries):
    of = make.member()
    events = [make.event(organisers=[of]) for _ in range(rows)]
    for number in range(rows if rows < 10 else 30):
        events[0].presences.create(organisation=of if not number else make.member(), stand="1")
    with django_assert_num_queries(3):
        fetch("/en/events/")
    with django_assert_num_queries(5):
        fetch(events[0].get_absolute_url("en"))


# Machines --------------------------------------------------------------------------------------


STATUS = {
    "announced": ("EventScheduled", None),
    "moved": ("EventRescheduled", ["2027-06-01T10:00:00+02:00"]),
    "cancelled": ("EventCancelled", None),
    "moved and cancelled": ("EventCancelled", ["2027-06-01T10:00:00+02:00"]),
}
SCHEMA = "https://schema.org/"


@pytest.mark.parametrize("state", STATUS)
@pytest.mark.parametrize("kind", ["event", "course", "fair"])
def test_machines_are_told_the_state(coordinator, state, kind):
    event = make.event(kind=kind, start_date=date(2027, 6, 1), start_time=time(10))
    if "moved" in state:
        event.move(coordinator, WHY, start_date=date(2027, 6, 8))
    if "cancelled" in state:
        event.cancel(coordinator, WHY)
    types = {"event": "Event", "course": "EducationEvent", "fair": "ExhibitionEvent"}
    data = linked_data(fetch(event.get_absolute_url("en")))[types[kind]]
    status, before = STATUS[state]
    assert data["eventStatus"] == SCHEMA + status
    assert data.get("previousStartDate") == before
    assert data["startDate"] == f"2027-06-0{8 if 'moved' in state else 1}T10:00:00+02:00"
    assert data["location"]["address"]["addressLocality"] == "Dresden"  # required, as are:
    assert data["name"] == event.title_en


MODES = {
    "on_site": ("OfflineEventAttendanceMode", ["Place"]),
    "online": ("OnlineEventAttendanceMode", ["VirtualLocation"]),
    "both": ("MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
}


@pytest.mark.parametrize("mode", MODES)
def test_machines_are_told_where(mode):
    event = make.event(attendance_mode=mode, online_url="https://x.example/")
    data = linked_data(fetch(event.get_absolute_url("de")))["Event"]
    wanted, types = MODES[mode]
    places = data["location"] if mode == "both" else [data["location"]]
    assert data["eventAttendanceMode"] == SCHEMA + wanted
    assert [place["@type"] for place in places] == types


def test_a_course_is_described_as_one():
    event = make.event(
        kind="course",
        level="basic",
        in_language="both",
        recognised_as_en="§ 48 StrlSchV, module 1",
        organisers=[make.member("Alpha")],
    )
    data = linked_data(fetch(event.get_absolute_url("en")))["Course"]
    assert [provider["name"] for provider in data["provider"]] == ["Alpha"]
    assert data["educationalLevel"] == "basic course"
    assert data["educationalCredentialAwarded"] == ["§ 48 StrlSchV, module 1"]
    assert data["hasCourseInstance"]["courseMode"] == ["Onsite"]
    assert data["hasCourseInstance"]["inLanguage"] == ["de", "en"]
    assert data["name"] == event.title_en
    assert data["description"]


def test_a_deadline_is_no_event_to_machines():
    event = make.event(kind="deadline", address_locality="")
    assert set(linked_data(fetch(event.get_absolute_url("en")))) == {"BreadcrumbList"}


def test_long_texts_and_long_lists_hold():
    event = make.event(text_en=f"<p>{'Wort ' * 2000}</p>")
    assert len(fetch(event.get_absolute_url("en")).content) > 10_000
    assert len(linked_data(fetch(event.get_absolute_url("en")))["Event"]["description"]) <= 300
