"""The calendar as readers see it: the lists, their filters, an event."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests import desk as office
from tests import factories as make
from tests.news.calendar.reading import titles, words
from tests.reading import fetch, linked_data, soup

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


def test_of_a_hidden_organiser_the_name_alone_is_shown():
    hidden, too = (make.organisation(name, is_listed=False) for name in ("Hidden", "Too"))
    event = make.event(organisers=[hidden])
    event.presences.create(organisation=too)
    page = fetch(event.get_absolute_url("en"))
    assert {"Hidden", "Too"} <= set(words(event.get_absolute_url("en")).split())
    for organisation in (hidden, too):
        assert organisation.get_absolute_url("en") not in page.text
    assert linked_data(page)["Event"]["organizer"] == [{"@type": "Organization", "name": "Hidden"}]


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
