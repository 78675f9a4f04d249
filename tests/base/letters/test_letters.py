"""Letters: stored with what causes them, sent once, never lost."""

import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from time_machine import travel

from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import change, changelist, shown_messages
from tests.servers import mail as mailserver

pytestmark = pytest.mark.django_db


def states():
    return [str(letter.state) for letter in Letter.objects.order_by("pk")]


def send():
    call_command("send_letters", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_letter_goes_out_after_the_commit(settings):
    with mailserver.mail_server(settings) as taken:
        with transaction.atomic():
            factories.letter(subject="Bitte\num Freigabe")
            assert taken == []
        assert states() == ["sent"]
        send()
    assert len(taken) == 1
    assert "Subject: Bitte um Freigabe" in taken[0]
    assert "Content-Language: de" in taken[0]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_sent(settings):
    with mailserver.mail_server(settings) as taken:
        with transaction.atomic():
            factories.letter()
            transaction.set_rollback(True)
        send()
    assert taken == []


def test_while_no_server_answers_letters_wait_and_go_out_later(settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        mailserver.use(settings, closed.getsockname()[1])
    letter = factories.letter()
    send()
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
    assert letter.next_try_at > timezone.now()
    with mailserver.mail_server(settings) as taken:
        send()
        assert taken == []  # not before its time
        with travel(timezone.now() + timedelta(minutes=2), tick=False):
            send()
    assert len(taken) == 1
    assert states() == ["sent"]


def test_a_server_that_never_answers_is_given_up_and_the_office_told(settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        mailserver.use(settings, closed.getsockname()[1])
    letter, now = factories.letter(), timezone.now()
    for day in range(8):
        with travel(now + timedelta(days=2 * day, minutes=1), tick=False):
            send()
    letter.refresh_from_db()
    assert letter.tries == 7
    assert letter.state == Letter.State.FAILED
    assert "cannot be reached" in letter.error


def test_a_server_that_asks_for_patience_is_asked_again(settings):
    factories.letter()
    with mailserver.mail_server(settings, rcpt="451 later") as taken:
        send()
    assert (taken, states()) == ([], ["waiting"])


@pytest.mark.parametrize("answers", [{"rcpt": "550 nobody"}, {"data": "554 no"}])
def test_what_a_server_refuses_for_good_is_not_tried_again(settings, answers):
    letter = factories.letter()
    with mailserver.mail_server(settings, **answers) as taken:
        send()
    letter.refresh_from_db()
    assert (taken, states()) == ([], ["failed"])
    assert "refused: 55" in letter.error


@pytest.mark.parametrize("address", ["jö@x.example", "kein at", "a@x.example\nBcc: b@x.example"])
def test_an_address_no_letter_can_go_to_holds_up_no_other(settings, address):
    factories.letter(to=address)
    factories.letter(to="anna@x.example")
    with mailserver.mail_server(settings) as taken:
        send()
    assert states() == ["failed", "sent"]
    assert ["anna@x.example" in letter for letter in taken] == [True]
    assert "No letter can go to this address" in Letter.objects.get(to=address).error


@pytest.mark.parametrize("subject", ["Titel\nBcc: b@x.example", "Titel\r\n\r\nText", "ü" * 300])
def test_a_subject_is_one_line_and_no_header(settings, subject):
    factories.letter(subject=subject)
    with mailserver.mail_server(settings) as taken:
        send()
    head = taken[0].partition("\r\n\r\n")[0]
    assert not [line for line in head.split("\r\n") if line.lower().startswith("bcc:")]
    assert states() == ["sent"]


def test_where_nobody_knows_the_office_decides(settings):
    letter = factories.letter()
    with mailserver.mail_server(settings, drops=True):
        send()
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED
    assert "nobody knows" in letter.error
    with mailserver.mail_server(settings) as taken:
        send()
    assert taken == []


def test_a_letter_whose_worker_was_killed_is_left_to_the_office(settings):
    letter = factories.letter()
    assert letter.claim()
    with mailserver.mail_server(settings) as taken:
        send()
        with travel(timezone.now() + timedelta(minutes=20), tick=False):
            send()
            assert Letter.objects.failed().get().state == Letter.State.FAILED
    assert taken == []


def test_a_letter_is_claimed_once(settings):
    first, second = factories.letter(), Letter.objects.get()
    assert (first.claim(), second.claim()) == (True, False)
    assert Letter.objects.get().tries == 1
    with mailserver.mail_server(settings) as taken:
        assert not second.send()
    assert taken == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in the tests' SQLite")
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_once(settings):
    with mailserver.mail_server(settings) as taken:
        letters = Letter.objects.bulk_create(
            Letter(to="a@example.org", language="de", subject=str(n), body="x", kind="notice")
            for n in range(20)
        )
        start = threading.Barrier(2)

        def work():
            start.wait()
            send()
            connections.close_all()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(taken) == len(letters)
    assert set(states()) == {"sent"}


# The office ----------------------------------------------------------------------------------


def test_the_office_sees_what_failed_and_sends_it_again(desk, settings):
    letter = factories.letter()
    with mailserver.mail_server(settings, rcpt="550 nobody"):
        send()
    assert "550 nobody" in desk.get("/admin/").rendered_content
    answer = desk.post(
        changelist(Letter), {"action": "send_again", "_selected_action": [letter.pk]}, follow=True
    )
    assert shown_messages(answer) == ["1 letter is sent again."]
    with mailserver.mail_server(settings) as taken:
        send()
    assert len(taken) == 1


def test_what_was_sent_is_not_sent_again(desk, settings):
    letter = factories.letter()
    with mailserver.mail_server(settings) as taken:
        send()
        answer = desk.post(
            changelist(Letter),
            {"action": "send_again", "_selected_action": [letter.pk]},
            follow=True,
        )
        send()
    assert shown_messages(answer) == ["1 letter has not failed and is left as it is."]
    assert len(taken) == 1


def test_a_letter_is_read_not_changed(desk):
    letter = factories.letter()
    page = desk.get(change(letter))
    assert "Guten Tag" in page.rendered_content
    assert desk.post(change(letter), {"body": "Anderes"}).status_code == 403
    letter.refresh_from_db()
    assert letter.body == "Guten Tag\n"
