"""What comes too late, or from somebody without the right, is refused and changes nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from members.models import ChangeProposal, Organisation, Person, User
from nuklid.base.records.audit import AuditEvent
from tests import factories as make
from tests.desk import text
from tests.members.own_page.forms import at, signed_in, words

pytestmark = pytest.mark.django_db
State = ChangeProposal.State


@pytest.fixture
def proposal(alpha, robin):
    return make.change(alpha, robin, "facts", founding_year=1999)


def end(proposal, state, coordinator):
    {
        State.ACCEPTED: lambda: proposal.accept(coordinator, proposal.proposed()),
        State.RETURNED: lambda: proposal.return_(coordinator, "Not the year of the register."),
        State.WITHDRAWN: proposal.withdraw,
    }[state]()


# What was returned may be left at that: that is no decision taken back.
DECIDED = [
    *((state, "submit") for state in (State.ACCEPTED, State.RETURNED, State.WITHDRAWN)),
    *((state, "withdraw") for state in (State.ACCEPTED, State.WITHDRAWN)),
]


@pytest.mark.parametrize(("state", "verb"), DECIDED)
def test_what_is_decided_is_neither_sent_nor_taken_back(
    member, alpha, proposal, coordinator, state, verb
):
    end(proposal, state, coordinator)
    before = Organisation.objects.get(pk=alpha.pk).founding_year
    answer = member.post(at(verb, alpha, proposal.pk), follow=True)
    assert f"Nothing was done: this change is already in the state “{state.label}”" in answer.text
    proposal.refresh_from_db()
    assert proposal.state == state
    assert Organisation.objects.get(pk=alpha.pk).founding_year == before


def test_a_change_about_somebody_who_left_cannot_be_seen_in_place(member, alpha, robin):
    leaving = make.mandate(at=alpha)
    waiting = ChangeProposal(organisation=alpha, part="person", object_id=leaving.person_id)
    old = waiting.values_now()["biography_de"]
    waiting.keep({"biography_de": {"old": old, "new": "Neu."}}, robin, "de")
    assert member.get(at("preview", alpha, waiting.pk)).status_code == 200
    leaving.until = "2020-01-01"
    leaving.save()
    assert member.get(at("preview", alpha, waiting.pk)).status_code == 404
    answer = member.post(at("submit", alpha, waiting.pk), follow=True)
    assert "What this change is about no longer exists." in words(answer)
    waiting.refresh_from_db()
    assert waiting.state == State.DRAFT
    assert Person.objects.get(pk=leaving.person_id).biography_de == ""


# Without the right --------------------------------------------------------------------------------


@pytest.fixture
def guest():
    """Staff who may enter the desk and see no more than organisations."""
    user = User.objects.create_user("guest@nuklid.example", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_organisation"))
    return signed_in(user)


def test_a_guest_of_the_desk_reads_no_proposal(guest, proposal, alpha, robin):
    logo = make.change(alpha, robin)
    admin = "admin:members_changeproposal_"
    for address in (
        reverse(f"{admin}rules"),
        reverse(f"{admin}change", args=[proposal.pk]),
        reverse(f"{admin}file", args=[logo.pk, "logo"]),
        reverse(f"{admin}changelist"),
    ):
        assert guest.get(address).status_code == 403, address
        assert guest.post(address).status_code == 403, address
    proposal.refresh_from_db()
    assert proposal.state == State.SUBMITTED


@pytest.mark.parametrize("do", ["export", "erase", "portrait", "contact"])
def test_a_guest_of_the_desk_neither_reads_nor_erases_anybody(guest, do):
    ada = make.person("Ada", email="ada@alpha.example", contact_agreed_on="2026-01-01")
    answer = guest.post(reverse("admin:person_rights", args=[ada.pk]), {"do": do, "sure": "1"})
    assert answer.status_code == 403
    assert Person.objects.get(pk=ada.pk).email == "ada@alpha.example"
    assert not AuditEvent.objects.filter(kind__in=("exported", "deleted")).exists()


def test_a_coordinator_does_not_erase_who_stands_above(desk):
    chief = User.objects.create_superuser("chief@nuklid.example")
    address = reverse("admin:user_rights", args=[chief.pk])
    assert desk.get(address).status_code == 403
    assert desk.post(address, {"do": "erase", "sure": "1"}).status_code == 403
    assert User.objects.get(pk=chief.pk).email == "chief@nuklid.example"


def test_nobody_erases_the_own_account(desk, coordinator):
    address = reverse("admin:user_rights", args=[coordinator.pk])
    said = text(desk.post(address, {"do": "erase", "sure": "1"}))
    assert "You cannot erase your own account" in said
    assert User.objects.get(pk=coordinator.pk).is_active


def test_an_unknown_wish_is_not_found(desk):
    ada = make.person("Ada")
    address = reverse("admin:person_rights", args=[ada.pk])
    assert desk.post(address, {"do": "frobnicate"}).status_code == 404
    assert Person.objects.filter(pk=ada.pk).exists()


def test_an_account_that_was_closed_reads_nothing_more(member, alpha, robin):
    assert member.get(at("organisation", alpha)).status_code == 200
    User.objects.filter(pk=robin.pk).update(is_active=False)
    assert member.get(at("organisation", alpha)).status_code == 302
    member.post(at("contact", alpha), {"telephone": "0351 2", "send": ""})
    assert not ChangeProposal.objects.exists()
    assert Organisation.objects.get(pk=alpha.pk).telephone == "0351 1"
