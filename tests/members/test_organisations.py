"""Who was a member on a day, what it was called, and addresses that never die."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from members.models import Competence, FormerName, Membership, Organisation
from tests import factories

pytestmark = pytest.mark.django_db

BEFORE, FIRST, LAST, AFTER = (
    date(2025, 1, 15),
    date(2025, 1, 16),
    date(2025, 12, 31),
    date(2026, 1, 1),
)


@pytest.mark.parametrize(
    ("day", "is_member"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)]
)
def test_membership_holds_from_its_first_to_its_last_day(day, is_member):
    firm = factories.organisation()
    Membership.objects.create(organisation=firm, role="member", since=FIRST, until=LAST)
    assert Organisation.objects.members(day).filter(pk=firm.pk).exists() is is_member
    assert firm.is_member_on(day) is is_member
    assert firm.memberships.get().holds_on(day) is is_member


def test_coordinators_and_supporters_are_not_members():
    for role in ("coordinator", "supporter", "associated_partner"):
        factories.organisation(role=role)
    founding = factories.member()
    assert list(Organisation.objects.members()) == [founding]
    assert Organisation.objects.with_role("coordinator").count() == 1


def test_the_weightiest_role_counts():
    firm = factories.member()
    Membership.objects.create(organisation=firm, role="coordinator", since=FIRST)
    assert firm.role_on() == "founding_member"
    assert Organisation.objects.with_roles().get().role_on() == "founding_member"
    assert firm.role_on(BEFORE) == ""


def test_a_role_cannot_be_open_twice():
    firm = factories.member()
    twice = Membership(organisation=firm, role="founding_member", since=AFTER)
    with pytest.raises(ValidationError):
        twice.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_a_period_cannot_end_before_it_begins():
    backwards = Membership(organisation=factories.organisation(), since=LAST, until=FIRST)
    with pytest.raises(ValidationError) as refusal:
        backwards.full_clean()
    assert "until" in refusal.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        backwards.save()


def test_the_name_is_that_of_the_day():
    firm = factories.organisation("leap", legal_name="leap GmbH")
    FormerName.objects.create(organisation=firm, name="bio GmbH", until=LAST)
    FormerName.objects.create(organisation=firm, name="b GmbH", until=BEFORE)
    FormerName.objects.create(organisation=firm, name="of an unknown day")
    assert [firm.name_on(day) for day in (BEFORE, FIRST, LAST, AFTER)] == [
        "b GmbH",
        "bio GmbH",
        "bio GmbH",
        "leap GmbH",
    ]


def test_an_organisation_is_not_its_own_parent():
    firm = factories.organisation()
    firm.parent = firm
    with pytest.raises(ValidationError):
        firm.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        firm.save()


def test_a_member_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        factories.member().delete()


def test_slugs_are_readable_and_free():
    first = factories.organisation("Größe & Söhne GmbH")
    second = factories.organisation("Groesse Soehne GmbH")
    assert first.slug == "groesse-soehne-gmbh"
    assert second.slug == "groesse-soehne-gmbh-2"


def test_a_renamed_slug_is_kept_and_nobody_else_gets_it():
    firm = factories.organisation("Alt GmbH")
    for slug in ("neu", "neuer"):
        firm.slug = slug
        firm.save()
    assert Organisation.objects.formerly("slug", "alt-gmbh").get() == firm
    assert Organisation.objects.formerly("slug", "neu").get() == firm
    assert factories.organisation("Alt GmbH 1", slug="").slug == "alt-gmbh-1"
    rival = Organisation(name="Alt", slug="alt-gmbh")
    with pytest.raises(ValidationError) as refusal:
        rival.full_clean()
    assert "slug" in refusal.value.message_dict
    assert factories.organisation("Alt GmbH!").slug == "alt-gmbh-2"


def test_a_slug_that_comes_back_is_no_longer_former():
    firm = factories.organisation("Alt GmbH")
    for slug in ("neu", "alt-gmbh"):
        firm.slug = slug
        firm.save()
    assert not Organisation.objects.formerly("slug", "alt-gmbh").exists()
    assert Organisation.objects.formerly("slug", "neu").get() == firm


@pytest.mark.parametrize("nuclide", [None, ("Lu", 177)])
def test_a_competence_is_entered_once(nuclide):
    firm, stage = factories.organisation(), factories.stage()
    radionuclide = factories.radionuclide(*nuclide) if nuclide else None
    fields = {"stage": stage, "radionuclide": radionuclide}
    factories.competence(firm, **fields)
    with pytest.raises(ValidationError):
        Competence(organisation=firm, **fields).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.competence(firm, **fields)
    factories.competence(firm, **fields, kind="develops")


@pytest.mark.parametrize(
    "fields",
    [{"half_life": "6.65", "half_life_unit": ""}, {"half_life": None, "half_life_unit": "d"}],
)
def test_a_half_life_has_a_number_and_a_unit(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.radionuclide(**fields)


def test_radionuclides_know_their_place_in_the_chart():
    technetium = factories.radionuclide("Tc", 99, metastable=True)
    assert str(technetium) == "Tc-99m"
    assert (technetium.proton_number, technetium.neutron_number) == (43, 56)
    with pytest.raises(ValidationError):
        factories.radionuclide("Xx", 1).full_clean()
