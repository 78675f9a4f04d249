"""What calendar programs read, through creation, move, cancellation and deletion: two parsers."""

import warnings
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject

from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
WHY = {"reason_de": "Streik.", "reason_en": "Strike."}
ALL = "/en/events/calendar.ics"
BERLIN = ZoneInfo("Europe/Berlin")


def by_icalendar(content):
    """Return {uid: (begin, end, state, sequence, title)} as icalendar reads a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calendar = icalendar.Calendar.from_ical(content)
    assert not [error for part in calendar.walk() for error in part.errors]
    return {
        str(e["uid"]): (
            e.decoded("dtstart"),
            e.decoded("dtend", None),
            str(e["status"]),
            int(e["sequence"]),
            str(e["summary"]),
        )
        for e in calendar.walk("VEVENT")
    }


def by_vobject(content):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        calendar = vobject.readOne(content.decode())
        calendar.validate(raiseException=True)
    return {
        e.uid.value: (
            e.dtstart.value,
            e.dtend.value if hasattr(e, "dtend") else None,
            e.status.value,
            int(e.sequence.value),
            e.summary.value,
        )
        for e in getattr(calendar, "vevent_list", [])
    }


def seen(path=ALL):
    """Return what both parsers read alike, in the order of the file."""
    content = fetch(path).content
    first, second = by_icalendar(content), by_vobject(content)
    assert first == second
    return list(first.items())


def test_two_parsers_see_each_step_as_a_change_of_one_entry(coordinator):
    fields = {"title_en": "Day", "start_time": time(9), "end_time": time(17)}
    begin = datetime(2027, 6, 1, 9, tzinfo=BERLIN)
    later = begin + timedelta(days=7)
    eight = timedelta(hours=8)
    with time_machine.travel("2027-01-10T12:00Z", tick=False) as clock:
        assert seen() == []
        event = make.event(start_date=date(2027, 6, 1), **fields)
        ((uid, created),) = seen()
        assert created == (begin, begin + eight, "CONFIRMED", 0, "Day")
        event.move(coordinator, WHY, start_date=date(2027, 6, 8))
        assert seen() == [(uid, (later, later + eight, "CONFIRMED", 1, "Day"))]
        event.cancel(coordinator, WHY)
        gone = (later, later + eight, "CANCELLED", 2, "Cancelled: Day")
        assert seen() == [(uid, gone)]
        clock.move_to("2027-02-08T12:00Z")
        assert seen() == [(uid, gone)]
        clock.move_to("2027-02-10T12:00Z")  # more than 30 days later
        assert seen() == []
        assert seen(f"/en/events/{event.slug_en}/calendar.ics") == [(uid, gone)]
        assert fetch(event.get_absolute_url("en")).status_code == 200
        event.delete()
        assert seen() == []
        assert fetch(f"/en/events/{event.slug_en}/calendar.ics").status_code == 404


@pytest.mark.parametrize(
    ("fields", "begin", "end"),
    [
        ({}, date(2027, 6, 1), date(2027, 6, 2)),
        ({"end_date": date(2027, 6, 3)}, date(2027, 6, 1), date(2027, 6, 4)),
        ({"start_time": time(9)}, datetime(2027, 6, 1, 9, tzinfo=BERLIN), None),
        (
            {"start_time": time(9), "end_time": time(10), "time_zone": "America/New_York"},
            datetime(2027, 6, 1, 15, tzinfo=BERLIN),
            datetime(2027, 6, 1, 16, tzinfo=BERLIN),
        ),
        (
            {"start_date": date(2027, 1, 4), "start_time": time(9), "end_time": time(10)},
            datetime(2027, 1, 4, 9, tzinfo=BERLIN),
            datetime(2027, 1, 4, 10, tzinfo=BERLIN),
        ),
    ],
)
def test_days_and_times(fields, begin, end):
    make.event(**{"start_date": date(2027, 6, 1)} | fields)
    ((_uid, entry),) = seen()
    assert entry[:2] == (begin, end)


def test_a_past_event_stays_for_a_year():
    make.event(start_date=date(2026, 6, 1))
    for now, entries in (("2027-05-30T12:00Z", 1), ("2027-06-03T12:00Z", 0)):
        with time_machine.travel(now, tick=False):
            assert len(seen()) == entries


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"A", "B"}),
        ("?kind=course", {"A"}),
        ("?member=zwei", {"B"}),
        ("?attendance=online", set()),
        ("?kind=nothing&member=hidden&" + "x" * 10_000, {"A", "B"}),
    ],
)
def test_each_filter_can_be_subscribed_to(query, shown):
    make.event("A", title_en="A", kind="course", organisers=[make.member("Eins")])
    make.event("B", title_en="B", organisers=[make.member("Zwei")])
    make.event_draft("C", title_en="C")
    assert {entry[-1] for _uid, entry in seen(ALL + query)} == shown
    page = soup(fetch("/en/events/" + query))
    links = {
        link["href"].partition(":")[0]: link["href"] for link in page.select("a[href*='.ics']")
    }
    known = query if query.count("&") == 0 else ""
    assert links["webcal"] == f"webcal://testserver{ALL}{known}"
    assert ALL + known in links.values()


def test_each_language_has_its_own_words_and_one_number():
    make.event(title_de="Fachtag", title_en="Day")
    ((german, in_german),) = seen("/de/termine/kalender.ics")
    ((english, in_english),) = seen(ALL)
    assert german == english
    assert (in_german[-1], in_english[-1]) == ("Fachtag", "Day")


def test_lines_are_folded_and_the_rule_of_the_clocks_is_short():
    make.event(title_en="Ü" * 200, text_en=f"<p>{'Wort, ; \\ ' * 1000}</p>", start_time=time(9))
    content = fetch(ALL).content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"RRULE") == 2
    assert b"RDATE" not in content
    ((_uid, entry),) = seen()
    assert entry[-1] == "Ü" * 200


def test_what_is_in_an_entry_beside():
    event = make.event(kind="deadline", address_locality="", text_en="<p>One page.</p>")
    content = fetch(ALL).content
    (entry,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    url = f"http://testserver{event.get_absolute_url('en')}"
    assert entry["url"] == url
    assert entry["description"] == f"One page.\n\n{url}"
    assert entry.decoded("last-modified") == event.modified_at.replace(microsecond=0)
    assert entry["transp"] == "TRANSPARENT"


def test_unchanged_it_is_not_sent_again(coordinator):
    event = make.event()
    first = fetch(ALL)
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert fetch(ALL, **tag).status_code == 304
    event.cancel(coordinator, WHY)
    assert fetch(ALL, **tag).status_code == 200


@pytest.mark.parametrize("rows", [1, 300])
def test_a_calendar_asks_once(rows, django_assert_num_queries):
    for _ in range(rows):
        make.event()
    with django_assert_num_queries(2):  # the members to choose from, and the events
        fetch(ALL)
