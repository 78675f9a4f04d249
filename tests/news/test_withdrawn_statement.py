"""Withdrawing one statement: gone from everywhere, its address says since when and why."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from news.models import NewsItem, Statement
from news.wording.check import check
from nuklid.base.records.audit import AuditEvent
from tests import factories as make
from tests.desk import change, page, shown_messages, text
from tests.reading import address, fetch, soup

pytestmark = pytest.mark.django_db
WORDS, ENGLISH = "Geheimnisvolle Worte über Isotope", "Mysterious words about isotopes"
REASONS = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "A mistake."}
PLACES = ("home", "news:list", "news:feed", "search", "competences:json", "sitemap")


@pytest.fixture
def statement():
    of = make.member()
    item = make.published(organisations=[of])
    words = {"text_de": WORDS, "text_en": ENGLISH}
    return make.statement(item, make.person(), [of], **words)


def everywhere(statement):
    """Return the text of every public place that shows or showed the words."""
    rows = [statement.item, statement.speaker, *statement.organisations.all()]
    paths = [address(name, code) for name in PLACES for code in ("de", "en")]
    paths += [row.get_absolute_url(code) for row in rows for code in ("de", "en")]
    paths += [f"{address('search', 'de')}?q=Isotope", f"{address('search', 'en')}?q=isotopes"]
    return "\n".join(fetch(path).content.decode() for path in paths)


def test_withdrawn_words_stand_nowhere(desk, statement):
    shown = everywhere(statement)
    assert WORDS in shown
    assert ENGLISH in shown
    answer = desk.post(page(statement, "withdraw"), REASONS, follow=True)
    assert AuditEvent.objects.filter(verb="withdraw", number=statement.pk).exists()
    assert statement.name_as_said in shown_messages(answer)[0]
    gone = everywhere(statement)
    for trace in (WORDS, ENGLISH, statement.get_absolute_url("de"), "Isotope</mark>"):
        assert trace not in gone
    assert {verdict.kind for verdict in check(WORDS) + check(ENGLISH)} == {"unknown"}
    assert fetch(statement.item.get_absolute_url("de")).status_code == 200
    assert statement.history.first().history_user.is_staff


@pytest.mark.parametrize(
    ("language", "reason", "heading"),
    [
        ("de", "Irrtum.", "Diese Stellungnahme wurde zurückgezogen"),
        ("en", "A mistake.", "This statement was withdrawn"),
    ],
)
def test_its_address_says_since_when_and_why(statement, language, reason, heading):
    statement.withdraw(**REASONS)
    answer = fetch(statement.get_absolute_url(language))
    said = soup(answer).main.text
    assert answer.status_code == 410
    assert reason in said
    assert str(timezone.localdate().year) in said
    assert soup(answer).h1.text == heading
    assert statement.name_as_said not in answer.content.decode()
    assert WORDS not in answer.content.decode()


def test_what_nobody_could_read_was_not_withdrawn():
    draft = make.statement(make.draft())
    draft.withdraw(**REASONS)
    assert fetch(draft.get_absolute_url("de")).status_code == 404
    NewsItem.objects.filter(pk=draft.item_id).update(published_at=timezone.now())
    assert fetch(draft.get_absolute_url("de")).status_code == 404
    assert not Statement.objects.public().exists()


def test_the_office_still_reads_it_and_is_told(desk, statement):
    statement.withdraw(**REASONS)
    assert WORDS in fetch(statement.get_absolute_url("de"), desk).content.decode()
    said = text(desk.get(change(statement.item)))
    assert "Withdrawn since" in said
    assert "Withdraw this statement" not in said
    again = desk.post(page(statement, "withdraw"), {"withdrawal_reason_de": "x"}, follow=True)
    assert "nothing is to withdraw" in shown_messages(again)[0]
    statement.refresh_from_db()
    assert statement.withdrawal_reason_de == "Irrtum."
    assert not Statement.objects.unauthorised("de").exists()


def test_a_get_only_shows_and_a_reason_is_needed(desk, statement):
    assert "Their address stays" in text(desk.get(page(statement, "withdraw")))
    for typed in (
        {},
        REASONS | {"withdrawal_reason_de": " "},
        REASONS | {"withdrawal_reason_en": "\x00"},
    ):
        answer = desk.post(page(statement, "withdraw"), typed)
        assert answer.context["form"].errors
    assert WORDS in everywhere(statement)


def test_withdrawing_needs_a_right_and_a_statement(desk, statement):
    stranger = Client()
    stranger.force_login(make.coordinator())
    assert stranger.post(page(statement, "withdraw"), REASONS).status_code == 403
    assert Client().post(page(statement, "withdraw"), REASONS).status_code == 302
    assert desk.post("/admin/news/statement/999/withdraw/", REASONS).status_code == 404
    statement.refresh_from_db()
    assert statement.withdrawn_at is None


def test_form_and_database_refuse_a_withdrawal_without_reason(statement):
    statement.withdrawn_at = timezone.now()
    with pytest.raises(ValidationError, match="Say why"):
        statement.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.update(withdrawn_at=timezone.now())


def test_the_citation_stands_in_both_languages():
    statement = make.statement(text_de="Ein Satz.", text_en="A sentence.")
    shown = soup(fetch(statement.get_absolute_url("de")))
    first, second = shown.select(".reference")
    assert first.text.startswith("„Ein Satz.“ ")
    assert f"{statement.item.headline_de}, nukliD®, 16. Januar 2025. " in first.text
    assert first.text.endswith(statement.get_absolute_url("de"))
    assert second.text.startswith("“A sentence.” ")
    assert f"{statement.item.headline_en}, nukliD®, 16 January 2025. " in second.text
    assert second.text.endswith(statement.get_absolute_url("en"))
    Statement.objects.filter(pk=statement.pk).update(text_en="Changed.")
    assert len(soup(fetch(statement.get_absolute_url("de"))).select(".reference")) == 1
