"""The mail server hangs or refuses, and the worker is killed over it."""

import itertools
import signal
import sys
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from statistics import median, stdev

import pytest

from tests.faults.mail import MailServer
from tests.faults.people import Browser, ask
from tests.faults.stack import LONGER, until, well

numbers = itertools.count(1)  # of senders, each new
KNOWN, UNKNOWN = "coordinator@nuklid.example", "nobody@nuklid.example"

POST = """
import django; django.setup()
from nuklid.base.models import Letter
print(Letter.post(to={to!r}, language="de", subject="S", body="B", kind="notice").pk)
"""


@pytest.fixture
def mail(stack):
    with MailServer(stack.ports["mail"]) as server:
        yield server


def post(stack, to):
    return int(stack.portal.done("-c", POST.format(to=to)).split()[-1])


def is_sent(stack, number):
    return stack.sql("SELECT sent_at IS NOT NULL FROM base_letter WHERE id = %s", number)


def test_a_killed_worker_loses_no_letter(stack, mail):
    """While the mail server hangs, pages are answered and the worker is killed."""
    mail.mood = "hang"
    first = post(stack, "first@x.example")
    until(lambda: mail.connections, 20, "Handing over the first letter")
    assert well(stack)
    stack.stop("worker", signal.SIGKILL)
    mail.mood = "serve"
    stack.portal.manage("requeue", "--minutes=0")
    stack.start_worker()
    second = post(stack, "second@x.example")
    until(lambda: is_sent(stack, second), 30, "Sending the second letter")
    assert "second@x.example" in mail.taken
    # Nobody knows of the first: the worker was killed while it handed it over. The office decides.
    assert not is_sent(stack, first)
    assert stack.sql("SELECT claimed_at IS NOT NULL FROM base_letter WHERE id = %s", first)
    assert "first@x.example" not in mail.taken


def test_a_mail_server_that_refuses_is_asked_again(stack, mail):
    mail.mood = "refuse"
    number = post(stack, "later@x.example")
    why = "SELECT error FROM base_letter WHERE id = %s"
    until(lambda: stack.sql(why, number), 30, "Refusing the letter")
    assert not is_sent(stack, number)
    mail.mood = "serve"
    stack.sql("UPDATE base_letter SET next_try_at = now() WHERE id = %s RETURNING id", number)
    stack.portal.manage("send_letters")
    assert is_sent(stack, number)
    assert mail.taken.count("later@x.example") == 1


class Asking:
    """Asks for codes, each time as another sender; notes how many seconds each answer took."""

    def __init__(self, stack, page="anmelden/"):
        self.address, self.browser = f"{stack.address('one')}/de/{page}", Browser()
        self.browser.see(self.address, "main form")
        self.seconds = {KNOWN: [], UNKNOWN: []}

    def ask(self, email):
        number = next(numbers)
        form = urllib.parse.urlencode(self.browser.form | {"email": email}).encode()
        sender = {"X-Forwarded-For": f"10.1.{number // 250}.{number % 250}"}
        begun = time.monotonic()
        status, _page = ask(self.address, form, Cookie=self.browser.cookie(), **sender)
        self.seconds[email].append(time.monotonic() - begun)
        return status


@pytest.mark.parametrize("mood", ["slow", "hang", "refuse"])
def test_whoever_asks_for_a_code_waits_for_no_mail_server(stack, mail, mood):
    """Nor does anybody else; what a slow one takes is there in the end."""
    mail.mood, asking = mood, Asking(stack)
    with ThreadPoolExecutor(10) as at_once:
        assert set(at_once.map(asking.ask, [KNOWN, UNKNOWN] * 5)) == {302}
        assert well(stack)
    assert max(asking.seconds[KNOWN] + asking.seconds[UNKNOWN]) < 3
    if mood == "slow":
        until(lambda: KNOWN in mail.taken, 20, "Mailing the code")
        assert UNKNOWN not in mail.taken


@pytest.mark.parametrize("page", ["anmelden/", "anmelden/vergessen/"])
def test_the_time_tells_nobody_who_has_an_account(stack, mail, page):
    """One after the other, in turn: the middle of the times differs by less than it scatters."""
    asking = Asking(stack, page)
    for _ in range(30 * LONGER):
        assert {asking.ask(email) for email in (KNOWN, UNKNOWN)} == {302}
    known, unknown = (median(asking.seconds[email]) for email in (KNOWN, UNKNOWN))
    scatter = stdev(asking.seconds[KNOWN] + asking.seconds[UNKNOWN])
    told = f"{page}: {known * 1000:.1f} ms with, {unknown * 1000:.1f} ms without an account\n"
    sys.stderr.write(told)
    assert abs(known - unknown) < max(scatter, 0.005)
