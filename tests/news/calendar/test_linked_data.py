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
