"""A news item and its statements in one form."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from news.models import Authorisation, NewsItem, Statement
from tests import factories
from tests.desk import (
    add,
    change,
    errors,
    filled,
    page,
    row_errors,
    save,
    save_anyway,
    shown_messages,
    text,
)

pytestmark = pytest.mark.django_db


def new_statement(speaker, number=0, total=1, **typed):
    """Return what somebody types into a new row of the form."""
    row = {"kind": "verbatim", "original_language": "de", "position": 10, "speaker": speaker.pk}
    row |= {"text_de": "Wir freuen uns.", "text_en": ""} | typed
    typed_row = {f"statements-{number}-{name}": value for name, value in row.items()}
    return typed_row | {"statements-TOTAL_FORMS": total}


# Addresses ------------------------------------------------------------------------------------


def test_the_addresses_of_a_draft_follow_its_headlines(desk):
    item = factories.draft(headline_de="Neue Anlage", headline_en="")
    assert (item.slug_de, item.slug_en) == ("neue-anlage", "neue-anlage")
    save(desk, change(item), headline_en="A new plant")
    item.refresh_from_db()
    assert (item.slug_de, item.slug_en) == ("neue-anlage", "a-new-plant")
    assert not item.former_slugs.exists()


def test_an_address_typed_for_a_draft_stays(desk):
    item = factories.draft(headline_de="Neue Anlage", headline_en="")
    save(desk, change(item), slug_en="plant")
    save(desk, change(item), headline_en="A new plant")
    item.refresh_from_db()
    assert item.slug_en == "plant"


@pytest.mark.parametrize("state", [factories.published, factories.embargoed])
def test_the_address_of_what_is_published_or_announced_stays(desk, state):
    item = state(headline_de="Neue Anlage", headline_en="")
    save(desk, change(item), headline_de="Anlage in Betrieb", headline_en="Plant at work")
    item.refresh_from_db()
    assert (item.slug_de, item.slug_en) == ("neue-anlage", "neue-anlage")


# Writing --------------------------------------------------------------------------------------


def test_a_release_is_written_in_one_go(desk, coordinator):
    firm = factories.organisation("CUP", legal_name="CUP Laboratorien GmbH")
    speaker = factories.mandate(factories.person("Maria", "Muster"), firm).person
    contact = factories.mandate(is_press_contact=True)
    typed = {
        "headline_de": "Ein Titel",
        "headline_en": "A headline",
        "body_de": "<p>Text <strong>fett</strong></p><script>alert(1)</script>",
        "kind": "press_release",
        "organisations": [firm.pk],
        "press_contact": contact.pk,
        **new_statement(speaker, speaks_for=[firm.pk]),
    }
    answer = save(desk, add(NewsItem), **typed)
    item = NewsItem.objects.get()
    assert answer.redirect_chain[-1][0] == change(item)
    assert (item.slug_de, item.slug_en, item.state) == ("ein-titel", "a-headline", "draft")
    assert item.body_de == "<p>Text <strong>fett</strong></p>"
    assert list(item.organisations.all()) == [firm]
    statement = item.statements.get()
    assert list(statement.organisations.all()) == [firm]
    # What was left empty is filled with what is true on the day.
    assert statement.name_as_said == "Maria Muster"
    assert statement.title_as_said_de == "Geschäftsführerin"
    assert statement.organisation_as_said_en == "CUP Laboratorien GmbH"
    assert not Authorisation.objects.exists()
    assert item.history.first().history_user == coordinator
    assert statement.statementorganisation_set.get().history.get().history_user == coordinator


def test_statements_keep_their_order_and_their_links(desk):
    item = factories.draft()
    firms = [factories.organisation() for _ in range(2)]
    first = factories.statement(item, organisations=firms[:1], position=10)
    second = factories.statement(item, organisations=firms, position=20)
    typed = {"statements-0-position": 30, "statements-1-speaks_for": [firms[1].pk]}
    save(desk, change(item), **typed)
    assert list(item.statements.all()) == [second, first]
    assert list(first.organisations.all()) == firms[:1]
    assert list(second.organisations.all()) == firms[1:]
    gone = first.statementorganisation_set.model.history.filter(history_type="-").get()
    assert gone.organisation == firms[0]


def test_another_speaker_does_not_inherit_the_name_of_the_first(desk):
    item = factories.draft()
    statement = factories.statement(item)
    other = factories.mandate(factories.person("Anna", "Neu"), job_title_de="Leiterin").person
    save_anyway(desk, change(item), **{"statements-0-speaker": other.pk})
    statement.refresh_from_db()
    assert (statement.name_as_said, statement.title_as_said_de) == ("Anna Neu", "Leiterin")


def test_a_function_unknown_when_the_speaker_agreed_stays_unsaid(desk):
    item = factories.draft()
    unsaid = {
        f"{name}_as_said_{code}": "" for name in ("title", "organisation") for code in ("de", "en")
    }
    statement = factories.statement(item, **unsaid)
    factories.mandate(statement.speaker)
    save(desk, change(item), **{"statements-0-position": 20, "headline_de": "Neu"})
    statement.refresh_from_db()
    assert statement.position == 20
    assert statement.title_as_said_de == ""
    assert statement.shown_languages() == ["de", "en"]


def test_only_press_contacts_can_be_press_contact(desk):
    item = factories.draft()
    assert errors(save(desk, change(item), press_contact=factories.mandate().pk), "press_contact")


# Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"headline_de": "", "headline_en": ""}, "headline_de", "A headline is needed"),
        ({"headline_de": "x" * 10_000}, "headline_de", "200"),
        ({"standfirst_en": "x" * 10_000}, "standfirst_en", "600"),
        ({"body_de": "a\x00b"}, "body_de", "Null characters"),
        ({"slug_de": "besetzt"}, "slug_de", "already exists"),
        ({"slug_de": "frueher"}, "slug_de", "once belonged"),
        ({"slug_en": "ä b"}, "slug_en", "letters, numbers"),
        ({"dated_on": "2026-13-01"}, "dated_on", "valid date"),
        ({"kind": "post"}, "kind", "valid choice"),
        ({"press_contact": "\x00"}, "press_contact", "Null characters"),
        ({"organisations": ["\x00"]}, "organisations", "Null characters"),
        ({"organisations": ["x"]}, "organisations", "not a valid value"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "valid URL"),
    ],
)
def test_refusals_stand_at_their_field(desk, typed, field, sentence):
    item = factories.published()
    factories.draft(slug_de="besetzt")
    former = factories.published(slug_de="frueher")
    former.slug_de = "heute"
    former.save()
    answer = save(desk, change(item), image_credit="Foto: Muster", **typed)
    assert answer.status_code == 200
    assert sentence in " ".join(errors(answer, field))
    assert filled(answer)["image_credit"] == "Foto: Muster"
    item.refresh_from_db()
    assert item.image_credit == ""


def test_what_is_published_keeps_a_date(desk):
    item = factories.published(published_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    save(desk, change(item), dated_on="")
    item.refresh_from_db()
    assert item.dated_on == date(2026, 3, 2)  # the day in Berlin
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsItem.objects.update(dated_on=None)


def test_long_words_without_a_space_are_inert(desk):
    item = factories.draft()
    save(desk, change(item), body_de=f"<p>{'x' * 10_000}</p>")
    item.refresh_from_db()
    assert len(item.body_de) > 10_000


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"text_de": "", "text_en": " \r\n "}, "text_de", "at least one language"),
        ({"kind": "summary", "text_de": "Er sagte: „Ja.“"}, "text_de", "reported speech"),
        ({"text_de": "x" * 10_000}, "text_de", "3000"),
        ({"text_de": "a\x00b"}, "text_de", "Null characters"),
        ({"position": "-1"}, "position", "greater than"),
        ({"position": "9" * 40}, "position", "less than"),
        ({"speaker_key": ""}, "speaker", "required"),
        ({"speaker_key": "x"}, "speaker", "valid choice"),
        ({"speaks_for": ["x"]}, "speaks_for", "not a valid value"),
        ({"name_as_said": "x" * 10_000}, "name_as_said", "200"),
    ],
)
def test_refusals_of_a_statement_stand_at_its_field(desk, typed, field, sentence):
    item = factories.draft()
    row = new_statement(factories.person(), **typed)
    if "speaker_key" in typed:
        row["statements-0-speaker"] = row.pop("statements-0-speaker_key")
    answer = save(desk, change(item), headline_de="Neu", **row)
    assert answer.status_code == 200
    assert sentence in " ".join(row_errors(answer)[field])
    assert filled(answer)["headline_de"] == "Neu"
    assert not Statement.objects.exists()


def test_an_empty_row_is_refused_not_dropped(desk):
    answer = save(desk, change(factories.draft()), **{"statements-TOTAL_FORMS": 1})
    assert row_errors(answer)["speaker"]


# What becomes of authorisations ---------------------------------------------------------------


def test_a_changed_wording_is_told_to_be_hidden(desk):
    item = factories.published()
    statement = factories.statement(item, factories.person("Maria", "Muster"))
    answer = save_anyway(desk, change(item), **{"statements-0-text_de": "Ein anderes Wort."})
    warnings = [m for m in shown_messages(answer) if "no longer authorised" in m]
    assert len(warnings) == 1
    assert "German wording of Maria Muster" in warnings[0]
    assert "wording changed" in text(answer)
    assert Statement.objects.public().get(pk=statement.pk).shown_languages() == ["en"]


@pytest.mark.parametrize(
    ("typed", "languages"),
    [
        ({"name_as_said": "Dr. Muster"}, 2),
        ({"title_as_said_en": "CEO"}, 1),
        ({"position": 7}, 0),
        ({"text_de": "Neu.", "text_en": "New."}, 2),
    ],
)
def test_every_voided_side_is_told(desk, typed, languages):
    item = factories.published()
    factories.statement(item)
    saved = save_anyway if languages else save
    answer = saved(desk, change(item), **{f"statements-0-{n}": v for n, v in typed.items()})
    assert len([m for m in shown_messages(answer) if "no longer authorised" in m]) == languages


def test_line_ends_of_a_browser_void_nothing(desk):
    item = factories.published()
    statement = factories.statement(item, text_de="Eins.\n\nZwei.")
    posted = filled(desk.get(change(item)))
    posted["statements-0-text_de"] = posted["statements-0-text_de"].replace("\n", "\r\n")
    desk.post(change(item), posted | {"headline_de": "Neu"})
    assert statement.history.count() == 1
    assert "de" in statement.shown_languages()


def test_a_statement_on_its_own_page_warns_too(desk):
    statement = factories.statement()
    answer = save_anyway(desk, change(statement), text_en="Something else.")
    assert "English wording" in " ".join(shown_messages(answer))


def test_an_older_wording_comes_back_with_its_links_and_its_authorisation(desk):
    firm = factories.organisation()
    item = factories.draft()
    save(desk, change(item), **new_statement(factories.person(), speaks_for=[firm.pk]))
    statement = factories.authorise(item.statements.get())
    typed = {"statements-0-text_de": "Anders.", "statements-0-speaks_for": []}
    save_anyway(desk, change(item), **typed)
    assert not statement.organisations.exists()
    wording = statement.history.filter(text_de="Wir freuen uns.").first()
    old = page(statement, "version", wording.history_id)
    desk.post(old, filled(desk.get(old)))
    statement.refresh_from_db()
    assert statement.text_de == "Wir freuen uns."
    assert list(statement.organisations.all()) == [firm]
    assert Statement.objects.get().shown_languages() == ["de"]
