"""The second factor: demanded of all staff, whichever way they came in."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from time_machine import travel

from members.models import User
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.mailbox import mailed_code

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INDEX = "/en/sign-in/second-factor/"
AGAIN = f"{INDEX}again/"
CONFIRM = f"{INDEX}confirm/"
APP = f"{INDEX}app/"


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def office():
    user = factories.coordinator("office@nuklid.example")
    user.groups.add(make_roles())
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def with_app(office):
    TOTP.activate(office, SECRET)
    return office


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


def password(client, user, word="correct horse"):
    return client.post("/en/sign-in/password/", {"login": user.email, "password": word})


def reaches_the_desk(client):
    return client.get("/admin/").status_code == 200


def led_to(client, address="/admin/"):
    answer = client.get(address)
    return answer.url.split("?")[0] if answer.status_code == 302 else answer.status_code


# Setting up -----------------------------------------------------------------------------------


def test_whoever_has_none_sets_it_up_before_anything_else(client, office):
    password(client, office)
    for address in ("/admin/", "/en/", "/en/my-profile/", "/admin/members/person/", "/media/x.png"):
        assert led_to(client, address) == INDEX
    assert client.post("/admin/members/person/add/", {"family_name": "X"}).status_code == 302
    page = client.get(APP)
    secret = BeautifulSoup(page.content, "html.parser").select_one("code.key").text
    wrong = client.post(APP, {"code": "000000"})
    assert 'aria-invalid="true"' in wrong.text
    assert not reaches_the_desk(client)
    done = client.post(APP, {"code": code(secret)})
    assert done.url == f"{INDEX}recovery-codes/"
    assert reaches_the_desk(client)
    assert len(BeautifulSoup(client.get(done.url).content, "html.parser").select(".codes li")) == 10


def test_a_session_of_long_ago_is_asked_for_the_password_first(client, office):
    client.force_login(office)
    assert led_to(client) == INDEX
    assert led_to(client, APP) == f"{AGAIN}password/"
    client.post(f"{AGAIN}password/", {"password": "guess"})
    assert led_to(client, APP) == f"{AGAIN}password/"
    answer = client.post(f"{AGAIN}password/?next={APP}", {"password": "correct horse"})
    assert answer.url == APP
    assert client.get(APP).status_code == 200


# Every way in ---------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(client, with_app):
    assert password(client, with_app).url == CONFIRM
    for address in ("/admin/", "/en/my-profile/"):
        assert client.get(address).status_code == 302
    assert "_auth_user_id" not in client.session
    client.post(CONFIRM, {"code": "123456"})
    assert not reaches_the_desk(client)
    client.post(CONFIRM, {"code": code()})
    assert reaches_the_desk(client)


def test_a_mailed_code_alone_opens_nothing(client, with_app):
    client.post("/en/sign-in/", {"email": with_app.email})
    assert client.post("/en/sign-in/code/", {"code": mailed_code()}).url == CONFIRM
    assert not reaches_the_desk(client)
    client.post(CONFIRM, {"code": code()})
    assert reaches_the_desk(client)


def test_a_new_password_alone_opens_nothing(client, with_app):
    client.post("/en/sign-in/forgotten/", {"email": with_app.email})
    client.post("/en/sign-in/forgotten/code/", {"code": mailed_code()})
    new = "Lutetium und Actinium"
    client.post("/en/sign-in/forgotten/new/", {"password1": new, "password2": new})
    assert not reaches_the_desk(client)
    assert password(client, with_app, new).url == CONFIRM
    assert not reaches_the_desk(client)


def test_a_session_from_before_proves_itself_and_adds_nothing_of_its_own(client, with_app):
    client.force_login(with_app)
    assert led_to(client) == AGAIN
    for setting_up in (APP, f"{INDEX}passkey/", INDEX, f"{INDEX}recovery-codes/"):
        assert led_to(client, setting_up) == AGAIN
        assert client.post(setting_up, {"code": code()}).status_code == 302
    assert Authenticator.objects.count() == 1
    assert client.post(f"{AGAIN}?next=/admin/", {"code": code()}).url == "/admin/"
    assert reaches_the_desk(client)


def test_a_representative_made_staff_is_asked_at_once(client):
    user = User.objects.create_user("rep@alpha.example")
    client.force_login(user)
    assert client.get("/en/my-profile/").status_code == 200
    User.objects.update(is_staff=True)
    assert led_to(client, "/en/my-profile/") == INDEX


def test_rights_without_being_staff_open_no_draft(client):
    """Whoever is not staff is not asked for a second factor, and so has no rights either."""
    draft = factories.draft()
    user = User.objects.create_user("rep@alpha.example", is_superuser=True)
    user.groups.add(make_roles())
    client.force_login(user)
    assert client.get(draft.get_absolute_url("en")).status_code == 404


def test_a_removed_factor_no_longer_counts(client, with_app):
    password(client, with_app)
    client.post(CONFIRM, {"code": code()})
    call_command("remove_second_factor", with_app.email.upper())
    assert led_to(client) == INDEX


def test_the_proof_of_one_user_is_none_of_another(client, with_app):
    password(client, with_app)
    client.post(CONFIRM, {"code": code()})
    other = factories.coordinator()
    TOTP.activate(other, SECRET)
    client.force_login(other)
    assert led_to(client) == AGAIN


# Guessing and losing --------------------------------------------------------------------------


def test_guessing_is_limited(client, with_app):
    password(client, with_app)
    for _ in range(6):
        client.post(CONFIRM, {"code": "000000"})
    assert "Too many" in client.post(CONFIRM, {"code": code()}).text
    assert not reaches_the_desk(client)


def test_a_code_works_once(with_app):
    used, now = [], code()
    for client in (Client(), Client()):
        password(client, with_app)
        client.post(CONFIRM, {"code": now})
        used.append(reaches_the_desk(client))
    assert used == [True, False]


@pytest.mark.parametrize("later", [1, 31, 89])
def test_a_code_works_once_as_long_as_it_is_accepted(with_app, later):
    """An app whose clock is half a minute fast shows the code of the next period."""
    used, begin = [], datetime(2026, 11, 30, 12, tzinfo=UTC)
    with travel(begin, tick=False) as clock:
        ahead = format_hotp_value(hotp_value(SECRET, list(counters())[2]))
        for client in (Client(), Client()):
            password(client, with_app)
            client.post(CONFIRM, {"code": ahead})
            used.append(reaches_the_desk(client))
            clock.shift(later)
    assert used == [True, False]


def test_the_code_that_sets_an_app_up_opens_nothing_more(client, office):
    password(client, office)
    secret = BeautifulSoup(client.get(APP).content, "html.parser").select_one("code.key").text
    now = code(secret)
    client.post(APP, {"code": now})
    other = Client()
    password(other, office)
    other.post(CONFIRM, {"code": now})
    assert reaches_the_desk(client)
    assert not reaches_the_desk(other)


def test_a_recovery_code_works_once(with_app):
    spare = RecoveryCodes.activate(with_app).generate_codes()[0]
    used = []
    for client in (Client(), Client()):
        password(client, with_app)
        client.post(CONFIRM, {"code": spare})
        used.append(reaches_the_desk(client))
    assert used == [True, False]


@pytest.mark.parametrize("path", [CONFIRM, AGAIN, f"{AGAIN}passkey/", "/en/sign-in/passkey/"])
@pytest.mark.parametrize(
    "nonsense", ["", "x", "[]", "1", "{}", '{"response": "x"}', "\x00", "{" * 9000]
)
def test_nonsense_for_a_passkey_is_refused(with_app, path, nonsense):
    for client in (Client(), Client()):
        password(client, with_app)
        assert client.post(path, {"credential": nonsense, "code": nonsense}).status_code < 500
    client.force_login(with_app)
    assert client.post(path, {"credential": nonsense}).status_code < 500
    assert not reaches_the_desk(client)


def test_a_representative_sees_no_app_and_keeps_the_mailed_code(client):
    user = User.objects.create_user("rep@alpha.example")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Phone"})
    client.post("/en/sign-in/", {"email": user.email})
    assert client.post("/en/sign-in/code/", {"code": mailed_code()}).url == "/en/my-profile/"
    page = client.get(INDEX).text
    assert "Phone" in page
    assert "App on your phone" not in page


def test_nobody_removes_the_passkey_of_another(client, office):
    key = Authenticator.objects.create(user=office, type="webauthn", data={"name": "Phone"})
    client.force_login(User.objects.create_user("rep@alpha.example"))
    assert client.post(f"{INDEX}passkey/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.exists()


def test_staff_with_a_passkey_alone_prove_that_and_add_nothing(client, office):
    Authenticator.objects.create(user=office, type="webauthn", data={"name": "Phone"})
    client.force_login(office)
    assert led_to(client) == f"{AGAIN}passkey/"
    assert led_to(client, APP) == f"{AGAIN}passkey/"
    client.post(APP, {"code": code()})
    assert [each.type for each in Authenticator.objects.all()] == ["webauthn"]


def test_nobody_loses_a_second_factor_by_a_wrong_address(with_app):
    with pytest.raises(CommandError, match="Nobody signs in with"):
        call_command("remove_second_factor", f"x{with_app.email}")
    assert Authenticator.objects.filter(user=with_app).exists()
