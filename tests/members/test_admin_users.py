"""Accounts: made by e-mail address, and no way to more rights than one has."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from members.models import User
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.desk import add, change, errors, filled, page, save, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(db):
    return User.objects.create_superuser("root@nuklid.example", "correct horse")


def test_a_representative_is_added_by_address_and_needs_no_password(desk):
    firm = factories.member()
    answer = save(desk, add(User), email="Rep@Example.org", organisations=[firm.pk])
    user = User.objects.get(email="rep@example.org")
    assert list(user.organisations.all()) == [firm]
    assert not user.has_usable_password()
    assert not user.is_staff
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("rep@example.org", True, True)
    assert answer.redirect_chain[-1][0] == change(user)


def test_a_changed_address_takes_the_verified_one_along(desk):
    user = User.objects.create_user("old@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True, primary=True)
    other = User.objects.create_user("other@example.org")
    EmailAddress.objects.create(user=other, email="new@example.org", verified=False)
    save(desk, change(user), email="new@example.org")
    assert EmailAddress.objects.get().email == "new@example.org"
    save(desk, change(user), email="OTHER@example.org")
    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_an_older_version_takes_its_address_along(desk):
    user = User.objects.create_user("old@example.org")
    save(desk, change(user), email="new@example.org")
    version = page(user, "version", user.history.last().history_id)
    desk.post(version, filled(desk.get(version)))
    assert EmailAddress.objects.get(user=user).email == "old@example.org"


def test_a_coordinator_makes_coordinators_but_no_superusers(desk):
    user = User.objects.create_user("new@example.org")
    group = Group.objects.get()
    assert "is_superuser" not in filled(desk.get(change(user)))
    save(desk, change(user), is_staff="on", groups=[group.pk], is_superuser="on")
    user.refresh_from_db()
    assert user.is_staff
    assert list(user.groups.all()) == [group]
    assert not user.is_superuser


def test_a_coordinator_gives_no_group_of_more_rights(desk):
    make_roles()
    stronger = Group.objects.create(name="Operators")
    user = User.objects.create_user("new@example.org")
    assert errors(save(desk, change(user), groups=[stronger.pk]), "groups")
    assert not user.groups.exists()


def test_nobody_changes_the_own_rights(desk, coordinator):
    save(desk, change(coordinator), first_name="Neu", is_active=None, is_staff=None, groups=[])
    coordinator.refresh_from_db()
    assert coordinator.first_name == "Neu"
    assert coordinator.is_active
    assert coordinator.is_staff
    assert coordinator.groups.exists()


def test_superusers_are_out_of_reach(desk, root):
    typed = {"email": "mine@example.org", "is_active": "on", "seen": "1"}
    assert desk.post(change(root), typed).status_code == 403
    assert desk.post(page(root, "delete"), {"post": "yes"}).status_code == 403
    password = {"password1": "staple battery", "password2": "staple battery"}
    assert desk.post(f"/admin/members/user/{root.pk}/password/", password).status_code == 403
    version = page(root, "version", root.history.first().history_id)
    assert desk.post(version, {"seen": str(root.history.first().history_id)}).status_code == 403
    root.refresh_from_db()
    assert root.email == "root@nuklid.example"
    assert root.check_password("correct horse")


def test_a_superuser_makes_superusers(client, root):
    client.force_login(root)
    user = User.objects.create_user("new@example.org")
    save(client, change(user), is_superuser="on", is_staff="on")
    user.refresh_from_db()
    assert user.is_superuser


def test_a_password_can_be_set(desk):
    user = User.objects.create_user("new@example.org")
    address = f"/admin/members/user/{user.pk}/password/"
    assert desk.get(address).status_code == 200
    typed = {
        "password1": "staple battery",
        "password2": "staple battery",
        "usable_password": "true",
    }
    desk.post(address, typed)
    user.refresh_from_db()
    assert user.check_password("staple battery")


def test_the_list_of_users_and_their_history(desk, coordinator):
    assert coordinator.email in text(desk.get("/admin/members/user/"))
    assert "password" not in text(desk.get(page(coordinator, "history")))


@pytest.fixture
def gone(desk):
    """Return a function that deletes a user; it returns where the last version comes back."""

    def delete(user):
        user.delete()
        record = User.history.filter(email=user.email).first()
        return f"/admin/members/user/{record.id}/history/{record.history_id}/"

    return delete


def test_a_deleted_user_comes_back_without_password_factor_and_groups(desk, gone):
    firm = factories.member()
    user = factories.representative(firm, email="rep@example.org", is_staff=True, language="en")
    user.groups.add(Group.objects.get())
    version = gone(user)
    shown = desk.get(version)
    assert "do not come back" in text(shown)
    desk.post(version, filled(shown))
    back = User.objects.get(email="rep@example.org")
    assert (back.pk, back.language, back.is_staff) == (int(version.split("/")[4]), "en", True)
    assert list(back.organisations.all()) == [firm]
    assert not back.has_usable_password()
    assert not back.groups.exists()
    assert EmailAddress.objects.get(user=back).verified


def test_a_coordinator_brings_back_no_superuser(client, desk, root, gone):
    other = User.objects.create_superuser("other@nuklid.example")
    version = gone(other)
    form = filled(desk.get(version))
    assert "Bring this version back" not in text(desk.get(version))
    assert desk.post(version, form).status_code == 403
    assert not User.objects.filter(email=other.email).exists()
    client.force_login(root)
    client.post(version, form)
    assert User.objects.get(email=other.email).is_superuser


def test_a_coordinator_brings_back_no_right_of_a_superuser(desk, root):
    version = page(root, "version", root.history.first().history_id)
    User.objects.filter(pk=root.pk).update(is_superuser=False)
    desk.post(version, filled(desk.get(version)) | {"is_superuser": "on"})
    root.refresh_from_db()
    assert not root.is_superuser


def test_the_own_password_can_be_changed(desk, coordinator):
    address = "/admin/password_change/"
    assert desk.get(address).status_code == 200
    typed = {"old_password": "correct horse", "new_password1": "staple battery"}
    desk.post(address, typed | {"new_password2": "staple battery"}, follow=True)
    coordinator.refresh_from_db()
    assert coordinator.check_password("staple battery")
