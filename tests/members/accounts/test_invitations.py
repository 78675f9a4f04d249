"""An invitation: one letter, with which somebody comes in now and again in a year."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from members.models import User
from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import add, changelist, errors, save, text
from tests.mailbox import mailed_code

pytestmark = pytest.mark.django_db


def link():
    return re.search(r"https?://testserver(\S+)", Letter.objects.first().text_to_send).group(1)


def invite(desk, **typed):
    firm = factories.member("Alpha & Söhne")
    save(desk, add(User), email="rep@alpha.example", organisations=[firm.pk], **typed)
    return User.objects.get(email="rep@alpha.example")


@pytest.mark.parametrize(("language", "address"), [("de", "/de/anmelden/"), ("en", "/en/sign-in/")])
def test_one_letter_leads_to_the_own_page(desk, language, address):
    user = invite(desk, language=language)
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.kind) == (user.email, language, "invitation")
    assert "Alpha & Söhne" in letter.body
    assert user.invited_at
    assert user.first_signed_in_at is None
    guest = Client()
    form = guest.get(link())
    assert link().startswith(address)
    assert 'value="rep@alpha.example"' in form.text
    guest.post(address, {"email": user.email})
    answer = guest.post(f"{address}code/", {"code": mailed_code()}, follow=True)
    assert "Alpha &amp; Söhne" in answer.text
    user.refresh_from_db()
    first = user.first_signed_in_at
    assert first
    guest.logout()
    guest.post(address, {"email": user.email})
    user.refresh_from_db()
    assert user.first_signed_in_at == first


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_letter_names_the_address_of_the_office(desk, coordinator, language):
    factories.organisation("Büro", role="coordinator", email="buero@beispiel.example")
    invite(desk, language=language)
    body = Letter.objects.get().body
    assert "buero@beispiel.example" in body
    assert coordinator.email not in body


def test_the_link_opens_nothing_by_itself(desk):
    invite(desk)
    guest = Client()
    guest.get(link())
    assert "_auth_user_id" not in guest.session
    User.objects.filter(email="rep@alpha.example").update(is_active=False)
    assert "rep@alpha.example" not in Client().get(link()).text


@pytest.mark.parametrize("token", ["", "1", "1:x", "\ud83d", "x" * 5000])
def test_an_invented_link_names_nobody(desk, token):
    user = invite(desk)
    page = Client().get("/en/sign-in/", {"for": token.encode("utf-8", "replace").decode()})
    assert user.email not in page.text


def test_nobody_is_written_to_unasked(desk):
    user = invite(desk, invite=None)
    assert not Letter.objects.exists()
    assert user.invited_at is None


def test_the_office_sends_it_again_and_sees_who_has_been_here(desk, coordinator):
    user = invite(desk, invite=None)
    chosen = {"action": "invite", "_selected_action": [user.pk]}
    for _ in range(2):
        desk.post(changelist(User), chosen)
    assert Letter.objects.count() == 2
    page = text(desk.get(changelist(User)))
    assert "First signed in" in page
    assert "Alpha & Söhne" in page


@pytest.mark.parametrize(
    ("language", "sentence", "without"),
    [
        (
            "de",
            "(Ihre Rechte: Koordinatorinnen und Koordinatoren)",
            "Ein Passwort brauchen Sie nicht",
        ),
        ("en", "(your rights: Coordinators)", "You need no password"),
    ],
)
def test_a_new_colleague_reads_the_rights_and_of_a_password(desk, language, sentence, without):
    group = Group.objects.get()
    typed = {"email": "new@nuklid.example", "language": language}
    save(desk, add(User), is_staff="on", groups=[group.pk], **typed)
    letter = Letter.objects.get()
    assert sentence in letter.body
    assert without not in letter.body
    assert User.objects.get(email="new@nuklid.example").groups.get() == group


def test_no_letter_goes_to_whom_nothing_is_given_yet(desk):
    page = save(desk, add(User), email="new@nuklid.example")
    assert errors(page, "invite")
    assert not Letter.objects.exists()
    assert not User.objects.filter(email="new@nuklid.example").exists()


def test_a_colleague_is_led_to_a_password(desk):
    user = factories.coordinator("new@nuklid.example", first_name="Neu", last_name="Hier")
    desk.post(changelist(User), {"action": "invite", "_selected_action": [user.pk]})
    assert link() == "/de/anmelden/vergessen/"


def test_superusers_are_out_of_reach(desk):
    root = User.objects.create_superuser("root@nuklid.example", "correct horse")
    root.authenticator_set.create(type="totp", data={})
    for action in ("invite", "remove_second_factor"):
        desk.post(changelist(User), {"action": action, "_selected_action": [root.pk]})
    assert not Letter.objects.exists()
    assert root.authenticator_set.exists()


def test_the_office_removes_a_lost_second_factor(desk):
    user = factories.coordinator()
    user.authenticator_set.create(type="totp", data={})
    desk.post(changelist(User), {"action": "remove_second_factor", "_selected_action": [user.pk]})
    assert not user.authenticator_set.exists()
