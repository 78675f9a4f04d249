"""Asking while the mail server is down, slow or refuses: nothing lost, nothing twice, all told."""

import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from time_machine import travel

from news.models import AuthorisationRequest
from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import changelist, page, text
from tests.news.authorising import ask, quote
from tests.servers import mail as mailserver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item():
    """A draft with two quotes whose speakers have addresses."""
    item = factories.draft()
    quote(item, "Erste")
    quote(item, "Zweite")
    return item


def board(desk, item):
    return text(desk.get(page(item, "board")))


def minutes_later(minutes):
    with travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        call_command("send_letters", verbosity=0)


def recipients(taken):
    return sorted(line for text in taken for line in text.splitlines() if line.startswith("To:"))


BOTH = ["To: Erste@x.example", "To: Zweite@x.example"]


def test_a_mail_server_that_is_down_loses_nothing(desk, item, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        mailserver.use(settings, closed.getsockname()[1])
        assert ask(desk, item).status_code == 200
        minutes_later(2)
    assert AuthorisationRequest.objects.count() == 2
    said = board(desk, item)
    assert "2 letters could not go out yet; they are tried again by themselves." in said
    assert said.count("cannot be reached") == 2
    with mailserver.mail_server(settings) as taken:
        minutes_later(60)
        minutes_later(120)
    assert recipients(taken) == BOTH
    assert "could not go out" not in board(desk, item)


def test_a_slow_mail_server_gets_each_letter_once(desk, item, settings):
    with mailserver.mail_server(settings, pause=0.2) as taken:
        ask(desk, item)
        minutes_later(60)
    assert recipients(taken) == BOTH
    assert "could not go out" not in board(desk, item)


def test_where_it_is_too_slow_to_know_nothing_goes_twice(desk, item, settings):
    with mailserver.mail_server(settings, pause=0.6) as taken:
        port = settings.MAILERS["default"]["OPTIONS"]["port"]
        mailserver.use(settings, port, timeout=0.2)
        ask(desk, item)
        minutes_later(60)
    assert len(taken) <= 2
    assert {letter.tries for letter in Letter.objects.all()} == {1}
    said = board(desk, item)
    assert "2 letters did not go out: see below why." in said
    assert said.count("nobody knows whether it arrived") == 2


def test_a_refusal_stands_on_the_board_and_the_office_sends_again(desk, item, settings):
    with mailserver.mail_server(settings, rcpt="550 no such box") as taken:
        ask(desk, item)
        minutes_later(60)
    assert not taken
    said = board(desk, item)
    assert "2 letters did not go out: see below why." in said
    assert said.count("550 no such box") == 2
    with mailserver.mail_server(settings) as taken:
        picked = list(Letter.objects.values_list("pk", flat=True))
        desk.post(changelist(Letter), {"action": "send_again", "_selected_action": picked})
        minutes_later(60)
    assert recipients(taken) == BOTH


def test_a_server_that_asks_for_patience_gets_each_letter_once(desk, item, settings):
    with mailserver.mail_server(settings, rcpt="451 later") as taken:
        ask(desk, item)
    assert not taken
    assert board(desk, item).count("451 later") == 2
    with mailserver.mail_server(settings) as taken:
        minutes_later(2)
        minutes_later(60)
    assert recipients(taken) == BOTH


def test_a_reminder_that_did_not_go_is_told_too(desk, item, settings):
    with mailserver.mail_server(settings):
        ask(desk, item)
    asked = AuthorisationRequest.objects.first()
    address = page(item, "remind", asked.pk)
    with mailserver.mail_server(settings, rcpt="550 gone"):
        desk.post(address, {"subject": "Bitte", "body": "Hier: {link}"})
    said = board(desk, item)
    assert "1 letter did not go out" in said
    assert "550 gone" in said
