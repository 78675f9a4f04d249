"""The office gets a letter about what others decide, in the transaction that stores it."""

import pytest

from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import text
from tests.members.own_page.forms import at, send, signed_in

pytestmark = pytest.mark.django_db


def test_a_member_proposes_and_the_office_hears(desk, coordinator):
    alpha = make.member("Alpha")
    robin = make.representative(alpha, first_name="Robin", last_name="Rot")
    send(signed_in(robin), at("texts", alpha), summary_de="Ein neuer Satz.")
    proposal = alpha.change_proposals.get()
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (coordinator.email, "notice")
    assert letter.subject.startswith("Robin Rot – schlägt eine Änderung vor: Alpha")
    path = f"/admin/members/changeproposal/{proposal.pk}/change/"
    assert f"http://testserver{path}" in letter.body
    assert "Ein neuer Satz." not in letter.body
    assert "Ein neuer Satz." in text(desk.get(path))


def test_a_coordinator_who_edits_for_a_member_hears_nothing(coordinator):
    alpha = make.member("Alpha")
    coordinator.organisations.add(alpha)
    send(signed_in(coordinator), at("texts", alpha), summary_de="Ein neuer Satz.")
    assert alpha.change_proposals.exists()
    assert not Letter.objects.exists()
