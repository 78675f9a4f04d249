"""What strangers try at the sign-in: to learn who has an account, to guess, to be led elsewhere."""

import pytest
from django.test import Client

from members.models import User
from tests import factories
from tests.mailbox import delivered, mailed_code
from tests.members.accounts.test_sign_in import ask, signed_in

pytestmark = pytest.mark.django_db

KNOWN = "rep@beispiel.example"
FORMS = ("/en/sign-in/", "/en/sign-in/password/", "/en/sign-in/forgotten/", "/en/sign-out/")


@pytest.fixture(autouse=True)
def representative():
    return User.objects.create_user(KNOWN)


@pytest.mark.parametrize("target", ["//[", "http://[::1", "//elsewhere.example]", "\x00"])
def test_half_an_address_to_go_on_to_is_none(target):
    office = factories.coordinator()
    fields = {"email": KNOWN, "login": office.email, "password": "correct horse", "next": target}
    for path in FORMS:
        assert Client().post(path, fields).status_code in (200, 302)


@pytest.mark.parametrize(
    "target",
    [
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https:elsewhere.example",
        "https:///elsewhere.example",
        "http://testserver@elsewhere.example",
        "http://testserver.elsewhere.example",
        "\x08//elsewhere.example",
        "javascript:alert(1)",
    ],
)
def test_no_door_leads_elsewhere(client, target):
    office = factories.coordinator(is_superuser=True)
    fields = {"login": office.email, "password": "correct horse", "next": target}
    answers = [
        client.post("/en/sign-in/password/", fields),
        client.get("/admin/login/", {"next": target}),
        client.post("/i18n/set_language", {"language": "de", "next": target}),
        client.post("/en/sign-out/", {"next": target}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        assert answer.url.startswith(("/en/", "/admin/", "/"))
        assert "elsewhere" not in answer.url
        assert "alert" not in answer.url


def test_a_code_is_guessed_three_times_at_most(client):
    ask(client, KNOWN, "en")
    code = mailed_code()
    for _ in range(3):
        client.post("/en/sign-in/code/", {"code": "WRONG-CODE"})
    client.post("/en/sign-in/code/", {"code": code})
    assert not signed_in(client)


def test_the_session_before_signing_in_is_worth_nothing_after(client):
    ask(client, KNOWN, "en")
    before = client.cookies["sessionid"].value
    client.post("/en/sign-in/code/", {"code": mailed_code()})
    assert signed_in(client)
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/en/my-profile/").status_code == 302


def test_closing_an_account_ends_its_sessions_and_codes(client, representative):
    ask(client, KNOWN, "en")
    open_already = Client()
    open_already.force_login(representative)
    User.objects.update(is_active=False)
    client.post("/en/sign-in/code/", {"code": mailed_code()})
    assert not signed_in(client)
    assert open_already.get("/en/my-profile/").status_code == 302


@pytest.mark.parametrize(
    "email", ["a\x00@b.example", "x" * 100_000, f"{KNOWN}\r\nBcc: c@d.example", "ä@[", "@"]
)
def test_what_is_no_address_is_said_at_the_field(email):
    for path, name in ((FORMS[0], "email"), (FORMS[1], "login"), (FORMS[2], "email")):
        assert Client().post(path, {name: email, "password": "x"}).status_code == 200
    assert delivered() == []


@pytest.mark.parametrize(
    "path", [*FORMS, "/en/sign-in/code/", "/i18n/set_language", "/admin/logout/"]
)
def test_a_form_of_another_site_is_refused(path, representative):
    victim = Client(enforce_csrf_checks=True)
    victim.force_login(representative)
    assert victim.post(path, {"language": "de"}).status_code == 403
    assert signed_in(victim)
