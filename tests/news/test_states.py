"""The row and the QuerySet agree on what is public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import NewsItem, Statement
from tests import factories

pytestmark = pytest.mark.django_db


def shown(statement):
    return Statement.objects.published().filter(pk=statement.pk).exists()


NOW = timezone.now()
HOUR = timedelta(hours=1)
STATES = [
    ({"published_at": None}, "draft"),
    ({"published_at": NOW + HOUR}, "scheduled"),
    ({"published_at": NOW - HOUR, "embargo_until": NOW + HOUR}, "embargoed"),
    ({"published_at": NOW - HOUR, "embargo_until": NOW - HOUR / 2}, "published"),
    ({"published_at": NOW - HOUR}, "published"),
    (
        {"published_at": NOW - HOUR, "withdrawn_at": NOW, "withdrawal_reason_de": "Irrtum"},
        "withdrawn",
    ),
    (
        {"published_at": NOW + HOUR, "withdrawn_at": NOW, "withdrawal_reason_en": "Mistake"},
        "withdrawn",
    ),
]


@pytest.mark.parametrize(("fields", "state"), STATES)
def test_the_row_and_the_queryset_agree_on_what_is_public(fields, state):
    item = factories.draft(**fields)
    statement = factories.statement(item=item)
    assert item.state == state
    assert item.is_published == NewsItem.objects.published().filter(pk=item.pk).exists()
    assert item.is_published == statement.is_published == shown(statement)
    assert item.is_published == (state == "published")


def test_only_what_was_public_is_withdrawn_in_public():
    seen = factories.published()
    seen.withdraw(withdrawal_reason_de="Irrtum")
    unseen = factories.draft(published_at=timezone.now() + HOUR)
    unseen.withdraw(withdrawal_reason_de="Irrtum")
    under_embargo = factories.published(embargo_until=timezone.now() + HOUR)
    under_embargo.withdraw(withdrawal_reason_de="Irrtum")
    assert list(NewsItem.objects.withdrawn()) == [seen]
