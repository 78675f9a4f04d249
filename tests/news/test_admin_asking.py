"""The release desk: who is to be asked, the letters, the board, reminders."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.models import Letter
from news import links
from news.models import Answer, AuthorisationRequest
from tests import factories
from tests.desk import filled, page, parsed, text, told
from tests.speaking import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return factories.draft("Bericht")


def quote(item, name="Muster", **person):
    speaker = factories.person("Maria", name, **{"request_email": f"{name}@x.example"} | person)
    return factories.statement(item, speaker, authorised=False)


def letters(desk, item, query="", **typed):
    """Go through the first step; return the answer with the letters."""
    address = page(item, "ask") + query
    return desk.post(address, filled(desk.get(address)) | typed)


def ask(desk, item, query="", **typed):
    """Ask for everything open, as proposed except for what is typed in the second step."""
    posted = filled(letters(desk, item, query)) | {"step": "send"} | typed
    return desk.post(page(item, "ask") + query, posted, follow=True)


def test_one_action_asks_all_that_are_open(desk, coordinator, item):
    quotes = [quote(item, f"Muster{n}") for n in range(3)]
    factories.statement(item)
    factories.statement(item, kind="summary")
    shown = text(letters(desk, item))
    assert not AuthorisationRequest.objects.exists()
    assert "Muster0@x.example" in shown
    answered = ask(desk, item)
    assert "3 letters are on their way" in told(answered)[0]
    found = AuthorisationRequest.objects.order_by("statement")
    assert [asked.statement for asked in found] == quotes
    for asked in found:
        assert (asked.asked_by, asked.languages()) == (coordinator, ["de", "en"])
        assert links.address(asked) in asked.letter.body
        assert "{link}" not in asked.letter.body
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


def test_letters_go_as_the_coordinator_changed_them(desk, item):
    said = quote(item)
    typed = {f"s{said.pk}-subject": "Kurze Bitte", f"s{said.pk}-body": "Bitte:\r\n{link}\r\nDanke"}
    ask(desk, item, **typed)
    letter = Letter.objects.get()
    assert letter.subject == "Kurze Bitte"
    assert letter.body.startswith("Bitte:\nhttp://testserver/de/freigabe/")


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
    assert sentence in text(refused) + " ".join(told(refused))
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
    answer(asked)
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


# The board ---------------------------------------------------------------------------------------


def cells(desk, statement):
    row = parsed(desk.get(page(statement.item, "board"))).select_one(f"#statement-{statement.pk}")
    return [cell.get_text() for cell in row.select("td > .standing")]


def test_the_board_follows_a_quote_through_its_states(desk, item):
    said = quote(item)
    assert cells(desk, said) == ["not asked", "not asked"]
    ask(desk, item)
    asked = AuthorisationRequest.objects.get()
    assert cells(desk, said) == ["asked", "asked"]
    Client().get(links.address(asked))
    assert cells(desk, said) == ["opened", "opened"]
    answer(asked, "changed", text_en="Better.")
    assert cells(desk, said) == ["authorised", "changed by the speaker"]
    answer(asked, "declined", reason="No.")
    assert cells(desk, said) == ["declined", "declined"]
    answer(asked)
    assert cells(desk, said) == ["authorised", "authorised"]
    assert "1 of 1 quote is in." in text(desk.get(page(item, "board")))
    said.text_de = "Anders."
    said.save()
    assert cells(desk, said) == ["lapsed: the wording changed", "authorised"]
    ask(desk, item)
    assert AuthorisationRequest.objects.standing().get().languages() == ["de"]
    assert cells(desk, said) == ["asked", "authorised"]


def test_the_board_says_who_is_late_and_who_wants_a_link(desk, item):
    asked = factories.asked(quote(item), answer_by=timezone.localdate() - timedelta(days=1))
    asked.mark("new_link_wanted_at")
    said = text(desk.get(page(item, "board")))
    assert "0 of 1 quote is in. 1 waits for an answer. 1 is late." in said
    assert "wants a new link" in said


def test_the_board_says_which_letter_did_not_go(desk, item):
    quote(item)
    ask(desk, item)
    Letter.objects.update(failed_at=timezone.now(), sent_at=None, error="No such mailbox")
    said = text(desk.get(page(item, "board")))
    assert "1 letter did not go out" in said
    assert "No such mailbox" in said


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_needs_a_fixed_number_of_queries(desk, item, rows, django_assert_num_queries):
    for number in range(rows):
        factories.asked(quote(item, f"Nr{number}"))
    with django_assert_num_queries(11):
        desk.get(page(item, "board"))


def test_a_declined_quote_can_be_asked_for_again(desk, item):
    said = quote(item)
    first = factories.asked(said)
    answer(first, "declined", reason="No.")
    ask(desk, item, f"?statement={said.pk}")
    first.refresh_from_db()
    assert first.revoked_at
    assert Answer.objects.count() == 1
    assert cells(desk, said) == ["asked", "asked"]


# Reminding and closing ---------------------------------------------------------------------------


def test_a_reminder_is_read_before_it_goes(desk, item):
    asked = factories.asked(quote(item))
    address = page(item, "remind", asked.pk)
    assert "Zur Erinnerung" in filled(desk.get(address))["subject"]
    assert not Letter.objects.exists()
    desk.post(address, filled(desk.get(address)))
    asked.refresh_from_db()
    assert links.address(asked) in asked.reminder.body


def test_nobody_who_answered_is_reminded(desk, item):
    asked = factories.asked(quote(item))
    address = page(item, "remind", asked.pk)
    posted = filled(desk.get(address))
    answer(asked)
    assert "nothing to remind" in told(desk.post(address, posted, follow=True))[0]
    assert not Letter.objects.exists()


def test_a_closed_link_leads_nowhere(desk, item):
    asked = factories.asked(quote(item))
    address = page(item, "close_link", asked.pk)
    assert desk.get(address).status_code == 200
    assert Client().get(links.address(asked)).status_code == 200
    desk.post(address)
    assert Client().get(links.address(asked)).status_code == 404


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["board", "ask", "remind", "close_link"])
def test_every_page_needs_a_right_and_its_own_item(desk, item, name):
    asked = factories.asked(quote(item))
    quote(item, "Zweite")
    args = [asked.pk] if name in ("remind", "close_link") else []
    address, other = page(item, name, *args), factories.draft()
    stranger = Client()
    stranger.force_login(factories.coordinator())
    for method in ("get", "post"):
        assert getattr(stranger, method)(address).status_code == 403
        assert getattr(Client(), method)(address).status_code == 302
        missing = address.replace(f"/{item.pk}/", "/999/", 1)
        assert getattr(desk, method)(missing).status_code == 404
        if args:
            elsewhere = page(other, name, *args)
            assert getattr(desk, method)(elsewhere).status_code == 404
    asked.refresh_from_db()
    assert asked.revoked_at is None
    assert not Letter.objects.exists()


def test_the_start_page_leads_to_the_board(desk, item):
    asked = factories.asked(quote(item))
    row = parsed(desk.get("/admin/")).find("a", string=str(asked))
    landed = desk.get(row["href"], follow=True)
    assert landed.redirect_chain[-1][0] == f"{page(item, 'board')}#statement-{asked.statement_id}"


def test_letters_leave_after_the_commit(desk, item, django_capture_on_commit_callbacks):
    quote(item)
    with django_capture_on_commit_callbacks(execute=True):
        ask(desk, item)
    assert mail.outbox[0].to == ["Muster@x.example"]
    assert "/de/freigabe/" in mail.outbox[0].body
    assert "sent" not in text(desk.get(page(item, "board")))
