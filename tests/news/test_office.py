"""What only the office sees of news."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.reading import fetch, linked_data, soup

pytestmark = pytest.mark.django_db

LATER = timezone.now() + timedelta(days=300)


@pytest.mark.parametrize(
    ("fields", "ribbon"),
    [
        ({}, "Draft"),
        ({"published_at": LATER}, "Scheduled"),
        ({"published_at": timezone.now(), "embargo_until": LATER}, "Under embargo"),
        (
            {
                "published_at": timezone.now(),
                "withdrawn_at": timezone.now(),
                "withdrawal_reason_en": "x",
            },
            "Withdrawn",
        ),
    ],
)
def test_office_sees_the_page_under_a_ribbon_that_nobody_keeps(desk, fields, ribbon):
    item = make.draft(**fields)
    quote = make.statement(item)
    for row in (item, quote):
        answer = fetch(row.get_absolute_url("en"), desk)
        page = soup(answer)
        assert answer.status_code == 200
        assert ribbon in page.select_one(".ribbon").text
        assert f"/admin/news/newsitem/{item.pk}/change/" in page.select_one(".ribbon a")["href"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert linked_data(answer) == {}


def test_office_reads_which_statements_the_public_sees(desk):
    item = make.published()
    make.statement(item)
    clear = fetch(item.get_absolute_url("en"), desk)
    assert not soup(clear).select_one(".ribbon")
    hidden = make.statement(item, authorised=False, text_en="")
    answer = fetch(item.get_absolute_url("en"), desk)
    notes = soup(answer).select_one(".notice").text
    assert "not every wording" in soup(answer).select_one(".ribbon").text
    assert "German: is shown" in notes
    assert "German: is not shown: nobody has authorised" in notes
    assert "English: has no wording" in notes
    assert hidden.text_de not in answer.content.decode()  # the page itself is what readers see
    assert "no-store" in answer.headers["Cache-Control"]
    assert "no-store" not in fetch(item.get_absolute_url("en")).headers.get("Cache-Control", "")


def test_office_can_read_a_statement_nobody_authorised_yet(desk):
    quote = make.statement(authorised=False)
    answer = fetch(quote.get_absolute_url("en"), desk)
    assert quote.text_en in answer.content.decode()
    assert soup(answer).select_one(".ribbon")
    assert fetch(quote.get_absolute_url("en")).status_code == 404


def test_an_account_without_rights_is_the_public(client):
    client.force_login(make.coordinator())
    item = make.draft()
    assert fetch(item.get_absolute_url("en"), client).status_code == 404
