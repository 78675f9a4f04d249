"""An embargo ends at its instant, in the nights when the clock is changed as well."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from news.models import NewsItem
from tests import factories as make
from tests.reading import fetch

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
# The instants around which Berlin's clock goes back and forward.
NIGHTS = {
    "half past two, the first time": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "half past two, again": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "the instant it goes back": datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    "the instant it goes forward": datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
    "a quarter past three": datetime(2027, 3, 28, 1, 15, tzinfo=UTC),
}


@pytest.mark.parametrize("end", NIGHTS.values(), ids=NIGHTS)
def test_an_embargo_ends_at_its_instant(end):
    with time_machine.travel(end - timedelta(days=1), tick=False):
        item = make.published(embargo_until=end)
    seen = {}
    for moment in (end - timedelta(hours=1), end - SECOND, end, end + timedelta(hours=1)):
        with time_machine.travel(moment, tick=False):
            public = NewsItem.objects.public().filter(pk=item.pk).exists()
            assert fetch(item.get_absolute_url("de")).status_code == (200 if public else 404)
            seen[moment - end] = public
    assert list(seen.values()) == [False, False, True, True]


@pytest.mark.parametrize("when", ["2027-03-28 02:30", "2026-10-25 02:30"])
def test_an_hour_that_is_none_or_twice_is_not_guessed(when):
    """What the office types is read like this; the refusal stands at the field."""
    with pytest.raises(ValidationError):
        from_current_timezone(datetime.fromisoformat(when))
