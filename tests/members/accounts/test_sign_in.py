"""Signing in by mailed code or password, and what strangers learn: nothing."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404

from members.models import User
from tests import factories
from tests.mailbox import delivered, mailed_code
from tests.reading import parsed_page

pytestmark = pytest.mark.django_db

REPRESENTATIVE = "erste@beispiel.example"


@pytest.fixture
def representative():
    user = User.objects.create_user(REPRESENTATIVE)
    user.organisations.add(factories.member("Beispiel Radiochemie"))
    factories.member("Fremde Werke")
    return user


def ask(client, email, language="de"):
    address = {"de": "/de/anmelden/", "en": "/en/sign-in/"}[language]
    return client.post(address, {"email": email}, follow=True)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_representative_signs_in_with_the_mailed_code(client, representative):
    ask(client, REPRESENTATIVE)
    page = client.post("/de/anmelden/code/", {"code": mailed_code()}, follow=True)
    assert page.redirect_chain[-1][0] == "/de/mein-profil/"
    assert "Beispiel Radiochemie" in page.text
    assert "Fremde Werke" not in page.text


def test_the_mail_speaks_the_language_of_the_page(client, representative):
    for language in ("de", "en"):
        ask(Client(), REPRESENTATIVE, language)
    german, english = delivered()
    assert german.subject == "nukliD: Ihr Code für die Anmeldung"
    assert "Guten Tag" in german.body
    assert english.subject == "nukliD: Your code for signing in"
    assert "testserver" not in german.body + english.body


@pytest.mark.parametrize("code", ["", "wrong", "\x00", "9" * 10_000])
def test_a_wrong_code_says_so_at_the_field(client, representative, code):
    ask(client, REPRESENTATIVE)
    page = client.post("/de/anmelden/code/", {"code": code})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert not signed_in(client)


def test_a_mistyped_address_can_be_replaced(client, representative):
    ask(client, "vertippt@beispiel.example")
    client.post("/de/abmelden/", {"next": "/de/anmelden/"})
    ask(client, REPRESENTATIVE)
    client.post("/de/anmelden/code/", {"code": mailed_code()})
    assert signed_in(client)


def test_a_code_works_once(client, representative):
    ask(client, REPRESENTATIVE)
    code = mailed_code()
    client.post("/de/anmelden/code/", {"code": code})
    client.post("/de/abmelden/")
    client.post("/de/anmelden/code/", {"code": code})
    assert not signed_in(client)


def test_the_session_ends_with_the_browser(client, representative):
    """By passkey: test_passkey_browser.py."""
    ask(client, REPRESENTATIVE)
    client.post("/de/anmelden/code/", {"code": mailed_code()})
    office, typed = Client(), {"login": factories.coordinator().email, "password": "correct horse"}
    office.post("/de/anmelden/passwort/", typed)
    for each in (client, office):
        assert signed_in(each)
        assert each.cookies["sessionid"]["max-age"] == ""
        assert each.session.get_expire_at_browser_close()


def test_three_wrong_codes_lead_to_a_new_one_and_on_as_before(client, representative):
    factories.organisation("Büro", role="coordinator", email="buero@beispiel.example")
    way = {"next": "/de/mein-profil/"}
    client.post("/de/anmelden/", {"email": REPRESENTATIVE} | way)
    for _ in range(3):
        page = client.post("/de/anmelden/code/", {"code": "wrong"} | way, follow=True)
    assert page.redirect_chain[-1][0] == "/de/anmelden/?next=%2Fde%2Fmein-profil%2F"
    assert "einen neuen Code an" in page.text
    assert "buero@beispiel.example" in page.text


@pytest.mark.parametrize("page", ["", "passwort/", "vergessen/"])
def test_one_sentence_says_whom_to_write_to(client, page):
    factories.organisation("Büro", role="coordinator", email="buero@beispiel.example")
    way = parsed_page(client.get(f"/de/anmelden/{page}").text).select_one(".way p")
    assert way.a["href"] == "mailto:buero@beispiel.example"
    assert "Schreiben Sie dem Clusterbüro" in way.get_text()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/de/anmelden/", "Fragen beantwortet das Clusterbüro: o'neill@beispiel.example, Telefon"),
        ("/en/sign-in/forgotten/", "write to the cluster office: o'neill@beispiel.example, tel"),
    ],
)
def test_the_mail_with_a_code_names_the_office(client, address, sentence):
    office = {"email": "o'neill@beispiel.example", "telephone": "0351 1"}
    factories.organisation("Büro", role="coordinator", **office)
    client.post(address, {"email": factories.coordinator().email})
    assert sentence in delivered()[0].body


def test_three_wrong_codes_for_a_password_lead_to_a_new_one(client):
    user = factories.coordinator(email="buero@beispiel.example")
    client.post("/de/anmelden/vergessen/", {"email": user.email})
    for _ in range(3):
        page = client.post("/de/anmelden/vergessen/code/", {"code": "wrong"}, follow=True)
    assert page.redirect_chain[-1][0] == "/de/anmelden/vergessen/"
    assert "einen neuen Code an" in page.text


def test_the_way_to_a_forgotten_password_stands_once(client):
    assert client.get("/de/anmelden/passwort/").text.count("/anmelden/vergessen/") == 1


def test_a_stranger_learns_nothing(representative):
    known, unknown = ask(Client(), REPRESENTATIVE), ask(Client(), "nobody@beispiel.example")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.text.replace(REPRESENTATIVE, "") == re.sub(
        r'value="[^"]{64}"',
        re.search(r'value="[^"]{64}"', known.text).group(),
        unknown.text.replace("nobody@beispiel.example", ""),
    )
    assert [message.to for message in delivered()] == [[REPRESENTATIVE]]


def test_a_closed_account_gets_no_further(client, representative):
    User.objects.update(is_active=False)
    ask(client, REPRESENTATIVE)
    if delivered():
        client.post("/de/anmelden/code/", {"code": mailed_code()})
    assert not signed_in(client)


def test_a_replaced_address_no_longer_signs_in(client, representative):
    ask(client, REPRESENTATIVE)
    client.post("/de/anmelden/code/", {"code": mailed_code()})
    client.post("/de/abmelden/")
    representative.refresh_from_db()
    representative.email = "neu@beispiel.example"
    representative.save()
    mail.outbox.clear()
    ask(client, REPRESENTATIVE)
    assert delivered() == []


def test_the_office_signs_in_with_a_password(client):
    user = factories.coordinator()
    for password, allowed in (("wrong", False), ("correct horse", True)):
        typed = {"login": user.email, "password": password}
        answer = client.post("/de/anmelden/passwort/", typed)
        assert signed_in(client) is allowed
    assert answer["Location"] == "/admin/"


def test_guessing_passwords_is_limited(client):
    user = factories.coordinator()
    for _ in range(12):
        page = client.post("/de/anmelden/passwort/", {"login": user.email, "password": "guess"})
    client.post("/de/anmelden/passwort/", {"login": user.email, "password": "correct horse"})
    assert not signed_in(client)
    assert page.status_code in (200, 429)


def test_a_forgotten_password_is_chosen_anew(client):
    user = factories.coordinator()
    client.post("/de/anmelden/vergessen/", {"email": user.email})
    client.post("/de/anmelden/vergessen/code/", {"code": mailed_code()})
    new = {"password1": "Lutetium und Actinium", "password2": "Lutetium und Actinium"}
    client.post("/de/anmelden/vergessen/neu/", new)
    user.refresh_from_db()
    assert user.check_password("Lutetium und Actinium")


def test_nobody_signs_up():
    for address in ("/de/anmelden/registrieren/", "/en/signup/", "/accounts/signup/"):
        with pytest.raises(Resolver404):
            resolve(address)


def test_the_own_page_asks_strangers_to_sign_in(client):
    page = client.get("/de/mein-profil/")
    assert page.url == "/de/anmelden/?next=/de/mein-profil/"


def test_a_representative_never_reaches_the_desk(client, representative):
    client.force_login(representative)
    assert client.get("/admin/", follow=True).status_code in (403, 404)


def test_leaving_needs_a_press_of_the_button(client, representative):
    client.force_login(representative)
    client.get("/de/abmelden/")
    assert signed_in(client)
    client.post("/de/abmelden/")
    assert not signed_in(client)


def test_nobody_is_sent_elsewhere_after_signing_in(client, representative):
    client.post("/de/anmelden/", {"email": REPRESENTATIVE, "next": "//elsewhere.example/"})
    answer = client.post(
        "/de/anmelden/code/", {"code": mailed_code(), "next": "//elsewhere.example/"}
    )
    assert answer.url == "/de/mein-profil/"


def test_the_office_is_not_told_to_write_to_itself(client):
    client.force_login(factories.coordinator())
    page = client.get("/en/my-profile/")
    assert "/admin/" in page.text
    assert "No organisation yet" not in page.text


def test_an_account_without_organisation_says_whom_to_write_to(client):
    factories.organisation("Büro", role="coordinator", email="buero@beispiel.example")
    client.force_login(factories.representative())
    page = client.get("/en/my-profile/")
    assert "please write to us" in page.text
    assert parsed_page(page.text).select_one("main a[href='mailto:buero@beispiel.example']")
