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
from tests.news.authorising import GIVEN, answer, decided, shown
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return factories.auth_request()


def revoke(asked):
    asked.revoke()


def expire(asked):
    asked.answer_by = timezone.localdate() - timedelta(days=15)
    asked.save()


def reword(asked):
    Statement.objects.filter(pk=asked.statement_id).update(text_en="Other.")


def rename(asked):
    Statement.objects.filter(pk=asked.statement_id).update(title_as_said_de="Chefin")


def summarise(asked):
    Statement.objects.filter(pk=asked.statement_id).update(kind="summary")


def leave_out(asked):
    Statement.objects.filter(pk=asked.statement_id).update(left_out_reason="No room.")


def withdraw(asked):
    reasons = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "Mistake."}
    asked.statement.withdraw(**reasons)


def ask_again(asked):
    factories.auth_request(asked.statement)


def link_elsewhere(asked):
    asked.statement.organisations.add(factories.organisation())


CLOSED = (revoke, expire, summarise, leave_out, withdraw, ask_again)
OUTDATED = (reword, rename, link_elsewhere)


def forged(asked):
    genuine = links.token(asked)
    other = links.token(factories.auth_request())
    yield from ("x", genuine[:-1], genuine[1:], genuine.replace(".", ""), f"{genuine}A")
    yield f"{asked.key}.{other.split('.')[1]}"
    yield f"{other.split('.')[0]}.{genuine.split('.')[1]}"
    yield f"{asked.key}."
    yield "ä" * 60


def refusal(token, client=None):
    page = (client or Client()).get(f"/en/authorise/{token}/")
    return page.status_code, page.text.replace(token, "")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("close", OUTDATED)
def test_who_holds_a_link_of_a_changed_wording_reads_so(asked, close, language):
    close(asked)
    page = Client().get(links.address(asked, language))
    assert page.status_code == 404
    assert {"de": "neues Schreiben", "en": "new letter"}[language] in soup(page).main.text
    assert asked.statement.text_de not in page.text


@pytest.mark.parametrize("close", CLOSED)
def test_every_closed_link_gets_the_same_page(asked, close):
    close(asked)
    assert refusal(links.token(asked)) == refusal("unknown")


@pytest.mark.parametrize("close", [*CLOSED, *OUTDATED])
def test_a_dead_link_takes_no_answer(asked, close):
    close(asked)
    token = links.token(asked)
    assert refusal(token)[0] == 404
    dead = answer(asked, token=token)
    assert dead.status_code == 404
    for decision, typed in GIVEN.items():
        posted = decided(asked, decision) | {"answered_by": "M"} | typed
        posted["seen"] = asked.version(asked.statement)
        assert Client().post(links.address(asked), posted).status_code == 404
    assert not Answer.objects.exists()
    assert shown(asked) in ([], ["de", "en"] if close is summarise else [])


def test_a_link_takes_answers_until_the_end_of_its_last_day(asked):
    AuthorisationRequest.objects.filter(pk=asked.pk).update(answer_by=date(2027, 3, 17))
    asked.refresh_from_db()
    with time_machine.travel("2027-03-31T22:00:00Z", tick=False):  # midnight in Berlin
        assert refusal(links.token(asked))[0] == 404
        assert answer(asked).status_code == 404
    assert not Answer.objects.exists()
    with time_machine.travel("2027-03-31T21:59:00Z", tick=False):
        assert refusal(links.token(asked))[0] == 200
        answer(asked)
    assert Answer.objects.count() == 1


def test_every_forged_link_gets_the_same_page(asked):
    for token in forged(asked):
        page = Client().get(f"/en/authorise/{token}/")
        assert page.status_code == 404
        assert page.text.replace(token, "").count("This link does not work") >= 1
        assert asked.statement.text_en not in page.text
        posted = decided(asked, "authorised") | {"answered_by": "M"}
        assert Client().post(f"/en/authorise/{token}/", posted).status_code == 404
    assert not Answer.objects.exists()


def test_guessing_asks_the_database_for_no_request(asked, django_assert_num_queries):
    with django_assert_num_queries(1):  # the office's address
        Client().get("/en/authorise/guessed/")


def test_a_new_link_can_be_wanted_and_an_unknown_one_tells_nothing(asked):
    expire(asked)
    wanted = {"decision": "new_link"}
    pages = [
        Client().post(f"/en/authorise/{token}/", wanted)
        for token in (links.token(asked), "unknown")
    ]
    asked.refresh_from_db()
    assert asked.new_link_wanted_at
    texts = [page.text.replace(links.token(asked), "").replace("unknown", "") for page in pages]
    assert texts[0] == texts[1]
    assert "the office knows now" in texts[0]
    assert pages[0].status_code == pages[1].status_code == 404


def test_the_link_stays_out_of_the_logs(asked, caplog):
    expire(asked)
    with caplog.at_level(logging.DEBUG):
        Client().get(links.address(asked))
    said = [Lines().format(record) for record in caplog.records]
    assert asked.key not in " ".join(said)
    for language in ("de", "en"):
        assert asked.key not in bare(f"Not Found: {links.address(asked, language)}")
