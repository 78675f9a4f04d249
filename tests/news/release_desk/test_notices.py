"""Whoever was named a moment is told the new one, in a letter the office sees first."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from news.models import PressPreview
from news.release_desk import links
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import filled, page, parsed, shown_messages, text
from tests.news.inviting import send_letter, show_letter
from tests.reading import soup

pytestmark = pytest.mark.django_db(transaction=True)
ELEVEN = timezone.make_aware(timezone.datetime(2027, 3, 3, 11))
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(ELEVEN - 48 * HOUR, tick=False) as traveller:
        yield traveller


@pytest.fixture
def item():
    """Under embargo until eleven; two journalists know, one of them reads English."""
    item = make.embargoed(embargo_until=ELEVEN)
    make.preview(item, "jo@zeitung.example", name="Jo Presse")
    make.preview(item, "kim@radio.example", name="Kim Funk", language="en")
    return item


def decide(desk, item, verb, moment=None, **typed):
    """Open the page of `verb` and confirm what it offers, at `moment` and with what is typed."""
    posted = filled(desk.get(page(item, verb)))
    name = {"embargo": "until", "schedule": "at"}.get(verb)
    if moment:
        local = timezone.localtime(moment)
        posted |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}
    return desk.post(page(item, verb), posted | typed, follow=True)


def look(preview, language):
    return " ".join(soup(Client().get(links.address(preview, language))).main.get_text(" ").split())


def test_a_moved_embargo_is_told_to_whoever_knows_the_old_one(desk, item, clock):
    shown = desk.get(page(item, "embargo"))
    assert "Jo Presse , Beispielzeitung, jo@zeitung.example" in text(shown)
    assert "{moment}" in filled(shown)["de-body"]
    answer = decide(desk, item, "embargo", ELEVEN + 3 * HOUR)
    assert "2 letters are on their way." in shown_messages(answer)
    german, english = mail.outbox
    assert (german.to, english.to) == (["jo@zeitung.example"], ["kim@radio.example"])
    assert german.subject == "Neue Sperrfrist: Mittwoch, 3. März 2027, 14:00 Uhr"
    assert "vor Mittwoch, 3. März 2027, 14:00 Uhr (Berliner Zeit)" in german.body
    assert english.subject == "New embargo: Wednesday, 3 March 2027, 14:00"
    assert "Dear Kim Funk," in english.body
    assert "{" not in german.body + english.body
    for preview in PressPreview.objects.all():
        assert links.address(preview) in (german if preview.language == "de" else english).body
    clock.move_to(ELEVEN + HOUR)
    jo = PressPreview.objects.get(name="Jo Presse")
    assert "Sperrfrist bis 3. März 2027, 14:00" in look(jo, "de")
    assert "Embargoed until 3 March 2027, 14:00" in look(jo, "en")
    clock.move_to(ELEVEN + 3 * HOUR)
    assert Client().get(links.address(jo, "de"))["Location"] == item.get_absolute_url("de")


def test_the_office_can_change_the_letter(desk, item):
    typed = {"de-subject": "Später: {moment}", "de-body": "Hallo {name}, {moment}: {link}"}
    decide(desk, item, "embargo", ELEVEN + HOUR, **typed)
    assert mail.outbox[0].subject == "Später: Mittwoch, 3. März 2027, 12:00"
    assert mail.outbox[0].body.startswith("Hallo Jo Presse, Mittwoch, 3. März 2027, 12:00: http")


@pytest.mark.parametrize("body", ["", "Ohne {moment}", "Ohne {link}"])
def test_a_letter_without_what_matters_moves_nothing(desk, item, body):
    answer = decide(desk, item, "embargo", ELEVEN + HOUR, **{"de-body": body})
    assert answer.context["notices"].forms[0].errors
    item.refresh_from_db()
    assert item.embargo_until == ELEVEN
    assert not Letter.objects.exists()


def test_nobody_is_told_what_they_know(desk, item):
    assert "on their way" not in " ".join(shown_messages(decide(desk, item, "embargo", ELEVEN)))
    decide(desk, item, "embargo", ELEVEN + HOUR)
    decide(desk, item, "embargo", ELEVEN + HOUR)
    assert Letter.objects.count() == 2


def test_back_to_draft_takes_the_moment_back_and_a_new_one_is_told(desk, item):
    decide(desk, item, "draft")
    assert [letter.subject.split(":")[0] for letter in mail.outbox] == ["Verschoben", "Postponed"]
    jo = PressPreview.objects.get(name="Jo Presse")
    assert item.headline_de not in Client().get(links.address(jo)).content.decode()
    decide(desk, item, "embargo", ELEVEN)
    assert [letter.subject.split(":")[0] for letter in mail.outbox[2:]] == [
        "Neue Sperrfrist", "New embargo",
    ]  # fmt: skip
    assert item.headline_de in Client().get(links.address(jo)).content.decode()


def test_who_waits_for_eleven_is_told_that_it_is_public_already(desk, item):
    decide(desk, item, "publish")
    assert [letter.subject.split(":")[0] for letter in mail.outbox] == [
        "Sperrfrist aufgehoben", "Embargo lifted",
    ]  # fmt: skip


def test_a_moved_schedule_is_told_too(desk):
    item = make.published(published_at=ELEVEN)
    make.preview(item)
    decide(desk, item, "schedule", ELEVEN + HOUR)
    assert "12:00" in mail.outbox[0].subject


def test_a_revoked_link_gets_no_letter(desk, item):
    for preview in PressPreview.objects.all():
        preview.revoke()
    assert not parsed(desk.get(page(item, "embargo"))).find(id="notices")
    decide(desk, item, "embargo", ELEVEN + HOUR)
    assert not Letter.objects.exists()


def test_letters_nobody_read_do_not_go(desk, item):
    """A colleague invites the first who reads English while the page is open."""
    PressPreview.objects.get(language="en").revoke()
    posted = filled(desk.get(page(item, "embargo")))
    make.preview(item, "lu@netz.example", language="en")
    answer = desk.post(page(item, "embargo"), posted | {"until_1": "15:00"})
    assert "please read these letters first" in text(answer)
    assert not Letter.objects.exists()
    answer = desk.post(page(item, "embargo"), filled(answer), follow=True)
    assert "2 letters are on their way." in shown_messages(answer)


def test_a_letter_from_before_the_move_is_not_sent(desk, item):
    """Its text names the moment: whoever pressed first shows the second what is true now."""
    letter = show_letter(desk, item, journalists="Lu, Netz, lu@netz.example")
    decide(desk, item, "embargo", ELEVEN + HOUR)
    answer = send_letter(desk, item, letter)
    assert "nothing was sent just now" in shown_messages(answer)[0]
    assert not PressPreview.objects.filter(email="lu@netz.example").exists()


def test_a_year_later_nothing_of_a_journalist_is_left(desk, item):
    decide(desk, item, "embargo", ELEVEN + HOUR)
    with time_machine.travel(ELEVEN + timedelta(days=367)):
        for preview in PressPreview.objects.outlived():
            preview.forget()
    assert not PressPreview.objects.exists()
    assert not Letter.objects.exists()
