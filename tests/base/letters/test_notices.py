"""What the office hears: each coordinator in the rhythm they chose, never about what they did."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from time_machine import travel

from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice, Rhythm, notify_office
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.desk import change, save

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


def test_no_letter_goes_out_whose_links_lead_to_no_host(roles, settings):
    office(roles, "daily@office.example", office_mail=Rhythm.DAILY)
    notify()
    settings.ALLOWED_HOSTS = [".nuklid.example"]
    with pytest.raises(CommandError, match="no address"):
        call_command("post_digests", "--daily", verbosity=0)
    assert not Letter.objects.exists()


def test_whoever_wants_one_letter_an_hour_gets_all_of_an_hour_in_one(roles):
    office(roles, "hourly@office.example", office_mail=Rhythm.HOURLY)
    notify()
    notify()
    call_command("post_digests", verbosity=0)
    assert not Letter.objects.exists()
    with travel(timezone.now() + timedelta(minutes=61), tick=False):
        call_command("post_digests", verbosity=0)
        call_command("post_digests", verbosity=0)
    letter = Letter.objects.get()
    assert letter.subject == "2 Neuigkeiten aus dem Portal"
    assert letter.body.count("hat abgelehnt") == 2
    assert not Notice.objects.exists()


def test_whoever_wants_one_letter_a_day_gets_it_in_the_morning(roles):
    office(roles, "daily@office.example", office_mail=Rhythm.DAILY, language="en")
    notify()
    with travel(timezone.now() + timedelta(hours=2), tick=False):
        call_command("post_digests", verbosity=0)
        assert not Letter.objects.exists()
        call_command("post_digests", "--daily", verbosity=0)
    assert "has declined" in Letter.objects.get().body


@pytest.mark.parametrize("rhythm", Rhythm)
def test_what_is_overdue_is_said_once_until_more_is(roles, rhythm):
    office(roles, "a@office.example", office_mail=rhythm)
    now, member = timezone.now(), factories.member()
    factories.auth_request(answer_by=timezone.localdate() - timedelta(days=1))
    daily = partial(call_command, "post_digests", "--daily", verbosity=0)
    daily()
    letter = Letter.objects.get()
    assert "– Antworten auf Freigabeanfragen: 1" in letter.body
    assert "/admin/news/authorisationrequest/?todo=late" in letter.body
    factories.change(member)
    for days, letters in ((1, 1), (6, 1), (8, 2), (9, 2)):
        with travel(now + timedelta(days=days), tick=False):
            daily()
        assert Letter.objects.filter(kind="notice").count() == letters, days
    assert "die seit über einer Woche warten: 1" in Letter.objects.first().body


def test_a_coordinator_chooses_the_rhythm_in_the_own_account(desk, coordinator):
    assert coordinator.office_mail == Rhythm.AT_ONCE
    save(desk, change(coordinator), office_mail="daily")
    coordinator.refresh_from_db()
    assert coordinator.office_mail == Rhythm.DAILY
