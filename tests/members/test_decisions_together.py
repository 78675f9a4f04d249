"""What the office decides together reaches its author in one letter."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import shown_messages
from tests.members.test_admin_proposals import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(alpha, robin):
    facts = make.change(alpha, robin, "facts", founding_year=1999)
    return facts, make.change(alpha, robin, "contact", street_address="Neuer Weg 1")


def post_digests():
    call_command("post_digests", site="https://portal.example", stdout=StringIO())


def test_the_last_decision_sends_one_letter_with_all(desk, robin, changes):
    first, last = changes
    page = decide(desk, first, "accept_all")
    assert "1 more change of this member waits; one letter tells of both" in shown_messages(page)[0]
    assert not Letter.objects.exists()
    page = decide(desk, last, "return", reason="Bitte mit Hausnummer.")
    assert "The member gets a letter." in shown_messages(page)[0]
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (robin.email, "Entschieden: 2 Ihrer Änderungen")
    assert letter.body.count("Guten Tag") == 1
    assert "- Gründungsjahr: angenommen" in letter.body
    assert "Bitte mit Hausnummer." in letter.body
    for change in changes:
        assert f"/aenderungen/{change.pk}/" in letter.body


def test_the_letter_names_the_office(desk, alpha, robin):
    make.organisation("Büro", role="coordinator", email="buero@beispiel.example")
    decide(desk, make.change(alpha, robin, "facts", founding_year=1999), "accept_all")
    assert Letter.objects.get().body.endswith("nukliD-Clusterbüro\nbuero@beispiel.example\n")


def test_an_hour_later_it_goes_without_what_still_waits(desk, changes):
    decide(desk, changes[0], "accept_all")
    post_digests()
    assert not Letter.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        post_digests()
        post_digests()
    letter = Letter.objects.get()
    assert letter.subject.startswith("Ihre Änderung – angenommen: Name")
    address = "https://portal.example/de/mein-profil/einrichtung/alpha/aenderungen/"
    assert f"{address}{changes[0].pk}/" in letter.body
    decide(desk, changes[1], "accept_all")
    assert Letter.objects.count() == 2


def test_what_another_member_proposed_holds_nothing_up(desk, alpha, changes):
    make.change(alpha, make.representative(alpha), "texts", summary_de="Neu.")
    for change in changes:
        decide(desk, change, "accept_all")
    assert Letter.objects.count() == 1
