"""What a verb changes, and when an event is past."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tests import factories as make
from tests.news.calendar.reading import titles

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
WHY = {"reason_de": "Streik.", "reason_en": "Strike."}


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
