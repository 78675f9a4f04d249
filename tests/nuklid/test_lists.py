"""Every list of the desk answers whatever stands in its address, and then shows what there is."""

import pytest
from django.db import models

from members.models import Organisation
from tests import factories as make
from tests.desk import changelist
from tests.nuklid import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client):
    """A client that may see every list."""
    client.force_login(make.coordinator(is_superuser=True))
    return client


def of_days(kind):
    """Return the names of the columns with days or moments."""
    return [field.name for field in kind._meta.fields if isinstance(field, models.DateField)]


def test_a_year_that_no_calendar_has_leads_back_to_the_list(head):
    """It once was a fault of ours, in every list with a date."""
    access.things()
    narrowed = [(kind, column) for kind in access.registered() for column in of_days(kind)]
    assert len(narrowed) > 20
    for kind, column in narrowed:
        page = head.get(changelist(kind, f"?{column}__year=99999"), follow=True)
        assert page.redirect_chain == [(changelist(kind, "?e=1"), 302)], (kind, column)
        assert page.status_code == 200


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("checked_on__year=2026", ["Alpha"]),
        ("checked_on__year=2030", []),
        ("checked_on__isnull=True", ["Gamma"]),
        ("q=bet", ["Beta"]),
        ("q=%22%27%3B--%5C", []),
        ("o=99.-99.x", ["Gamma", "Beta", "Alpha"]),
        ("o=-1", ["Gamma", "Beta", "Alpha"]),
        ("all=1", ["Alpha", "Beta", "Gamma"]),
        ("todo=nothing", ["Alpha", "Beta", "Gamma"]),
        (f"id__exact={'9' * 40}", []),
        ("p=2", ["Alpha", "Beta", "Gamma"]),
        ("p=99999999999999999999", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_a_list_shows_what_its_address_asks_for(head, query, shown):
    for name, day in (("Alpha", "2026-01-01"), ("Beta", "2025-01-01"), ("Gamma", None)):
        make.organisation(name, checked_on=day)
    page = head.get(changelist(Organisation, f"?{query}"), follow=True)
    assert [row.name for row in page.context["cl"].result_list] == shown


@pytest.mark.parametrize("lookup", ["name__regex=((", "name__iregex=(a%2B)%2B$", "pk__regex=(("])
def test_a_list_takes_no_patterns(head, lookup):
    make.organisation("a" * 40)
    assert head.get(changelist(Organisation, f"?{lookup}")).status_code == 400


@pytest.mark.parametrize("begins", ["md5", "x"])
def test_no_list_tells_how_a_password_begins(desk, begins):
    boss = make.coordinator(is_superuser=True)
    assert boss.password.startswith("md5")
    for lookup in ("password__startswith", "password__contains"):
        answer = desk.get(changelist(type(boss), f"?{lookup}={begins}"))
        assert answer.status_code == 400
        assert boss.email not in answer.text
