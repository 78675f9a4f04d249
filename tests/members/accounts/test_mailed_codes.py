"""Codes by mail: through the outbox, in time or not at all, few, and alike for every address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import travel

from members.models import User
from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import change, changelist, text
from tests.mailbox import delivered, mailed_code
from tests.members.accounts.test_sign_in import signed_in
from tests.servers import mail as mail_servers

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "rep@beispiel.example", "no@beispiel.example"
CODE, FORGOTTEN = "/en/sign-in/", "/en/sign-in/forgotten/"
WRITING = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@pytest.fixture(autouse=True)
def representative():
    user = User.objects.create_user(KNOWN)
    user.emailaddress_set.create(email=KNOWN, verified=True, primary=True)
    return user


def ask(path=CODE, email=KNOWN, sender="198.51.100.1", client=None, **fields):
    return (client or Client()).post(path, {"email": email} | fields, REMOTE_ADDR=sender)


def written(path, email):
    """Return what a first request writes, [(verb, table)]."""
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask(path, email)
    found = (WRITING.match(query["sql"]) for query in queries)
    return [match.groups() for match in found if match]


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_an_address_without_an_account_costs_the_same_writing(path):
    known, unknown = written(path, KNOWN), written(path, UNKNOWN)
    assert known == unknown
    assert ("INSERT INTO", "base_letter") in known


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_only_an_account_gets_a_letter_and_nothing_stays_of_the_other(path):
    ask(path, UNKNOWN)
    ask(path, KNOWN)
    assert [message.to for message in delivered()] == [[KNOWN]]
    assert Letter.objects.get().to == KNOWN


def test_a_new_code_for_an_address_without_an_account_costs_the_same():
    written_again = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        ask(email=email, client=client)
        before = Letter.objects.count()
        client.post(f"{CODE}code/", {"action": "resend"})
        written_again.append(Letter.objects.count() - before)
    assert written_again == [1, 1]
    assert [message.to for message in delivered()] == [[KNOWN], [KNOWN]]


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_with_the_mail_down_the_code_waits_and_a_stranger_learns_nothing(settings, path):
    mail_servers.use(settings, 9)  # nobody listens there
    answers = [ask(path, email) for email in (KNOWN, UNKNOWN)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"{path}code/")}
    delivered()
    assert Letter.objects.get().state == Letter.State.WAITING


def test_a_code_that_has_run_out_is_not_sent_late(settings, caplog):
    mail_servers.use(settings, 9)
    ask()
    delivered()
    with (
        mail_servers.mail_server(settings) as taken,
        travel(timezone.now() + timedelta(minutes=11)),
    ):
        delivered()
    assert taken == []
    assert not Letter.objects.exists()
    assert "not sent in time" in caplog.text


def test_a_code_goes_before_what_waits_longer():
    factories.letter(to="first@x.example")
    ask()
    assert [message.to for message in delivered()] == [[KNOWN], ["first@x.example"]]


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_the_office_never_reads_a_code(desk, path):
    ask(path)
    letter = Letter.objects.get()
    code = letter.secret
    assert code in letter.text_to_send
    shown = text(desk.get(change(letter)))
    assert "[code: only the recipient has it]" in shown
    assert code not in shown + text(desk.get(changelist(Letter)))
    assert code in delivered()[-1].body
    assert Letter.objects.get().secret == ""


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_a_stranger_uses_up_no_letters_but_the_own(client, path):
    for _ in range(10):
        refused = ask(path, sender="203.0.113.9")
    assert "many codes" in refused.text
    assert len(delivered()) == 3
    mail.outbox.clear()
    assert ask(path, client=client).status_code == 302
    assert [message.to for message in delivered()] == [[KNOWN]]
    client.post(f"{path}code/", {"code": mailed_code()})
    assert signed_in(client) or path == FORGOTTEN


def test_another_code_counts_as_one(client):
    for _ in range(2):
        ask(client=Client())
    ask(client=client)
    again = client.post(
        f"{CODE}code/", {"action": "resend"}, follow=True, REMOTE_ADDR="198.51.100.1"
    )
    assert "many codes" in again.text
    assert len(delivered()) == 3


def test_in_an_hour_there_are_ten_for_one_address_and_sender():
    now = timezone.now()
    for minute in range(0, 40, 2):
        with travel(now + timedelta(minutes=minute), tick=False):
            ask()
            delivered()
    assert len(mail.outbox) == 10
    with travel(now + timedelta(minutes=61), tick=False):
        ask()
        assert len(delivered()) == 11


def test_one_sender_asks_for_few_addresses():
    for number in range(25):
        last = ask(FORGOTTEN, f"a{number}@x.example")
    assert last.status_code == 429


@pytest.mark.parametrize(
    ("addresses", "letters"),
    [(("2001:db8::1", "2001:db8::2"), 3), (("2001:db8:0:1::1", "2001:db8:0:2::1"), 4)],
)
def test_a_household_with_many_addresses_is_one_sender(addresses, letters):
    for sender in (*[addresses[0]] * 3, addresses[1]):
        ask(sender=sender)
    assert len(delivered()) == letters


def test_the_day_after_nothing_says_who_asked_for_a_code(desk):
    factories.letter()
    ask()
    delivered()
    call_command("forget_unsaved", verbosity=0)
    assert Letter.objects.filter(kind="code").exists()
    with travel(timezone.now() + timedelta(days=1, minutes=1)):
        call_command("forget_unsaved", verbosity=0)
    assert [letter.kind for letter in Letter.objects.all()] == ["request"]


LONGEST = f"{'a' * 60}@{('b' * 60 + '.') * 4}example"


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_the_longest_address_that_a_form_takes_is_no_fault_of_ours(path):
    assert ask(path, LONGEST).status_code == 302
    letter = Letter.objects.get()
    letter.clean_fields()
    assert letter.to == LONGEST
