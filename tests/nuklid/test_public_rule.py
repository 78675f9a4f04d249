"""The public rule of each model: the row, the QuerySet and what users may see agree."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from nuklid.base.records.visibility import Visible
from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EMPTY = {"body_de": "", "body_en": ""}


def hidden_person():
    return make.person(is_listed=False)


def hidden_firm():
    return make.organisation(is_listed=False)


def from_now(**distance):
    return timezone.now() + timedelta(**distance)


def withdrawn(row):
    row.withdraw(withdrawal_reason_de="Irrtum.")
    return row


def taken_down(row):
    row.take_down(taken_down_reason_de="Irrtum.")
    return row


def statement(item=None, **fields):
    return make.statement(item or make.published(), **fields)


def changed(row):
    type(row).objects.filter(pk=row.pk).update(text_de="Neu.", text_en="New.")
    return type(row).objects.get(pk=row.pk)


def former_name(of):
    return of.former_names.create(name="Früher GmbH")


# (how to make a row, whether everybody may see it)
CASES = [
    (make.organisation, True),
    (hidden_firm, False),
    (make.person, True),
    (hidden_person, False),
    (lambda: make.person(is_listed=False, listed_from=from_now(hours=-1)), True),
    (lambda: make.person(is_listed=False, listed_from=from_now(hours=1)), False),
    (lambda: make.person(listed_from=from_now(hours=1)), True),
    (lambda: make.organisation(is_listed=False, listed_from=from_now(hours=-1)), True),
    (lambda: make.organisation(is_listed=False, listed_from=from_now(hours=1)), False),
    (make.mandate, True),
    (lambda: make.mandate(until=timezone.localdate() - DAY), True),
    (lambda: make.mandate(since=timezone.localdate()), True),
    (lambda: make.mandate(since=timezone.localdate() + DAY), False),
    (lambda: make.mandate(of=hidden_person()), False),
    (lambda: make.mandate(at=hidden_firm()), False),
    (lambda: make.competence(make.organisation()), True),
    (lambda: make.competence(hidden_firm()), False),
    (lambda: former_name(make.organisation()), True),
    (lambda: former_name(hidden_firm()), False),
    (make.opening, True),
    (lambda: make.opening(hidden_firm()), False),
    (lambda: make.opening(published_at=from_now(hours=1)), False),
    (lambda: make.opening(closes_on=timezone.localdate()), True),
    (lambda: make.opening(closes_on=timezone.localdate() - DAY), False),
    (lambda: make.opening(filled_at=timezone.now()), False),
    (lambda: taken_down(make.opening()), False),
    (make.stage, True),
    (make.radionuclide, True),
    (make.page, True),
    (lambda: make.page(body_en=""), True),
    (lambda: make.page(**EMPTY), False),
    (make.published, True),
    (make.draft, False),
    (lambda: make.draft(published_at=from_now(hours=1)), False),
    (make.embargoed, False),
    (lambda: make.published(embargo_until=from_now(hours=-1)), True),
    (lambda: withdrawn(make.published()), False),
    (make.event, True),
    (make.event_draft, False),
    (lambda: make.event_draft(proposed_at=timezone.now()), False),
    (lambda: make.event(start_date=date(2025, 1, 16)), True),
    (lambda: make.event(cancelled_at=timezone.now()), True),
    (statement, True),
    (lambda: statement(authorised=False), False),
    (lambda: statement(kind="summary"), True),
    (lambda: statement(make.draft()), False),
    (lambda: statement(make.embargoed()), False),
    (lambda: statement(text_de=""), True),
    (lambda: statement(left_out_reason="No room."), False),
    (lambda: withdrawn(statement()), False),
    (lambda: changed(statement()), False),
]


@pytest.mark.parametrize(("make_row", "public"), CASES)
def test_row_queryset_and_users_agree(make_row, public, coordinator):
    row = make_row()
    rows = type(row).objects.filter(pk=row.pk)
    assert row.is_public is rows.public().exists() is public
    representative = make.representative(make.organisation())
    for user, sees in (
        (AnonymousUser(), public),
        (representative, public),
        (coordinator, True),
    ):
        assert row.is_visible_to(user) is rows.visible_to(user).exists() is sees


def test_each_model_is_tried():
    tried = {type(make_row()) for make_row, _public in CASES}
    assert tried == {model for model in apps.get_models() if issubclass(model, Visible)}
