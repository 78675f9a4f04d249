"""Passkeys in a real browser, with an authenticator that Chromium imitates."""

import pytest
from django.core.cache import cache

from members.models import User
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.looking import press, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INDEX = "/de/anmelden/zweiter-faktor/"


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    cache.clear()


@pytest.fixture
def passkeys(page):
    """The DevTools of `page`, with a device that holds passkeys and knows its owner."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    sure = {
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": kind | sure})
    return tools


def add_passkey(page, live_server):
    page.goto(live_server.url + INDEX)
    press(page.get_by_role("link", name="Passkey hinzufügen"))
    page.get_by_label("Name des Passkeys").fill("Laptop")
    page.get_by_role("button", name="Passkey anlegen").click()
    page.wait_for_url(lambda address: "/passkey/" not in address)


def sign_out(page, live_server):
    page.goto(live_server.url + "/de/abmelden/")
    press(page.locator("main").get_by_role("button", name="Abmelden"))


def test_a_representative_adds_a_passkey_and_signs_in_with_it(
    page, live_server, passkeys, sign_in, complaints
):
    user = User.objects.create_user("rep@alpha.example")
    user.organisations.add(factories.member("Alpha"))
    sign_in(user)
    add_passkey(page, live_server)
    page.wait_for_url(f"**{INDEX}")
    assert "Laptop" in page.content()
    assert "Notfallcodes" not in page.content()
    assert list(user.authenticator_set.values_list("type", flat=True)) == ["webauthn"]
    sign_out(page, live_server)
    page.goto(live_server.url + "/de/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/de/mein-profil/")
    assert "rep@alpha.example" in page.content()
    (session,) = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    assert session["expires"] == -1  # it ends with the browser
    assert complaints == []
    # Somebody closed the account: the passkey opens nothing.
    sign_out(page, live_server)
    User.objects.update(is_active=False)
    page.goto(live_server.url + "/de/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/de/anmelden/geschlossen/")


def test_a_coordinator_sets_up_a_passkey_as_second_factor(page, live_server, passkeys, complaints):
    office = factories.coordinator("office@nuklid.example")
    office.groups.add(make_roles())

    def enter_password():
        page.goto(f"{live_server.url}/admin/")
        page.locator("#id_login").fill(office.email)
        page.locator("#id_password").fill("correct horse")
        page.get_by_role("button", name="Anmelden", exact=True).click()

    page.set_extra_http_headers({"Accept-Language": "de"})
    enter_password()
    page.wait_for_url(f"**{INDEX}**")
    add_passkey(page, live_server)
    page.wait_for_url("**/notfallcodes/")
    page.get_by_role("link", name="Ich habe sie aufbewahrt").click()
    page.wait_for_url("**/admin/")
    sign_out(page, live_server)
    enter_password()
    page.get_by_role("button", name="Passkey verwenden").click()
    page.wait_for_url("**/admin/")
    page.goto(f"{live_server.url}{INDEX}erneut/passkey/")
    assert complaints == []
    assert violations(page) == []  # the tool itself puts styles into the page


def test_without_passkeys_the_other_ways_remain(page, live_server):
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto(live_server.url + "/de/anmelden/")
    assert page.get_by_role("button", name="Mit Passkey anmelden").count() == 0
    assert page.get_by_role("button", name="Code senden").is_visible()
