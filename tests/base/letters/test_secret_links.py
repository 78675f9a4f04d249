"""What opens something without a sign-in stands in the letter that goes out, and nowhere else."""

import io
import zipfile
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from members.models import User
from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import add, change, changelist, filled, page, save, text
from tests.news.inviting import invite

pytestmark = pytest.mark.django_db
SITE = "https://testserver"


@pytest.fixture
def speaker():
    return factories.person(request_email="speaker@muster.example")


@pytest.fixture
def letters(desk, speaker):
    """Those that the office sends with a personal link: one of each kind."""
    member = factories.member()
    quotation = factories.statement(factories.draft(), speaker, [member], authorised=False)
    step = page(quotation.item, "ask")
    shown = desk.post(step, filled(desk.get(step), f"s{quotation.pk}-to"))
    desk.post(step, filled(shown, f"s{quotation.pk}-body") | {"step": "send"})
    invite(desk, factories.embargoed(), journalists="Jo Presse, Zeitung, jo@zeitung.example")
    save(desk, add(User), email="robin@member.example", organisations=[member.pk])
    call_command("ask_yearly", SITE, verbosity=0)
    return list(Letter.objects.order_by("pk"))


def export(desk, subject):
    """Return the rows that the page about a person hands out, as text."""
    answer = desk.post(f"{page(subject, 'change')[: -len('change/')]}rights/", {"do": "export"})
    return zipfile.ZipFile(io.BytesIO(answer.content)).read("data.json").decode()


def test_the_office_reads_each_letter_without_its_link(desk, letters, speaker):
    assert [letter.kind for letter in letters] == [
        "request",
        "preview",
        "invitation",
        "yearly_check",
    ]
    robin = User.objects.get(email="robin@member.example")
    pages = [desk.get(changelist(Letter)).content.decode()]
    pages += [desk.get(change(letter)).content.decode() for letter in letters]
    pages += [export(desk, speaker), export(desk, robin)]
    for letter in letters:
        assert "only the recipient has it" in text(desk.get(change(letter)))
        token = urlsplit(letter.secret)[2:4]
        assert not [shown for shown in pages if any(part and part in shown for part in token)]
        search = changelist(Letter, f"?q={quote(letter.secret[-20:])}")
        assert letter.subject not in text(desk.get(search))


def test_the_letter_that_goes_out_has_it_and_it_is_forgotten_then(letters):
    given = [letter.secret for letter in letters]
    mail.outbox.clear()
    call_command("send_letters", verbosity=0)
    for link, message in zip(given, mail.outbox, strict=True):
        assert link in message.body
        assert Client().get(link).status_code == 200
    assert set(Letter.objects.values_list("secret", flat=True)) == {""}


def test_a_letter_sent_again_still_has_its_link(desk, letters):
    letter = letters[0]
    link = letter.secret
    Letter.objects.filter(pk=letter.pk).update(failed_at=letter.posted_at, claimed_at=None)
    mail.outbox.clear()
    pressed = {"action": "send_again", "_selected_action": [letter.pk]}
    desk.post(changelist(Letter), pressed)
    call_command("send_letters", verbosity=0)
    assert link in mail.outbox[0].body
