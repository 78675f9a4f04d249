"""Statements on the page of their item and on their own."""

import pytest

from news.models import Statement
from tests import factories as make
from tests.reading import HOST, fetch, linked_data, soup

pytestmark = pytest.mark.django_db


def figure(statement, language="en"):
    page = soup(fetch(statement.item.get_absolute_url(language)))
    return page.find(id=f"statement-{statement.pk}")


def test_quotation_carries_marks_of_its_language_and_links():
    of = make.member("Beispiel")
    quote = make.statement(speaker=make.person(), organisations=[of], text_de="Wort.\n\nZwei.")
    german = figure(quote, "de")
    assert [p.text for p in german.blockquote.find_all("p")] == ["„Wort.", "Zwei.“"]
    assert figure(quote).blockquote.text.startswith("“English")
    assert german.select_one(".name")["href"] == quote.speaker.get_absolute_url("de")
    assert german.select_one(".role").text.strip() == "Geschäftsführerin, Beispiel GmbH"
    assert german.select_one(".role a")["href"] == of.get_absolute_url("de")
    assert german.select_one(".cite a")["href"] == quote.get_absolute_url("de")
    assert "Translated from German" in figure(quote).text


def test_no_heading_over_no_statements():
    quote = make.statement(authorised=False)
    assert not soup(fetch(quote.item.get_absolute_url("en"))).select(".statements")


def test_reported_speech_has_no_quotation_marks():
    block = figure(make.statement(kind="summary", text_en="She welcomed it."))
    assert block.blockquote is None
    assert block.select_one(".reported").text.strip() == "She welcomed it."


def test_speaker_for_two_organisations_is_linked_to_both():
    one, two = make.member("Eins"), make.member("Zwei")
    quote = make.statement(organisations=[one, two], organisation_as_said_en="Eins and Zwei")
    block = figure(quote)
    assert block.select_one(".role a") is None
    assert {a["href"] for a in block.select(".meta a")} >= {
        one.get_absolute_url("en"),
        two.get_absolute_url("en"),
    }


def test_hidden_speaker_is_named_without_link_or_portrait():
    quote = make.statement(
        speaker=make.person(is_listed=False),
        organisations=[make.organisation(is_listed=False)],
    )
    block = figure(quote)
    assert block.select_one(".name").name == "span"
    assert block.select_one(".role a") is None
    assert quote.name_as_said in block.text


def test_attribution_stays_as_said_when_people_and_organisations_change():
    speaker, of = make.person(family_name="Alt"), make.organisation("Alt GmbH")
    quote = make.statement(speaker=speaker, organisations=[of], organisation_as_said_en="Alt GmbH")
    make.authorise(quote)
    speaker.family_name, of.name = "Neu", "Neu GmbH"
    speaker.save()
    of.save()
    assert "Maria Alt" in figure(quote).text
    assert "Alt GmbH" in figure(quote).text


def test_statement_shown_in_the_other_language_says_so():
    quote = make.statement(text_en="", title_as_said_en="", organisation_as_said_en="")
    block = figure(quote)
    assert block.blockquote["lang"] == "de"
    assert "In German" in block.text


def test_statement_page_gives_the_citation():
    quote = make.statement(organisations=[make.member()])
    answer = fetch(quote.get_absolute_url("en"))
    text = soup(answer).main.text
    assert (
        f"“{quote.text_en}” {quote.name_as_said}, Managing Director, Beispiel GmbH. "
        f"{quote.item.headline_en}, nukliD®, 16 January 2025. {HOST}{quote.get_absolute_url('en')}"
    ) in text
    assert linked_data(answer)["Quotation"]["text"] == quote.text_en


@pytest.mark.parametrize("rows", [1, 3])
def test_statement_asks_twice(rows, django_assert_num_queries):
    quote = make.statement(organisations=[make.member() for _ in range(rows)])
    with django_assert_num_queries(2):
        fetch(quote.get_absolute_url("de"))


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 30, "9" * 5000, "abc"])
def test_unknown_statements(number):
    assert fetch(f"/en/statements/{number}/").status_code == 404


def test_statement_gone_from_every_page_until_authorised_again():
    of, speaker = make.member(), make.person()
    quote = make.statement(speaker=speaker, organisations=[of])
    places = [quote.item, of, speaker]
    shown = [quote.text_de in fetch(p.get_absolute_url("de")).content.decode() for p in places]
    Statement.objects.filter(pk=quote.pk).update(text_de=f"{quote.text_de} Und mehr.", text_en="")
    quote.refresh_from_db()
    gone = [quote.text_de in fetch(p.get_absolute_url("de")).content.decode() for p in places]
    make.authorise(quote)
    back = [quote.text_de in fetch(p.get_absolute_url("de")).content.decode() for p in places]
    assert (shown, gone, back) == ([True] * 3, [False] * 3, [True] * 3)
