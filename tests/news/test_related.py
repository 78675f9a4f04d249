"""Related news: the office's choice, then what shares most, the nearest in time first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import NewsItem
from news.related import related
from tests import factories as make
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return make.member()


@pytest.fixture
def item(of):
    return make.published(organisations=[of], dated_on=date(2025, 6, 1))


def of_item(item):
    statements = list(item.statements.with_publicity())
    return related(item, list(item.organisations.all()), statements)


def test_the_choice_of_the_office_comes_first(item, of):
    shares = make.published(organisations=[of])
    chosen = make.published()
    item.related.add(chosen)
    make.published()  # shares nothing
    assert of_item(item) == [chosen, shares]


def test_what_shares_more_comes_first(item, of):
    other, speaker = make.member(), make.person()
    item.organisations.add(other)
    make.statement(item, speaker)
    one = make.published(organisations=[of])
    two = make.published(organisations=[of, other])
    three = make.published(organisations=[of, other])
    make.statement(three, speaker)
    assert of_item(item) == [three, two, one]


def test_the_nearest_in_time_comes_first(item, of):
    days = [date(2024, 1, 1), date(2025, 5, 30), date(2025, 6, 9), date(2026, 1, 1)]
    made = [make.published(organisations=[of], dated_on=day) for day in days]
    assert of_item(item) == [made[1], made[2], made[3], made[0]]


def test_a_radionuclide_connects_however_it_is_written():
    item = make.published(body_de="<p>Mit Lutetium-177.</p>")
    same = make.published(body_en="<p>With <sup>177</sup>Lu.</p>")
    make.published(body_en="<p>With Ac-225 and 177 pages.</p>")
    assert of_item(item) == [same]


def test_five_are_enough(item, of):
    for _ in range(7):
        make.published(organisations=[of])
    assert len(of_item(item)) == 5


def test_a_draft_without_a_date_shows_the_office_what_it_chose(desk, of):
    draft, chosen = make.draft(dated_on=None, organisations=[of]), make.published()
    draft.related.add(chosen)
    shares = make.published(organisations=[of])
    shown = soup(desk.get(draft.get_absolute_url("en")))
    assert [a["href"] for a in shown.select('aside li a[href^="/en/news/"]')] == [
        item.get_absolute_url("en") for item in (chosen, shares)
    ]


NOW = timezone.now()
HIDDEN = [
    {"published_at": None},
    {"published_at": NOW + timedelta(days=9)},
    {"published_at": NOW, "embargo_until": NOW + timedelta(days=9)},
    {"published_at": NOW, "withdrawn_at": NOW, "withdrawal_reason_en": "Wrong."},
]


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_public_is_not_related(item, of, state):
    other = make.published(organisations=[of])
    item.related.add(other)
    assert of_item(item) == [other]
    NewsItem.objects.filter(pk=other.pk).update(**state)
    assert of_item(item) == []


@pytest.mark.parametrize("first", [True, False])
def test_a_quote_nobody_may_read_yet_connects_nothing(first):
    item, other, speaker = make.published(), make.published(), make.person()
    make.statement(item, speaker, authorised=not first)
    make.statement(other, speaker, authorised=first)
    assert of_item(item) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks how SQLite goes about it")
def test_not_all_news_is_read(item, of):
    """A condition on each row once had SQLite read the whole archive for each page."""
    with CaptureQueriesContext(connection) as asked:
        of_item(item)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        steps = [step for *_, step in cursor.fetchall()]
    assert "SCAN news_newsitem" not in steps
    assert "SEARCH news_newsitem USING INTEGER PRIMARY KEY (rowid=?)" in steps
