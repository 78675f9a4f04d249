"""What nobody's passkey says: everyone is refused with a sentence, on every page that hears one."""

import json
from base64 import urlsafe_b64encode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY

from members.models import User
from nuklid.base.records.audit import AuditEvent

pytestmark = pytest.mark.django_db

SIGN_IN = "/en/sign-in/passkey/"
FACTOR = "/en/sign-in/second-factor/"


def coded(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


CHALLENGE = coded(b"x" * 32)
CLIENT = {"type": "webauthn.get", "challenge": CHALLENGE, "origin": "http://testserver"}


def spoken(user=b"1", **parts):
    """Return what a browser posts; `parts` take the place of its parts."""
    whole = {
        "clientDataJSON": coded(json.dumps(CLIENT).encode()),
        "authenticatorData": coded(bytes(37)),
        "signature": coded(b"s"),
        "userHandle": coded(user),
    }
    return json.dumps({"id": "aw", "rawId": "aw", "type": "public-key", "response": whole | parts})


NONSENSE = {
    "nests without end": "[" * 100_000,
    "nests without end, inside": spoken(clientDataJSON=coded(b"[" * 100_000)),
    "counts without end": "9" * 5000,
    "is no object": "null",
    "is of nobody": spoken(user=b"0"),
    "is of no number": spoken(user=b"\xff"),
    "is of an endless number": spoken(user=b"9" * 5000),
    "has no user": spoken(userHandle=None),
    "has a number for a user": spoken(userHandle=5),
    "was signed by nobody": spoken(signature=None),
    "is cut off": spoken(authenticatorData=coded(b"x")),
    "has no challenge": spoken(clientDataJSON=coded(b"{}")),
    "lacks a part": json.dumps({"id": "aw", "response": {}}),
    "has a number for its type": json.dumps(json.loads(spoken()) | {"type": 5}),
    "is right but for the key": spoken(),
}


@pytest.fixture
def holder():
    user = User.objects.create_user("rep@alpha.example", pk=1)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def begin(client):
    """Let the session wait for the answer to CHALLENGE."""
    session = client.session
    session[STATE_SESSION_KEY] = {"challenge": CHALLENGE, "user_verification": "required"}
    session.save()


@pytest.mark.parametrize("credential_text", NONSENSE.values(), ids=NONSENSE)
@pytest.mark.parametrize("is_expected", [True, False], ids=["expected", "unexpected"])
def test_nonsense_signs_nobody_in(client, holder, credential_text, is_expected):
    if is_expected:
        begin(client)
    page = client.post(SIGN_IN, {"credential": credential_text}, follow=True)
    assert page.redirect_chain[0] == ("/en/sign-in/", 302)
    assert "does not know this passkey" in page.text
    assert "_auth_user_id" not in client.session
    assert AuditEvent.objects.get().verb == "passkey"


@pytest.mark.parametrize("credential_text", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_adds_no_passkey(client, holder, credential_text):
    client.force_login(holder)
    begin(client)
    page = client.post(f"{FACTOR}passkey/", {"name": "Mein Telefon", "credential": credential_text})
    assert page.status_code < 500
    assert not Authenticator.objects.exists()
