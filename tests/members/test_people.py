"""Who speaks for whom on a day, and contact only with agreement."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import travel

from members.models import Mandate, Person, User
from tests import factories
from tests.reading import fetch

pytestmark = pytest.mark.django_db


def test_a_change_of_managing_director_on_a_date():
    firm = factories.organisation()
    before = factories.mandate(at=firm, until=date(2025, 6, 30))
    after = factories.mandate(at=firm, since=date(2025, 7, 1))
    assert list(Mandate.objects.on(date(2025, 6, 30))) == [before]
    assert list(Mandate.objects.on(date(2025, 7, 1))) == [after]


def test_one_person_heads_two_members_and_sits_on_the_parents_board():
    group = factories.organisation("Gruppe SE")
    speaker = factories.person()
    for firm in (group, factories.member(parent=group), factories.member(parent=group)):
        factories.mandate(speaker, firm)
    found = Person.objects.with_mandates().get()
    assert len(found.current_mandates) == 3


def test_mandates_of_the_hidden_are_hidden():
    factories.mandate(factories.person(is_listed=False))
    factories.mandate(at=factories.organisation(is_listed=False))
    shown = factories.mandate()
    assert list(Mandate.objects.public()) == [shown]


def test_public_contact_needs_agreement():
    someone = factories.person()
    someone.email = "maria@beispiel.example"
    with pytest.raises(ValidationError):
        someone.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        someone.save()
    someone.contact_agreed_on = date(2026, 1, 1)
    someone.full_clean()
    someone.save()


def test_names_as_written_in_running_text():
    someone = factories.person(honorific_prefix="Dr.", given_name="Eva", family_name="Öder")
    assert str(someone) == "Dr. Eva Öder"
    assert someone.initials == "EÖ"
    assert someone.slug == "eva-oeder"


def test_e_mail_addresses_differ_in_more_than_case():
    User.objects.create_user("a@nuklid.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("A@nuklid.example")
    with pytest.raises(ValidationError):
        User(email="A@NUKLID.example", password="x").full_clean()


def test_beside_a_function_of_today_another_shows_from_its_first_day_on():
    tomorrow = timezone.localdate() + timedelta(days=1)
    person, firm = factories.person(), factories.member()
    factories.mandate(person, firm)
    factories.mandate(person, firm, job_title_de="Leiterin von morgen", since=tomorrow)
    for row in (person, firm):
        assert "Leiterin von morgen" not in fetch(row.get_absolute_url("de")).text
    with travel(tomorrow):
        assert "Leiterin von morgen" in fetch(person.get_absolute_url("de")).text
