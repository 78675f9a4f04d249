"""Name, function and organisation: complete in each language, and the same for everybody."""

import pytest

from news.models import Statement
from news.release_desk import links
from tests import factories
from tests.desk import change, page, save, save_anyway, text
from tests.news.authorising import quote
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
ATTRIBUTION = ("title_as_said_de", "title_as_said_en", "organisation_as_said_en")


@pytest.fixture
def firm():
    return factories.organisation("Beispiel GmbH")


def blank(statement, *columns):
    Statement.objects.filter(pk=statement.pk).update(**dict.fromkeys(columns, ""))


def stored(statement):
    return Statement.objects.with_publicity().get(pk=statement.pk)


def quotation(firm, **fields):
    """A quotation of somebody with a function on record in both languages."""
    speaker = factories.person("Maria", "Muster", request_email="m@x.example")
    factories.mandate(speaker, firm, job_title_de="Chefin", job_title_en="Head")
    return factories.statement(factories.draft(), speaker, [firm], **fields)


@pytest.mark.parametrize("form", ["its own", "the release's"])
def test_a_translation_gets_its_function_and_organisation(desk, firm, form):
    statement = quotation(firm, authorised=False, text_en="")
    blank(statement, "title_as_said_en", "organisation_as_said_en")
    if form == "its own":
        save(desk, change(statement), text_en="Translated.")
    else:
        save(desk, change(statement.item), **{"statements-0-text_en": "Translated."})
    after = stored(statement)
    assert (after.title_as_said_en, after.organisation_as_said_en) == ("Head", "Beispiel GmbH")
    shown = text(desk.get(page(statement.item, "ask")))
    auth_request = factories.auth_request(after)
    for place in (shown, soup(fetch(links.address(auth_request, "en"))).main.get_text(" ")):
        assert all(part in place for part in ("Head", "Beispiel GmbH"))


def test_saving_voids_what_it_names_and_nothing_else(desk, firm):
    """German lacks a function that is on record by now: it stays unsaid, and authorised."""
    statement = quotation(firm, title_as_said_de="", title_as_said_en="")
    refused = save(desk, change(statement), title_as_said_en="Managing Director")
    assert "of Maria Muster: English." in text(refused)
    assert stored(statement).shown_languages() == ["de", "en"]
    save_anyway(desk, change(statement), title_as_said_en="Managing Director")
    after = stored(statement)
    assert after.shown_languages() == ["de"]
    assert (after.title_as_said_de, after.title_as_said_en) == ("", "Managing Director")


def test_what_concerns_both_languages_names_both(desk, firm):
    statement = quotation(firm)
    refused = save(desk, change(statement), name_as_said="Dr. Maria Muster")
    assert "of Maria Muster: German, English." in text(refused)


def test_what_was_emptied_and_is_on_record_is_filled_again_and_voids_nothing(desk, firm):
    statement = quotation(firm, title_as_said_de="Chefin")
    save(desk, change(statement), title_as_said_de="")
    after = stored(statement)
    assert (after.title_as_said_de, after.shown_languages()) == ("Chefin", ["de", "en"])


def test_what_is_asked_for_is_not_filled_unseen(desk, firm):
    statement = quotation(firm, authorised=False)
    blank(statement, *ATTRIBUTION)
    auth_request = factories.auth_request(stored(statement))
    save(desk, change(statement), position="7")
    assert stored(statement).title_as_said_de == ""
    assert auth_request.is_open(stored(statement))


def test_who_asks_reads_what_is_missing(desk):
    statement = quote(factories.draft())
    blank(statement, "title_as_said_en")
    assert "English: function or organisation is missing" in text(
        desk.get(page(statement.item, "ask"))
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_speaker_sees_every_organisation_that_readers_see(firm, language):
    statement = factories.statement(
        factories.draft(),
        organisations=[firm, factories.organisation("Zweite AG")],
        organisation_as_said_de="",
        organisation_as_said_en="",
        authorised=False,
    )
    auth_request = factories.auth_request(statement)
    assert "Zweite AG" in soup(fetch(links.address(auth_request, language))).main.get_text(" ")
    factories.authorise(statement)
    statement.item.publish()
    assert "Zweite AG" in fetch(statement.item.get_absolute_url(language)).text
