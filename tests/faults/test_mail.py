"""The mail server hangs or refuses, and the worker is killed over it."""

import signal

import pytest

from tests.faults.mail import MailServer
from tests.faults.people import Browser
from tests.faults.stack import until, well

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


@pytest.mark.parametrize("mood", ["hang", "refuse"])
def test_whoever_asks_for_a_code_gets_an_answer(stack, mail, mood):
    """It never says whether a letter went out: that would tell who has an account."""
    mail.mood, address = mood, f"{stack.address()}/de/anmelden/"
    reader = Browser()
    reader.see(address, "main form")
    assert reader.send(address, email="coordinator@nuklid.example") == 302
    assert mail.connections == 1
    assert well(stack)
