"""Nothing is agreed to that was not chosen, and everybody reads in each language what was."""

import pytest
from django.test import Client

from news.models import Answer, Statement
from news.release_desk import links
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from tests import factories
from tests.desk import change, page, save, text
from tests.news.authorising import ask, decided, give_answer, quote, shown
from tests.reading import fetch, form_values, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth_request():
    speaker = factories.person("Maria", "Muster")
    statement = factories.statement(factories.draft("Bericht"), speaker, authorised=False)
    return factories.auth_request(statement)


# Language by language ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_choice_is_made_in_advance(auth_request, language):
    form = soup(fetch(links.address(auth_request, language))).select_one("form.answers")
    assert len(form.select("[type=radio]")) == 8
    assert not form.select("[checked]")


def test_a_changed_word_authorises_no_other_language(auth_request):
    refused = give_answer(auth_request, "changed", decision_en="", text_de="Ein neues Wort.")
    assert "Choose what is to happen with this wording (English)" in refused.text
    assert not Answer.objects.exists()
    give_answer(auth_request, "changed", decision_en="not_yet", text_de="Ein neues Wort.")
    Answer.objects.get().take_over()
    assert shown(auth_request) == ["de"]


def test_each_language_has_a_decision_of_its_own(auth_request):
    give_answer(auth_request, "declined", decision_de="authorised", reason="Wrong translation.")
    assert shown(auth_request) == ["de"]
    reply = Answer.objects.get()
    assert (reply.decision_de, reply.decision_en) == ("authorised", "declined")


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_and_receipt_say_word_for_word_what_was_decided(auth_request, language):
    auth_request.language = language
    auth_request.save()
    statement = auth_request.statement
    give_answer(auth_request, decision_en="changed", text_en="My own words.")
    letter = Letter.objects.get(kind="receipt")
    assert (letter.to, letter.language) == (auth_request.email, language)
    decision = {"de": "Deutsch: freigegeben", "en": "German: authorised"}[language]
    words = soup(fetch(links.address(auth_request, language))).select_one(".notice").get_text(" ")
    for place in (words, letter.body):
        for part in (decision, statement.text_de, statement.title_as_said_de, "My own words."):
            assert part in place
    assert auth_request.key not in letter.body


def test_after_publication_what_is_open_can_still_be_decided_and_nothing_else(auth_request):
    give_answer(auth_request, decision_en="not_yet")
    factories.publish_in_part(auth_request.statement.item)
    give_answer(auth_request, "authorised")  # the page has no field for German any more
    form = soup(fetch(links.address(auth_request, "en"))).select_one("form.answers")
    assert form is None
    assert shown(auth_request) == ["de", "en"]


def test_who_wants_to_decide_later_still_waits_on_the_board(desk, auth_request):
    give_answer(auth_request, decision_en="not_yet")
    board = text(desk.get(page(auth_request.statement.item, "board")))
    assert "not decided yet" in board
    assert "1 waits for an answer" in board
    assert "Remind…" in board


def test_an_expired_link_recalls_the_answer(auth_request):
    give_answer(auth_request, decision_en="not_yet")
    auth_request.answer_by = "2026-01-01"
    auth_request.save()
    for language, words in (("de", "Deutsch: freigegeben"), ("en", "German: authorised")):
        closed = Client().get(links.address(auth_request, language))
        assert closed.status_code == 404
        assert words in soup(closed).main.get_text(" ")
        assert auth_request.statement.text_de in closed.text


# What is wrong is seen first ---------------------------------------------------------------------


@pytest.mark.parametrize(("language", "word"), [("de", "Fehler: "), ("en", "Error: ")])
def test_an_error_is_the_first_thing_seen_and_the_old_thanks_are_gone(auth_request, language, word):
    give_answer(auth_request)
    address = links.address(auth_request, language)
    posted = form_values(soup(fetch(address)).select_one("form.answers"))
    refused = soup(Client().post(address, posted | decided(auth_request, "declined")))
    assert refused.title.string.strip().startswith(word)
    first = refused.main.find(True)
    assert "problems" in first["class"]
    assert first.has_attr("autofocus")
    assert not refused.select(".notice h2")


