"""What holds on a day: one row, many rows and the public page agree, at midnight in Berlin too."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Mandate, Membership, Organisation
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db

days = st.dates(date(2024, 12, 30), date(2025, 1, 5))
may_be_unknown = st.none() | days
in_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@in_database
@given(since=may_be_unknown, until=may_be_unknown, day=days)
def test_one_row_and_many_agree(db, since, until, day):
    if since and until and until < since:
        since, until = until, since
    begun, not_over = not since or since <= day, not until or day <= until
    mandate = make.mandate(since=since, until=until)
    membership = (
        Membership.objects.create(
            organisation=make.organisation(), role="member", since=since or day, until=until or day
        )
        if (since or day) <= (until or day)
        else None
    )
    assert mandate.holds_on(day) == (begun and not_over)
    assert Mandate.objects.on(day).filter(pk=mandate.pk).exists() == (begun and not_over)
    if membership:
        holds = membership.since <= day <= membership.until
        assert membership.organisation.is_member_on(day) == holds
        assert Membership.objects.on(day).filter(pk=membership.pk).exists() == holds


@in_database
@given(ends=st.lists(may_be_unknown, max_size=4), day=days)
def test_the_name_of_a_day_is_the_one_that_ended_first_after_it(db, ends, day):
    """A name of which nobody knows when it ended is never taken for one of the day."""
    firm = make.organisation()
    for number, end in enumerate(ends):
        firm.former_names.create(name=f"Früher {number}", until=end)
    later = sorted((end, number) for number, end in enumerate(ends) if end and end >= day)
    expected = {f"Früher {number}" for end, number in later if end == later[0][0]} or {firm.name}
    assert firm.name_on(day) in expected


NEW_YEAR = datetime(2024, 12, 31, 23, tzinfo=UTC)  # midnight in Berlin


@pytest.fixture
def changing(db):
    """Two organisations: one is a member until New Year, the other from then on."""
    last, first = date(2024, 12, 31), date(2025, 1, 1)
    for name, fields in (
        ("Bisher", {"since": date(2024, 1, 1), "until": last}),
        ("Künftig", {"since": first}),
    ):
        firm = make.organisation(name)
        Membership.objects.create(organisation=firm, role="member", **fields)
        person = make.person("Kim", f"Von{name}")
        make.mandate(person, firm, **fields)


def members_shown():
    return [link.text.strip() for link in soup(fetch("/en/members/")).select(".member h3 a")]


@pytest.mark.parametrize(
    ("moment", "member"),
    [
        (NEW_YEAR - timedelta(seconds=1), "Bisher"),
        (NEW_YEAR, "Künftig"),
        (NEW_YEAR + timedelta(hours=1), "Künftig"),
    ],
)
def test_the_day_changes_at_midnight_in_berlin(changing, moment, member):
    """For every page of the public, though the server counts its hours otherwise."""
    with time_machine.travel(moment, tick=False):
        today = [one.name for one in Organisation.objects.all() if one.is_member_on()]
        assert today == [member]
        assert members_shown() == [member]
        firm = Organisation.objects.get(name=member)
        page = soup(fetch(firm.get_absolute_url("en"))).main
        assert f"Von{member}" in page.text
        other = Organisation.objects.exclude(name=member).get()
        assert "Managing Director" not in soup(fetch(other.get_absolute_url("en"))).main.text
