"""The public check of a quote: exactly so, altered, or not known; never what is not public."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import NewsItem, Statement
from news.wording.check import check
from news.wording.tokens import without_marks
from tests import factories as make
from tests.reading import address, offences, soup

pytestmark = pytest.mark.django_db
GERMAN = "Wir stellen Lutetium her, jeden Tag, und niemand muss lange darauf warten."
ENGLISH = "We produce lutetium every day, and nobody’s patients have to wait long for it."


def check_page(quote, language="en", **headers):
    return Client().post(address("statements:check", language), {"quote": quote}, headers=headers)


def main_text(response):
    return " ".join(soup(response).main.get_text(" ").split())


@pytest.fixture
def statement():
    return make.statement(text_de=GERMAN, text_en=ENGLISH)


@pytest.mark.parametrize(
    "written",
    [
        "{}", "„{}“", "“{}”", "»{}«",
        '"{}"', "'{}'", "‘{}’", "  {}\r\n", "\u00a0{}\u200b", "\ufeff{}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("language", "words"), [("de", GERMAN), ("en", ENGLISH)])
def test_only_marks_and_spaces_may_differ(statement, written, language, words):
    quote = written.format(words.replace(", ", ",\r\n  ").replace("’", "'"))
    verdict = check(quote)[0]
    assert (verdict.kind, verdict.authorised.statement, verdict.authorised.language) == (
        "exact",
        statement,
        language,
    )


@pytest.mark.parametrize(
    "changed",
    [GERMAN.lower(), GERMAN.replace(",", ""), GERMAN.replace("niemand", "jeder"), f"Ja! {GERMAN}"],
)
def test_every_other_sign_matters(statement, changed):
    assert check(changed)[0].kind == "differs"


def test_the_answer_names_speaker_and_leads_to_the_quotation(statement):
    response = check_page(f"„{GERMAN}“", "en")
    assert offences(response) == {
        "metadata": soup(response).find_all("meta", attrs={"name": "robots"})
    }
    assert "Exactly as authorised" in main_text(response)
    assert statement.name_as_said in main_text(response)
    assert soup(response).find("a", href=statement.get_absolute_url("de"))
    assert "no-store" in response.headers["Cache-Control"]


def test_the_difference_is_shown_word_by_word(statement):
    response = check_page(GERMAN.replace("niemand muss", "alle müssen"))
    assert "Differs" in main_text(response)
    shown = soup(response).select_one(".difference")
    assert "niemand muss" in shown.find("del").text
    assert "alle müssen" in shown.find("ins").text


def test_a_part_is_called_a_part(statement):
    response = check_page("“nobody's patients have to wait long”")
    assert "only a part" in main_text(response)
    assert check("every day, and")[0].kind == "unknown"


def test_what_nobody_said_is_not_known(statement):
    assert "Not known here" in main_text(
        check_page("Kernfusion löst alle unsere Sorgen auf einen Schlag.")
    )
    assert GERMAN not in main_text(check_page("Lutetium"))


def hide_item(**state):
    return lambda s: NewsItem.objects.filter(pk=s.item_id).update(**state)


HIDDEN = {
    "draft": hide_item(published_at=None),
    "scheduled": hide_item(published_at=timezone.now() + timedelta(days=300)),
    "embargoed": hide_item(embargo_until=timezone.now() + timedelta(days=300)),
    "withdrawn": hide_item(withdrawn_at=timezone.now(), withdrawal_reason_de="Falsch."),
    "revoked": lambda s: s.authorisations.update(revoked_at=timezone.now()),
    "edited": lambda s: Statement.objects.filter(pk=s.pk).update(text_de=f"{GERMAN} Neu."),
    "reported": lambda s: Statement.objects.filter(pk=s.pk).update(kind="summary"),
}


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_public_is_not_known(statement, state):
    HIDDEN[state](statement)
    for quote in (GERMAN, GERMAN.replace("niemand", "keiner")):
        response = check_page(quote, "de")
        assert check(quote)[0].kind == "unknown"
        assert statement.name_as_said not in response.content.decode()
        assert statement.get_absolute_url("de") not in response.content.decode()


def test_one_authorised_language_does_not_answer_for_the_other(statement):
    Statement.objects.filter(pk=statement.pk).update(text_en=f"{ENGLISH} More.")
    assert check(ENGLISH)[0].kind == "unknown"
    assert check(GERMAN)[0].kind == "exact"


@pytest.mark.parametrize(
    "quote",
    ["", " ", "\x00", "a\x00b", "x" * 10_001, "„“", "\u200b", "🙂" * 5000, "<b>&x", "a " * 5000],
)
def test_rubbish_is_answered(statement, quote):
    response = check_page(quote)
    assert response.status_code == 200
    assert not response.cookies
    refused = "\x00" in quote or len(quote) > 10_000 or not quote.strip()
    assert bool(soup(response).select(".problem")) is refused


def test_no_bytes_break_it(statement):
    path = address("statements:check", "en")
    for body, kind in (
        (b"quote=%ff%fe", "application/x-www-form-urlencoded"),
        (b"\xff\x00", "text/plain"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
    ):
        assert Client().generic("POST", path, body, content_type=kind).status_code in (200, 400)
    assert Client().put(path).status_code == 405
    assert Client(enforce_csrf_checks=True).post(path, {"quote": GERMAN}).status_code == 200
    assert Client().get(path, {"quote": GERMAN}).status_code == 200


def test_it_is_linked_where_quotes_are_read(statement):
    make.page("press")
    for path in (statement.get_absolute_url("de"), address("page_press", "de")):
        main = soup(Client().get(path)).main
        assert main.find("a", href="/de/zitate/pruefen/"), path
    assert soup(Client().get("/en/")).footer.find("a", href="/en/statements/check/")


def test_the_work_does_not_grow_with_the_archive(statement):
    def work():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            check(GERMAN.replace("niemand", "keiner"))
        return len(queries)

    before = work()
    for _ in range(5):
        make.statement(item=statement.item)
    assert work() == before == 6


def test_plain_keeps_an_apostrophe():
    assert without_marks("‘It’s  nobody’s’") == "It's nobody's"
