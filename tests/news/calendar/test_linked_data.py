"""What machines are told of an event in each state, with the fields that Google requires."""

from datetime import date, time

import pytest

from tests import factories as make
from tests.reading import fetch, linked_data

pytestmark = pytest.mark.django_db
WHY = {"reason_de": "Streik.", "reason_en": "Strike."}

STATUS = {
    "announced": ("EventScheduled", None),
    "moved": ("EventRescheduled", ["2027-06-01T10:00:00+02:00"]),
    "cancelled": ("EventCancelled", None),
    "moved and cancelled": ("EventCancelled", ["2027-06-01T10:00:00+02:00"]),
    "cancelled and not": ("EventScheduled", None),
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
    if "not" in state:
        event.move(coordinator, WHY)
    types = {"event": "Event", "course": "EducationEvent", "fair": "ExhibitionEvent"}
    page = linked_data(fetch(event.get_absolute_url("en")))
    data = page[types[kind]]
    status, before = STATUS[state]
    for described in [data, page["Course"]["hasCourseInstance"]] if kind == "course" else [data]:
        assert described["eventStatus"] == SCHEMA + status
        assert described.get("previousStartDate") == before
        begin = f"2027-06-0{8 if 'moved' in state else 1}T10:00:00+02:00"
        assert described["startDate"] == begin
    assert data["location"]["address"]["addressLocality"] == "Dresden"  # required, as are:
    assert data["name"] == event.title_en


MOVES = [
    ({"address_locality": "Chemnitz"}, "EventScheduled"),
    ({"attendance_mode": "online"}, "EventMovedOnline"),
    ({"attendance_mode": "both"}, "EventMovedOnline"),
    (
        {"attendance_mode": "online", "start_date": date(2027, 6, 8)},
        ["EventRescheduled", "EventMovedOnline"],
    ),
]


@pytest.mark.parametrize(("columns", "status"), MOVES)
def test_machines_are_told_what_was_moved(coordinator, columns, status):
    event = make.event(start_date=date(2027, 6, 1))
    event.move(coordinator, WHY, **columns)
    data = linked_data(fetch(event.get_absolute_url("en")))["Event"]
    several = isinstance(status, list)
    assert data["eventStatus"] == ([SCHEMA + s for s in status] if several else SCHEMA + status)
    assert ("previousStartDate" in data) == ("start_date" in columns)


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


@pytest.mark.parametrize(
    ("fields", "provider"),
    [
        ({}, None),
        ({"other_organisers": "Akademie"}, [{"@type": "Organization", "name": "Akademie"}]),
    ],
)
def test_a_course_has_a_provider_where_somebody_organises_it(fields, provider):
    event = make.event(kind="course", **fields)
    data = linked_data(fetch(event.get_absolute_url("en")))["Course"]
    assert data.get("provider") == provider


def test_a_deadline_is_no_event_to_machines():
    event = make.event(kind="deadline", address_locality="")
    assert set(linked_data(fetch(event.get_absolute_url("en")))) == {"BreadcrumbList"}


def test_long_texts_and_long_lists_hold():
    event = make.event(text_en=f"<p>{'Wort ' * 2000}</p>")
    assert len(fetch(event.get_absolute_url("en")).content) > 10_000
    assert len(linked_data(fetch(event.get_absolute_url("en")))["Event"]["description"]) <= 300
