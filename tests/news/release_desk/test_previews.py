"""Letting journalists read early: naming them, reading the letter, sending, seeing, revoking."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import PressPreview
from news.release_desk import links
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.unsaved.models import UnsavedForm
from tests import factories as make
from tests.desk import change, filled, page, parsed, save, shown_messages, text
from tests.news import inviting

pytestmark = pytest.mark.django_db(transaction=True)
THREE = (
    "Jo Presse, Beispielzeitung, Jo@zeitung.example\nKim Funk; Radio; Muster; kim@radio.example\n"
)
THREE += "Lu Netz\tNetzblatt\tlu@netz.example\n\n"


@pytest.fixture
def item():
    return make.embargoed()


def show_letter(desk, item, **typed):
    return inviting.show_letter(desk, item, **{"journalists": THREE} | typed)


def send(desk, item, **typed):
    return inviting.send_letter(desk, item, show_letter(desk, item), **typed)


def test_several_journalists_get_a_letter_each(desk, item, coordinator):
    shown = show_letter(desk, item)
    assert "Beispielzeitung, jo@zeitung.example" in text(shown)
    assert not PressPreview.objects.exists()
    answer = send(desk, item)
    assert shown_messages(answer) == ["3 letters are on their way."]
    given = list(PressPreview.objects.order_by("pk"))
    assert [(g.name, g.outlet, g.email) for g in given] == [
        ("Jo Presse", "Beispielzeitung", "jo@zeitung.example"),
        ("Kim Funk", "Radio, Muster", "kim@radio.example"),
        ("Lu Netz", "Netzblatt", "lu@netz.example"),
    ]
    assert {g.given_by for g in given} == {coordinator}
    assert [m.to for m in mail.outbox] == [[g.email] for g in given]
    for preview, letter in zip(given, mail.outbox, strict=True):
        assert links.address(preview, "de") in letter.body
        assert f"Guten Tag {preview.name}," in letter.body
        assert "Sperrfrist bis" in letter.subject
        assert "{" not in letter.body
    assert AuditEvent.objects.filter(verb="give_preview", number=item.pk).exists()


def test_the_letter_can_be_changed_and_needs_its_link(desk, item):
    refused = send(desk, item, body="Without an address")
    assert "needs {link} exactly once" in text(refused)
    assert "Jo Presse" in text(refused)
    assert not Letter.objects.exists()
    send(desk, item, subject="Für Sie", body="Hallo {name}: {link}")
    letter = Letter.objects.order_by("pk").first()
    assert letter.subject == "Für Sie"
    assert mail.outbox[0].body.startswith("Hallo Jo Presse: http://testserver/de/vorschau/")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"journalists": ""}, "This field is required."),
        ({"journalists": "Jo Presse, jo@zeitung.example"}, "Line 1 (Jo Presse, jo@"),
        ({"journalists": "Jo, Blatt, jo"}, "Enter a valid email address."),
        ({"journalists": "Jo, B, j@x.example\nJa, B, J@x.example"}, "has the same address as"),
        ({"journalists": f"{'J' * 201}, B, j@x.example"}, "at most 200 characters"),
        ({"language": "fr"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(desk, item, typed, problem):
    answer = show_letter(desk, item, **typed)
    assert problem in text(answer)
    kept = filled(answer, "step")
    assert kept["journalists"].replace("\r", "") == typed.get("journalists", THREE)
    assert not PressPreview.objects.exists()


def test_a_letter_whose_session_ended_is_back_after_signing_in(desk, item, coordinator):
    posted = filled(show_letter(desk, item)) | {"step": "send", "body": "Mit Mühe: {link}"}
    desk.logout()
    desk.post(page(item, "previews"), posted, headers={"origin": "http://testserver"})
    desk.force_login(coordinator)
    back = desk.get(UnsavedForm.objects.get().address)
    assert filled(back, "seen")["body"] == "Mit Mühe: {link}"
    assert parsed(back).select_one("#content").get_text().count("is back (") == 1
    assert not PressPreview.objects.exists()
    answer = desk.post(page(item, "previews"), filled(back, "seen"), follow=True)
    assert shown_messages(answer) == ["3 letters are on their way."]


def test_going_back_keeps_what_was_typed(desk, item):
    posted = filled(show_letter(desk, item)) | {"step": "who"}
    answer = desk.post(page(item, "previews"), posted)
    assert "Kim Funk" in filled(answer, "step")["journalists"]
    assert not PressPreview.objects.exists()


def test_the_office_sees_who_opened_and_revokes_with_one_click(desk, client, item):
    preview = make.preview(item, name="Jo Presse")
    client.get(links.address(preview))
    listed = parsed(desk.get(page(item, "previews"))).select_one(".board tbody tr")
    assert "not yet" not in listed.get_text()
    answer = desk.post(listed.form["action"], follow=True)
    assert shown_messages(answer) == ["The link of Jo Presse leads nowhere now."]
    assert client.get(links.address(preview)).status_code == 404
    assert AuditEvent.objects.filter(verb="revoke_preview", number=preview.pk).exists()
    assert parsed(answer).select_one(".board form") is None


def test_looking_at_the_address_revokes_nothing(desk, item):
    preview = make.preview(item)
    desk.get(page(item, "revoke_preview", preview.pk))
    preview.refresh_from_db()
    assert not preview.revoked_at


def test_whoever_gets_a_second_link_loses_the_first(desk, item):
    first = make.preview(item, "jo@zeitung.example")
    assert "the one sent before ends" in text(show_letter(desk, item))
    send(desk, item)
    first.refresh_from_db()
    assert first.revoked_at
    assert PressPreview.objects.unrevoked().filter(email=first.email).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PressPreview.objects.filter(pk=first.pk).update(revoked_at=None)


def test_a_button_pressed_twice_sends_once(desk, item):
    posted = filled(show_letter(desk, item)) | {"step": "send"}
    answers = [desk.post(page(item, "previews"), posted, follow=True) for _ in range(2)]
    assert shown_messages(answers[1])[0].startswith("Links were given meanwhile")
    assert PressPreview.objects.unrevoked().count() == Letter.objects.count() == 3


@pytest.mark.parametrize("make_item", [make.draft, make.published])
def test_only_news_that_waits_can_be_read_early(desk, make_item):
    item = make_item()
    answer = desk.get(page(item, "previews"))
    assert not parsed(answer).select_one("[name=journalists]")
    posted = {"step": "send", "journalists": THREE, "language": "de", "subject": "S"}
    posted |= {"body": "{link}"}
    refused = desk.post(page(item, "previews"), posted, follow=True)
    assert shown_messages(refused) == ["Nothing was sent: this news item no longer waits."]
    assert not PressPreview.objects.exists()


def test_the_form_of_the_item_leads_there(desk, item):
    assert save(desk, change(item), "_then", False, _then="previews").url == page(item, "previews")


def test_a_letter_that_did_not_go_says_why(desk, item):
    preview = make.preview(item)
    preview.letter = make.letter(kind="preview")
    preview.save()
    Letter.objects.update(sent_at=None, failed_at=timezone.now(), error="No such box")
    assert "No such box" in text(desk.get(page(item, "previews")))
