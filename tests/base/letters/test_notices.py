"""What the office hears: each coordinator in the rhythm they chose, never about what they did."""

import pytest

from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice, notify_office
from nuklid.management.commands.roles import make_roles
from tests import factories

pytestmark = pytest.mark.django_db


def absolute(path):
    return f"https://portal.example{path}"


@pytest.fixture
def roles(db):
    return make_roles()


def office(roles, email, **fields):
    user = factories.coordinator(email, **fields)
    user.groups.add(roles)
    return user


def notify(**options):
    request = factories.auth_request()
    options = {"by_name": "Dr. Maria Muster", "title": request.statement.item} | options
    notify_office(Notice.Kind.DECLINED, request, absolute, **options)
    return request


def test_a_coordinator_hears_at_once_in_the_own_language_and_where_to_decide(roles):
    office(roles, "de@office.example")
    office(roles, "en@office.example", language="en")
    request = notify()
    german, english = Letter.objects.order_by("to")
    headline = request.statement.item.headline_de
    assert german.subject == f"Dr. Maria Muster – hat abgelehnt: {headline}"
    assert f"https://portal.example/admin/news/authorisationrequest/{request.pk}/" in german.body
    assert english.subject.startswith("Dr. Maria Muster – has declined: News")


def test_nobody_hears_of_what_they_did_themselves_or_may_not_see(roles):
    doer, other = office(roles, "a@office.example"), office(roles, "b@office.example")
    office(roles, "gone@office.example", is_active=False)
    factories.coordinator()  # without any right
    notify(by=doer)
    assert [letter.to for letter in Letter.objects.all()] == [other.email]
