"""Everybody can use the pages of signing in, of the second factor and of the yearly check."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from members.own_page import yearly_check
from tests import factories as make
from tests.looking import SIGHTS, barriers, press, violations
from tests.members.accounts.test_sign_in import mailed_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRANGER = ("account_request_login_code", "account_login", "account_reset_password")
STRANGER += ("account_inactive", "account_password_reset_completed")
NEW = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_logout")
EQUIPPED = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes")
EQUIPPED += ("mfa_deactivate_totp", "mfa_remove_webauthn", "mfa_reauthenticate")
EQUIPPED += ("account_reauthenticate",)


@pytest.fixture(autouse=True)
def anew():
    cache.clear()


@pytest.fixture
def robin():
    alpha = make.member("Alpha", street_address="Straße 1", telephone="0351 1")
    make.competence(alpha, sentence_de="Kann es.", radionuclide=make.radionuclide())
    make.mandate(at=alpha)
    return make.representative(alpha, make.member("Beta"))


def look(page, host, names, **args):
    """Judge the pages called `names` in every sight; `args` maps a name to its arguments."""
    for language, sights in SIGHTS.items():
        for name in names:
            with override(language):
                path = reverse(name, args=args.get(name, ()))
            assert page.goto(host + path).status == 200, name
            assert page.url == host + path
            assert barriers(page, sights, [320]) == {}, (name, language)


def test_a_stranger(live_server, page):
    look(page, live_server.url, STRANGER)


def test_the_page_of_the_mailed_code_and_what_is_wrong_with_it(live_server, page, robin):
    page.goto(f"{live_server.url}/de/anmelden/")
    page.locator("#id_email").fill(robin.email)
    press(page.get_by_role("button", name="Code senden"))
    page.locator("#id_code").fill("falsch")
    press(page.locator("main form button").first)
    assert "neuesten E-Mail" in page.locator("#id_code_error").inner_text()
    assert page.get_by_role("button", name="Neuen Code senden").is_visible()
    assert barriers(page, SIGHTS["de"], [320]) == {}


@pytest.mark.parametrize(("language", "path"), [("de", "anmelden"), ("en", "sign-in")])
def test_whoever_signs_in_by_code_is_signed_out_with_the_browser(
    live_server, page, robin, language, path
):
    """By passkey: test_passkey_browser.py."""
    page.goto(f"{live_server.url}/{language}/{path}/")
    page.locator("#id_email").fill(robin.email)
    press(page.locator("main form button").first)
    page.locator("#id_code").fill(mailed_code())
    press(page.locator("main form button").first)
    (session,) = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    assert session["expires"] == -1


def with_password(page, host, user):
    """Sign in as a person does: who has just done so is not asked again."""
    page.goto(f"{host}/de/anmelden/passwort/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill("correct horse")
    press(page.get_by_role("button", name="Anmelden", exact=True))


def test_the_office_without_a_second_factor(live_server, page, coordinator):
    with_password(page, live_server.url, coordinator)
    look(page, live_server.url, NEW)


def test_the_office_with_a_second_factor(live_server, page, coordinator):
    with_password(page, live_server.url, coordinator)
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(coordinator)
    kind = Authenticator.Type.WEBAUTHN
    key = Authenticator.objects.create(user=coordinator, type=kind, data={"name": "Laptop"})
    look(page, live_server.url, EQUIPPED, mfa_remove_webauthn=[key.pk])


def test_the_yearly_check(live_server, page, robin):
    look(page, live_server.url, ("check",), check=[yearly_check.token(robin)])
    press(page.locator("main form a").first)
    assert page.locator("#id_email").input_value() == robin.email


def test_the_yearly_check_is_answered(live_server, page, robin):
    """In a real browser: it withholds where the form came from, as the page asks it to."""
    page.goto(f"{live_server.url}/de/stimmt-noch/{yearly_check.token(robin)}/")
    boxes = page.locator("input[value=right]")
    total = boxes.count()
    for box in boxes.all()[1:]:
        box.check()
    press(page.locator("main form button"))
    assert f"{total - 1} Angaben sind geprüft" in page.locator(".messages").inner_text()
    assert boxes.count() == 1
    boxes.first.check()
    press(page.locator("main form button"))
    assert not yearly_check.wanting().exists()


def test_the_office_reads_why_nobody_was_erased_yet(live_server, page, coordinator):
    person = make.person()
    with_password(page, live_server.url, coordinator)
    page.goto(f"{live_server.url}/admin/members/person/{person.pk}/rights/")
    press(page.get_by_role("button", name="Erase now"))
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Tick the box").click()
    expect(page.locator("#sure")).to_be_in_viewport()
