"""The proof sheet, on the screen and as CSV."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.utils.formats import date_format

from news.models import Authorisation, Statement
from tests import factories as make
from tests.desk import change, page, parsed, save, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    made = make.draft()
    revoked = make.statement(made, make.person("Erste", "Person"), text_de="=1+1", text_en="")
    Authorisation.objects.get().revoke("Wrote on 5 May.")
    by = make.coordinator()
    revoked.authorise(
        "de", way="published_elsewhere", source_url="https://x.example", recorded_by=by
    )
    changed = make.statement(made, make.person("Zweite", "Person"), text_de="@x", text_en="+y")
    Statement.objects.filter(pk=changed.pk).update(text_en="Other")
    make.statement(text_de="Aus einer anderen Meldung.")
    return made


def table(client, item):
    answer = client.get(page(item, "proof").replace("proof/", "proof.csv"))
    assert answer.headers["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_every_authorisation_stands_on_the_sheet(desk, item):
    said = text(desk.get(page(item, "proof")))
    for words in (
        "Erste Person, German =1+1", "revoked on", "Wrote on 5 May.", "https://x.example",
        "already published elsewhere", "Mail of that day.", "Zweite Person, English +y",
        "not today’s wording",
    ):  # fmt: skip
        assert words in said
    assert "anderen Meldung" not in said
    assert parsed(desk.get(change(item))).select_one("button[name=_then][value=proof]")
    saved = save(desk, change(item), follow=False, _then="proof")
    assert saved.url == page(item, "proof")


def test_the_table_holds_the_same_and_no_formula(desk, item):
    head, *rows = table(desk, item)
    assert len(head) == 10
    assert [row[2] for row in rows] == ["'=1+1", "'=1+1", "'@x", "'+y"]
    assert [row[9].split(",")[0] for row in rows] == ["no", "yes", "yes", "no"]
    days = {row.authorised_on for row in Authorisation.objects.all()}
    assert {row[4] for row in rows} == {day.isoformat() for day in days}
    sheet = text(desk.get(page(item, "proof")))
    assert all(date_format(day) in sheet and day.isoformat() not in sheet for day in days)
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]


def test_an_item_without_authorisations(desk):
    item = make.draft()
    assert "No authorisation is recorded" in text(desk.get(page(item, "proof")))
    assert len(table(desk, item)) == 1


def test_it_needs_a_right_and_an_item(desk, item):
    stranger = Client()
    stranger.force_login(make.coordinator())
    for address in (page(item, "proof"), page(item, "proof_csv")):
        assert stranger.get(address).status_code == 403
        assert Client().get(address).status_code == 302
        assert desk.get(address.replace(f"/{item.pk}/", "/999/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_is_fixed(desk, rows, django_assert_max_num_queries):
    item = make.draft()
    for _ in range(rows):
        make.statement(item)
    with django_assert_max_num_queries(8):
        desk.get(page(item, "proof"))
