"""A quotation is public only in the exact wording and attribution its speaker agreed to."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from members.models import FormerName
from news.models import NewsItem, Statement, StatementOrganisation
from tests import factories

pytestmark = pytest.mark.django_db


def shown(statement):
    """The languages in which the public may read `statement`, asked of the database."""
    found = Statement.objects.public().filter(pk=statement.pk).first()
    return found.shown_languages() if found else []


def test_an_authorised_quote_is_public_in_both_languages():
    assert shown(factories.statement()) == ["de", "en"]


def test_a_quote_without_authorisation_is_not_public():
    assert shown(factories.statement(authorised=False)) == []


def test_a_summary_needs_no_authorisation():
    assert shown(factories.statement(kind="summary", authorised=False)) == ["de", "en"]


def test_a_summary_that_becomes_a_quote_is_hidden():
    statement = factories.statement(kind="summary", authorised=False)
    Statement.objects.filter(pk=statement.pk).update(kind="verbatim")
    assert shown(statement) == []


GERMAN_ONLY = ["text_de", "title_as_said_de", "organisation_as_said_de"]


@pytest.mark.parametrize("field", GERMAN_ONLY)
def test_editing_one_language_voids_exactly_that_language(field):
    statement = factories.statement()
    Statement.objects.filter(pk=statement.pk).update(**{field: "Etwas anderes"})
    assert shown(statement) == ["en"]
    assert shown(statement) == Statement.objects.get(pk=statement.pk).shown_languages()


@pytest.mark.parametrize("field", GERMAN_ONLY)
def test_restoring_the_agreed_wording_makes_it_public_again(field):
    statement = factories.statement()
    agreed = getattr(statement, field)
    for value in ("Etwas anderes", agreed):
        Statement.objects.filter(pk=statement.pk).update(**{field: value})
    assert shown(statement) == ["de", "en"]


def test_another_name_voids_both_languages():
    statement = factories.statement()
    Statement.objects.filter(pk=statement.pk).update(name_as_said="Jemand Anderes")
    assert shown(statement) == []


def test_another_speaker_voids_both_languages():
    statement = factories.statement()
    Statement.objects.filter(pk=statement.pk).update(speaker=factories.person())
    assert shown(statement) == []


def test_one_organisation_more_than_agreed_voids_both_languages():
    statement = factories.statement(organisations=[factories.organisation()])
    StatementOrganisation.objects.create(statement=statement, organisation=factories.organisation())
    assert shown(statement) == []


def test_another_organisation_voids_both_languages():
    statement = factories.statement(organisations=[factories.organisation()])
    statement.statementorganisation_set.update(organisation=factories.organisation())
    assert shown(statement) == []


def test_raw_sql_cannot_smuggle_a_wording_in():
    statement = factories.statement()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE news_statement SET text_en = %s WHERE id = %s", ["Never said.", statement.pk]
        )
    assert shown(statement) == ["de"]


def test_upper_and_lower_case_are_different_wordings():
    statement = factories.statement(text_de="Wir forschen.")
    Statement.objects.filter(pk=statement.pk).update(text_de="wir forschen.")
    assert shown(statement) == ["en"]


def test_a_revoked_authorisation_hides_the_quote():
    statement = factories.statement()
    statement.authorisations.get(language="en").revoke("Mail of today.")
    assert shown(statement) == ["de"]


def test_the_authorisation_of_another_statement_does_not_count():
    agreed = factories.statement()
    copy = factories.statement(
        item=agreed.item, speaker=agreed.speaker, authorised=False, text_de=agreed.text_de
    )
    assert shown(copy) == []


def test_the_authorisation_of_one_language_does_not_cover_the_other():
    statement = factories.statement(authorised=False, text_de="Gleich.", text_en="Gleich.")
    by = factories.coordinator()
    statement.authorise("de", way="in_writing", note="Mail.", recorded_by=by)
    assert shown(statement) == ["de"]


def test_browser_line_ends_do_not_void_an_authorisation():
    statement = factories.statement(text_de="Erste Zeile.\nZweite Zeile.")
    statement.text_de = "Erste Zeile.\r\nZweite Zeile."
    statement.save()
    assert shown(statement) == ["de", "en"]


def test_unauthorised_lists_exactly_the_uncovered_language():
    statement = factories.statement()
    Statement.objects.filter(pk=statement.pk).update(text_de="Anders.")
    factories.statement()
    factories.statement(kind="summary", authorised=False)
    assert list(Statement.objects.unauthorised("de")) == [statement]
    assert list(Statement.objects.unauthorised("en")) == []


def test_the_shown_side_is_the_readers_language_or_the_other(settings):
    from django.utils import translation

    statement = factories.statement()
    Statement.objects.filter(pk=statement.pk).update(text_de="Anders.")
    found = Statement.objects.public().get()
    for language in ("de", "en"):
        with translation.override(language):
            assert found.shown_side.text == statement.text_en
            assert found.shown_side.language == "en"


def test_the_attribution_is_that_of_the_day_and_stays():
    firm = factories.organisation("leap", legal_name="leap GmbH")
    FormerName.objects.create(
        organisation=firm, name="bio Management GmbH", until=date(2025, 6, 30)
    )
    speaker = factories.person(honorific_prefix="Dr.", given_name="Eva", family_name="Erste")
    factories.mandate(speaker, firm, job_title_de="Leiterin", until=date(2025, 3, 31))
    factories.mandate(speaker, firm, job_title_de="Beraterin", since=date(2025, 4, 1))
    statement = factories.statement(
        speaker=speaker,
        authorised=False,
        title_as_said_de="",
        title_as_said_en="",
        organisation_as_said_de="",
        organisation_as_said_en="",
    )
    statement.freeze_attribution()
    speaker.family_name = "Neu"
    speaker.save()
    statement.refresh_from_db()
    assert statement.name_as_said == "Dr. Eva Erste"
    assert statement.title_as_said_de == "Leiterin"
    assert statement.organisation_as_said_en == "bio Management GmbH"


def test_speaking_for_two_organisations_names_both():
    one, two = factories.organisation("Eins GmbH"), factories.organisation("Zwei GmbH")
    speaker = factories.person()
    for firm in (one, two):
        factories.mandate(speaker, firm)
    statement = factories.statement(
        speaker=speaker,
        organisations=[one, two],
        authorised=False,
        title_as_said_de="",
        organisation_as_said_de="",
        organisation_as_said_en="",
    )
    statement.freeze_attribution()
    assert statement.organisation_as_said_de == "Eins GmbH und Zwei GmbH"
    assert statement.organisation_as_said_en == "Eins GmbH and Zwei GmbH"
    assert statement.title_as_said_de == "Geschäftsführerin"


def test_speaker_and_organisation_of_a_statement_cannot_be_deleted():
    firm = factories.organisation()
    statement = factories.statement(organisations=[firm])
    for needed in (firm, statement.speaker):
        with pytest.raises(ProtectedError):
            needed.delete()
    assert shown(statement) == ["de", "en"]


def test_what_is_public_cannot_be_deleted():
    statement = factories.statement()
    for gone in (
        statement.delete,
        Statement.objects.all().delete,
        statement.item.delete,
        NewsItem.objects.all().delete,
    ):
        with pytest.raises(ProtectedError):
            gone()
    assert shown(statement) == ["de", "en"]


def test_a_draft_and_its_statements_can_be_deleted():
    statement = factories.statement(item=factories.draft(), authorised=False)
    statement.item.delete()
    assert not Statement.objects.exists()


def test_a_summary_with_quotation_marks_is_refused():
    statement = factories.statement(kind="summary", authorised=False)
    statement.text_de = "Sie sagte, es sei „gut“."
    with pytest.raises(ValidationError) as refusal:
        statement.full_clean()
    assert "text_de" in refusal.value.message_dict


def test_a_statement_without_words_is_refused_by_form_and_database():
    statement = factories.statement(authorised=False)
    statement.text_de = statement.text_en = " "
    with pytest.raises(ValidationError):
        statement.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.update(text_de="", text_en="")


def test_every_edit_is_in_the_history_with_a_way_back():
    statement = factories.statement()
    agreed = statement.text_de
    statement.text_de = "Anders."
    statement.save()
    assert shown(statement) == ["en"]
    statement.history.earliest().instance.save()
    assert Statement.objects.get().text_de == agreed
    assert shown(statement) == ["de", "en"]