# Who answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_office_can_look_but_not_answer(desk, auth_request, language):
    address = links.address(auth_request, language)
    looked = desk.get(address)
    sentence = {"de": "aber nicht antworten", "en": "but not answer"}[language]
    assert sentence in looked.text
    assert not soup(looked).select_one("form.answers")
    posted = form_values(soup(Client().get(address)).select_one("form.answers"))
    auth_request.refresh_from_db()
    refused = desk.post(address, posted | decided(auth_request, "authorised"))
    assert (refused.status_code, sentence in refused.text) == (403, True)
    assert not Answer.objects.exists()
    assert shown(auth_request) == []


def test_what_the_office_opens_does_not_count_as_opened(desk, auth_request):
    desk.get(links.address(auth_request))
    auth_request.refresh_from_db()
    assert auth_request.opened_at is None


def test_a_representative_who_speaks_may_answer(auth_request):
    client = Client()
    client.force_login(factories.representative(factories.organisation()))
    give_answer(auth_request, client=client)
    assert shown(auth_request) == ["de", "en"]


def test_the_proof_says_by_which_letter_and_which_name_was_typed(desk, auth_request):
    give_answer(auth_request, answered_by="Whoever Typed")
    proof = text(desk.get(page(auth_request.statement.item, "proof")))
    assert f"with the link sent to {auth_request.email} on" in proof
    assert "gave the name “Whoever Typed”" in proof
    assert "link first opened on" in proof


@pytest.mark.parametrize("decision", ["authorised", "declined"])
def test_the_office_hears_and_the_trail_holds_it(coordinator, auth_request, decision):
    give_answer(auth_request, decision, reason="No." if decision == "declined" else "")
    assert Letter.objects.filter(to=coordinator.email).exists()
    assert AuditEvent.objects.filter(verb=f"answer_{decision}").exists()


# Changed meanwhile -------------------------------------------------------------------------------


def test_the_board_offers_to_ask_again_and_counts_right(desk, auth_request):
    statement = auth_request.statement
    save(desk, change(statement), title_as_said_en="Head")
    board = text(desk.get(page(statement.item, "board")))
    assert "1 still to be asked" in board
    assert "waits for an answer" not in board
    assert "wording changed, not asked again yet" in board
    assert "link closed by the change, not asked again yet" in board


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_second_letter_says_what_changed(desk, language):
    item = factories.draft("Bericht")
    statement = quote(item)
    rows = Statement.objects.filter(pk=statement.pk)
    rows.update(original_language=language)
    ask(desk, item)
    rows.update(text_de="Anders.", title_as_said_en="Head")
    ask(desk, item)
    letter = Letter.objects.filter(kind="request").first()
    parts = {
        "de": ("der Wortlaut (Deutsch)", "Name, Funktion oder Einrichtung (Englisch)"),
        "en": ("the wording (German)", "name, function or organisation (English)"),
    }[language]
    assert all(part in letter.body for part in parts)


@pytest.mark.parametrize("language", ["de", "en"])
def test_strangers_read_who_asks_and_whom_to_call_as_on_the_page(desk, language):
    office = factories.organisation(
        "Clusterbüro Nord", role="coordinator", email="nord@x.example", telephone="0351 1"
    )
    item = factories.draft("Bericht")
    quote(item)
    ask(desk, item)
    letter = Letter.objects.get()
    for part in ("nukliD ist der Radiopharmacy Cluster Dresden", "„Bericht", office.email):
        assert part in letter.body
    address = links.address(item.statements.get().requests.get(), language)
    assert office.email in fetch(address).text


def test_the_preview_says_that_a_quote_is_left_out(desk):
    item = factories.draft()
    factories.statement(item, authorised=False, left_out_reason="No room.")
    assert "is left out" in desk.get(item.get_absolute_url("en")).text
    assert "ist weggelassen" in desk.get(item.get_absolute_url("de")).text
