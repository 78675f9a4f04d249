"""Links that lead nowhere: forged, revoked, expired, outdated; refused alike, nothing told."""

import logging
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from news.models import Answer, AuthorisationRequest, Statement
from news.release_desk import links
from nuklid.logs import Lines, bare
from tests import factories
from tests.news.authorising import GIVEN, decided, give_answer, shown
from tests.reading import form_values, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth_request():
    return factories.auth_request()


def revoke(auth_request):
    auth_request.revoke()


def expire(auth_request):
    auth_request.answer_by = timezone.localdate() - timedelta(days=15)
    auth_request.save()


def reword(auth_request):
    Statement.objects.filter(pk=auth_request.statement_id).update(text_en="Other.")


def rename(auth_request):
    Statement.objects.filter(pk=auth_request.statement_id).update(title_as_said_de="Chefin")


def summarise(auth_request):
    Statement.objects.filter(pk=auth_request.statement_id).update(kind="summary")


def leave_out(auth_request):
    Statement.objects.filter(pk=auth_request.statement_id).update(left_out_reason="No room.")


def withdraw(auth_request):
    reasons = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "Mistake."}
    auth_request.statement.withdraw(**reasons)


def ask_again(auth_request):
    factories.auth_request(auth_request.statement)


def link_elsewhere(auth_request):
    auth_request.statement.organisations.add(factories.organisation())


CLOSED = (revoke, expire, summarise, leave_out, withdraw, ask_again)
OUTDATED = (reword, rename, link_elsewhere)


def forged(auth_request):
    genuine = links.token(auth_request)
    other = links.token(factories.auth_request())
    yield from ("x", genuine[:-1], genuine[1:], genuine.replace(".", ""), f"{genuine}A")
    yield f"{auth_request.key}.{other.split('.')[1]}"
    yield f"{other.split('.')[0]}.{genuine.split('.')[1]}"
    yield f"{auth_request.key}."
    yield "ä" * 60


def refusal(token, client=None):
    page = (client or Client()).get(f"/en/authorise/{token}/")
    return page.status_code, page.text.replace(token, "")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("close", OUTDATED)
def test_who_holds_a_link_of_a_changed_wording_reads_so(auth_request, close, language):
    close(auth_request)
    page = Client().get(links.address(auth_request, language))
    assert page.status_code == 404
    assert {"de": "neues Schreiben", "en": "new letter"}[language] in soup(page).main.text
    assert auth_request.statement.text_de not in page.text


@pytest.mark.parametrize("close", CLOSED)
def test_every_closed_link_gets_the_same_page(auth_request, close):
    close(auth_request)
    assert refusal(links.token(auth_request)) == refusal("unknown")


@pytest.mark.parametrize("close", [*CLOSED, *OUTDATED])
def test_a_dead_link_takes_no_answer(auth_request, close):
    close(auth_request)
    token = links.token(auth_request)
    assert refusal(token)[0] == 404
    dead = give_answer(auth_request, token=token)
    assert dead.status_code == 404
    for decision, typed in GIVEN.items():
        posted = decided(auth_request, decision) | {"answered_by": "M"} | typed
        posted["seen"] = auth_request.version(auth_request.statement)
        assert Client().post(links.address(auth_request), posted).status_code == 404
    assert not Answer.objects.exists()
    assert shown(auth_request) in ([], ["de", "en"] if close is summarise else [])


def test_a_link_takes_answers_until_the_end_of_its_last_day(auth_request):
    AuthorisationRequest.objects.filter(pk=auth_request.pk).update(answer_by=date(2027, 3, 17))
    auth_request.refresh_from_db()
    with time_machine.travel("2027-03-31T22:00:00Z", tick=False):  # midnight in Berlin
        assert refusal(links.token(auth_request))[0] == 404
        assert give_answer(auth_request).status_code == 404
    assert not Answer.objects.exists()
    with time_machine.travel("2027-03-31T21:59:00Z", tick=False):
        assert refusal(links.token(auth_request))[0] == 200
        give_answer(auth_request)
    assert Answer.objects.count() == 1


def test_every_forged_link_gets_the_same_page(auth_request):
    for token in forged(auth_request):
        page = Client().get(f"/en/authorise/{token}/")
        assert page.status_code == 404
        assert page.text.replace(token, "").count("This link does not work") >= 1
        assert auth_request.statement.text_en not in page.text
        posted = decided(auth_request, "authorised") | {"answered_by": "M"}
        assert Client().post(f"/en/authorise/{token}/", posted).status_code == 404
    assert not Answer.objects.exists()


def test_guessing_asks_the_database_for_no_request(auth_request, django_assert_num_queries):
    with django_assert_num_queries(1):  # the office's address
        Client().get("/en/authorise/guessed/")


def test_a_new_link_can_be_wanted_and_an_unknown_one_tells_nothing(auth_request):
    expire(auth_request)
    wanted = {"decision": "new_link"}
    pages = [
        Client().post(f"/en/authorise/{token}/", wanted)
        for token in (links.token(auth_request), "unknown")
    ]
    auth_request.refresh_from_db()
    assert auth_request.new_link_wanted_at
    texts = [
        page.text.replace(links.token(auth_request), "").replace("unknown", "") for page in pages
    ]
    assert texts[0] == texts[1]
    assert "the office knows now" in texts[0]
    assert pages[0].status_code == pages[1].status_code == 404


def test_the_link_stays_out_of_the_logs(auth_request, caplog):
    expire(auth_request)
    with caplog.at_level(logging.DEBUG):
        Client().get(links.address(auth_request))
    said = [Lines().format(record) for record in caplog.records]
    assert auth_request.key not in " ".join(said)
    for language in ("de", "en"):
        assert auth_request.key not in bare(f"Not Found: {links.address(auth_request, language)}")


@pytest.mark.parametrize(
    ("language", "heading"), [("de", "Was Sie eingegeben hatten"), ("en", "What you had typed")]
)
@pytest.mark.parametrize("close", [reword, expire, revoke])
def test_words_that_come_too_late_are_shown_to_their_writer(auth_request, close, language, heading):
    """The office changed the wording while the speaker wrote: the speaker's words are not lost."""
    address = links.address(auth_request, language)
    posted = form_values(soup(Client().get(address)).select_one("form.answers"))
    posted |= decided(auth_request, "changed") | {"text_de": "Meine Worte.", "reason": "Nur kurz."}
    close(auth_request)
    refused = Client().post(address, posted | {"decision_en": "authorised"})
    words = soup(refused).main.get_text(" ")
    assert (refused.status_code, Answer.objects.exists()) == (404, False)
    assert all(part in words for part in (heading, "Meine Worte.", "Nur kurz."))
    forged = Client().post(f"{address[:-1]}x/", posted)
    assert "Meine Worte." not in forged.text
