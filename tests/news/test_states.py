"""The row and the QuerySet agree on what is public."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from news.models import NewsItem, Statement
from tests import factories

pytestmark = pytest.mark.django_db


def shown(statement):
    return Statement.objects.public().filter(pk=statement.pk).exists()


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
    assert item.is_public == NewsItem.objects.public().filter(pk=item.pk).exists()
    assert item.is_public == statement.is_public == shown(statement)
    assert item.is_public == (state == "published")


def test_the_verb_refuses_what_is_not_authorised_and_lets_an_exception_of_a_colleague_pass():
    item = factories.draft()
    statement = factories.statement(item, authorised=False)
    giver, other = factories.coordinator(), factories.coordinator()
    for by in (None, giver):
        with pytest.raises(ValidationError, match="authorisation"):
            item.publish(by)
    assert NewsItem.objects.get().state == "draft"
    for language in ("de", "en"):
        statement.overrides.create(language=language, reason="No answer.", given_by=giver)
    with pytest.raises(ValidationError, match="authorisation"):
        item.publish(giver)
    item.publish(other)
    assert NewsItem.objects.get().state == "published"
    assert not shown(statement)


def test_no_embargo_is_laid_on_what_readers_have_seen():
    item = factories.published()
    with pytest.raises(ValueError, match="Readers have seen it"):
        item.embargo(NOW + HOUR)
    assert NewsItem.objects.get().state == "published"


def test_at_each_moment_the_row_and_the_queryset_agree():
    """Whichever way a row was changed: the database works out from when on it is public."""
    moments = (None, NOW - HOUR, NOW, NOW + HOUR)
    for published, embargo, withdrawn in product(moments, repeat=3):
        if withdrawn and not published:
            continue  # the database takes no such row
        item = factories.draft()
        NewsItem.objects.filter(pk=item.pk).update(
            published_at=published,
            embargo_until=embargo,
            withdrawn_at=withdrawn,
            withdrawal_reason_de="Irrtum" if withdrawn else "",
        )
    for moment in (NOW - 2 * HOUR, NOW - HOUR, NOW, NOW + HOUR / 2, NOW + HOUR):
        with time_machine.travel(moment, tick=False):
            shown = set(NewsItem.objects.public())
            assert shown == {item for item in NewsItem.objects.all() if item.is_public}
            withdrawn = set(NewsItem.objects.withdrawn())
            assert withdrawn == {item for item in NewsItem.objects.all() if item.was_public}
    assert shown
    assert withdrawn


def test_only_what_was_public_is_withdrawn_in_public():
    seen = factories.published()
    seen.withdraw(withdrawal_reason_de="Irrtum")
    unseen = factories.draft(published_at=timezone.now() + HOUR)
    unseen.withdraw(withdrawal_reason_de="Irrtum")
    under_embargo = factories.published(embargo_until=timezone.now() + HOUR)
    under_embargo.withdraw(withdrawal_reason_de="Irrtum")
    assert list(NewsItem.objects.withdrawn()) == [seen]


def test_what_has_been_public_is_deleted_by_no_query():
    item = factories.published()
    with pytest.raises(ProtectedError):
        NewsItem.objects.filter(pk=item.pk).delete()
    assert NewsItem.objects.filter(pk=item.pk).exists()
