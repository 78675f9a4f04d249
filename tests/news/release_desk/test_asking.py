"""The release desk: who is to be asked, the letters, the board, reminders."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import AuthorisationRequest
from news.release_desk import links
from nuklid.base.letters.models import Letter
from nuklid.base.unsaved.models import UnsavedForm
from tests import factories
from tests.desk import filled, page, parsed, shown_messages, text
from tests.news.authorising import ask, give_answer, letters, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return factories.draft("Bericht")


def test_one_action_asks_all_that_are_open(desk, coordinator, item):
    quotes = [quote(item, f"Muster{n}") for n in range(3)]
    factories.statement(item)
    factories.statement(item, kind="summary")
    shown = text(letters(desk, item))
    assert not AuthorisationRequest.objects.exists()
    assert "Muster0@x.example" in shown
    answered = ask(desk, item)
    assert "3 letters are on their way" in shown_messages(answered)[0]
    found = AuthorisationRequest.objects.order_by("statement")
    assert [asked.statement for asked in found] == quotes
    for asked in found:
        assert (asked.asked_by, asked.languages()) == (coordinator, ["de", "en"])
        assert links.address(asked) in asked.letter.text_to_send
        assert "{link}" not in asked.letter.text_to_send
        assert asked.letter.to == asked.email
        assert asked.answer_by == timezone.localdate() + timedelta(days=7)


def test_letters_read_as_written_by_a_person(desk, item):
    said = quote(item, "O'Neil & Söhne")
    for language, greeting in (("de", "Guten Tag Maria O'Neil & Söhne,"), ("en", "Dear Maria")):
        shown = letters(desk, item, **{f"s{said.pk}-language": language})
        body = filled(shown)[f"s{said.pk}-body"]
        assert greeting in body
        assert (item.headline_de if language == "de" else item.headline_en) in body
        assert "\n\n\n" not in body
        assert "&amp;" not in body


def test_letters_whose_session_ended_are_back_after_signing_in(desk, item, coordinator):
    quotes = [quote(item, f"Muster{n}") for n in range(2)]
    typed = {f"s{quotes[1].pk}-body": "Mit Mühe: {link}"}
    for step in ("letters", "send"):
        posted = filled(letters(desk, item)) | typed | {"step": step}
        desk.logout()
        desk.post(page(item, "ask"), posted, headers={"origin": "http://testserver"})
        desk.force_login(coordinator)
        back = desk.get(UnsavedForm.objects.order_by("pk").last().address)
        assert parsed(back).select_one("#content").get_text().count("is back (") == 1
    assert filled(back)[f"s{quotes[1].pk}-body"] == "Mit Mühe: {link}"
    assert not AuthorisationRequest.objects.exists()
    answer = desk.post(page(item, "ask"), filled(back), follow=True)
    assert shown_messages(answer) == ["2 letters are on their way."]


def test_letters_go_as_the_coordinator_changed_them(desk, item):
    said = quote(item)
    typed = {f"s{said.pk}-subject": "Kurze Bitte", f"s{said.pk}-body": "Bitte:\r\n{link}\r\nDanke"}
    ask(desk, item, **typed)
    letter = Letter.objects.get()
    assert letter.subject == "Kurze Bitte"
    assert letter.text_to_send.startswith("Bitte:\nhttp://testserver/de/freigabe/")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": "Ohne Adresse"}, "exactly once"),
        ({"body": "{link} {link}"}, "exactly once"),
        ({"body": ""}, "required"),
        ({"subject": ""}, "required"),
        ({"subject": "x" * 300}, "at most 200"),
        ({"body": "{link}" + "x" * 6000}, "at most 5000"),
    ],
)
def test_a_letter_that_cannot_go_is_shown_again(desk, item, typed, sentence):
    said = quote(item)
    refused = ask(desk, item, **{f"s{said.pk}-{name}": value for name, value in typed.items()})
    assert sentence in text(refused)
    assert not AuthorisationRequest.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answer_by": "2020-01-01"}, "from today on"),
        ({"answer_by": "9999-12-31"}, "from today on"),
        ({"answer_by": "soon"}, "valid date"),
        ({"to": "other", "other_email": ""}, "Enter whom to ask"),
        ({"to": "other", "other_email": "nobody"}, "valid email"),
        ({"to": "delegate-99"}, "Select a valid choice"),
        ({"language": "fr"}, "Select a valid choice"),
        ({"ask": None}, "Tick at least one"),
    ],
)
def test_refusals_of_the_first_step(desk, item, typed, sentence):
    said = quote(item)
    posted = filled(desk.get(page(item, "ask")))
    for name, value in typed.items():
        key = name if name == "answer_by" else f"s{said.pk}-{name}"
        posted = {k: v for k, v in posted.items() if k != key} | ({key: value} if value else {})
    refused = desk.post(page(item, "ask"), posted)
    assert sentence in text(refused) + " ".join(shown_messages(refused))
    assert not Letter.objects.exists()


def test_a_wording_changed_meanwhile_is_not_sent(desk, colleague, item):
    said = quote(item)
    posted = filled(letters(desk, item)) | {"step": "send"}
    said.text_de = "Anders."
    said.save()
    refused = desk.post(page(item, "ask"), posted)
    assert "changed while this page was open" in text(refused)
    assert not Letter.objects.exists()


# Whom to ask -------------------------------------------------------------------------------------


def test_a_delegate_is_offered_and_recorded(desk, item):
    said = quote(item, request_email="")
    held = factories.mandate(said.speaker, delegate_name="Paul Press", delegate_email="p@x.example")
    factories.mandate(
        said.speaker, delegate_name="Gone", delegate_email="g@x.example", until="2020-01-01"
    )
    posted = filled(desk.get(page(item, "ask")))
    assert posted[f"s{said.pk}-to"] == f"delegate-{held.pk}"
    assert "Gone" not in text(desk.get(page(item, "ask")))
    ask(desk, item)
    asked = AuthorisationRequest.objects.get()
    assert (asked.asked_name, asked.email, asked.is_delegate) == ("Paul Press", "p@x.example", True)
    assert f"möchten wir {said.name_as_said} zitieren" in asked.letter.body
    give_answer(asked)
    assert "answered by Paul Press" in text(desk.get(page(item, "board")))


def test_the_public_address_is_offered_never_taken_unasked(desk, item):
    contact = {"email": "public@x.example", "contact_agreed_on": "2026-01-01"}
    said = quote(item, request_email="", **contact)
    shown = desk.get(page(item, "ask"))
    assert "public@x.example" in text(shown)
    assert filled(shown)[f"s{said.pk}-to"] == "other"


def test_whoever_is_not_ticked_is_not_asked(desk, item):
    one, other = quote(item, "Eins"), quote(item, "Zwei", request_email="")
    posted = filled(desk.get(page(item, "ask")))
    posted.pop(f"s{other.pk}-ask")
    shown = desk.post(page(item, "ask"), posted)
    desk.post(page(item, "ask"), filled(shown) | {"step": "send"})
    assert [asked.statement for asked in AuthorisationRequest.objects.all()] == [one]
