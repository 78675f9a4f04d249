"""What is counted counts for all processes of a server, and a code of an app opens once."""

import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from members.models import User
from tests import factories
from tests.faults.people import Browser, ask
from tests.members.accounts.test_second_factor import AGAIN, SECRET, code
from tests.servers.processes import two_processes

pytestmark = pytest.mark.django_db(transaction=True)

ASKING, GUESSING, FORGOTTEN = (f"/en/sign-in/{page}" for page in ("", "password/", "forgotten/"))
OWNER, STRANGER = "198.51.100.1", "203.0.113.9"


class Sender:
    """Sends the form of a page to one process after the other."""

    def __init__(self, addresses, page, cookies=()):
        self.processes, self.page, self.browser = cycle(addresses), page, Browser(cookies)
        self.browser.see(f"{addresses[0]}{page}", "main form")

    def send(self, claimed=OWNER, **fields):
        """Return (status, text); `claimed` is what X-Forwarded-For says at the portal."""
        form = urllib.parse.urlencode(self.browser.form | fields).encode()
        headers = {"Cookie": self.browser.cookie(), "X-Forwarded-For": claimed}
        return ask(f"{next(self.processes)}{self.page}", form, **headers)


def test_a_code_of_an_app_opens_one_session_of_all_processes(tmp_path):
    office = factories.coordinator()
    TOTP.activate(office, SECRET)
    sessions = [Client() for _ in range(6)]
    for session in sessions:
        session.force_login(office)
    with two_processes(tmp_path) as addresses:
        senders = [
            Sender(
                addresses[n % 2 :] + addresses, AGAIN, {"sessionid": s.cookies["sessionid"].value}
            )
            for n, s in enumerate(sessions)
        ]
        now = code()
        with ThreadPoolExecutor(4) as at_once:
            answers = list(at_once.map(lambda sender: sender.send(code=now), senders))
    assert sorted(status for status, _text in answers) == [200] * 5 + [302]


def test_what_is_counted_is_counted_for_all_processes(tmp_path):
    user = User.objects.create_user("rep@beispiel.example")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    with two_processes(tmp_path) as addresses:
        guesser = Sender(addresses, GUESSING)
        guesses = [guesser.send(login=user.email, password="guess")[1] for _ in range(7)]
        for page in (ASKING, FORGOTTEN):
            email = {"email": user.email if page == ASKING else "office@beispiel.example"}
            asking = Sender(addresses, page)
            # What a stranger writes into the header itself stands before what the proxy adds.
            claims = [f"192.0.2.{number}, {STRANGER}" for number in range(5)]
            asked = [Sender(addresses, page).send(claimed, **email)[0] for claimed in claims]
            assert asked == [302] * 3 + [200] * 2
            assert asking.send(**email)[0] == 302
    assert ["Too many" in text for text in guesses] == [False] * 5 + [True] * 2
