"""Ways past the rule of quotations that somebody might find: none makes unagreed words public."""

import unicodedata

import pytest
from django.db import transaction
from django.db.models import F, Value

from news.models import Authorisation, Statement, StatementOrganisation
from tests import factories
from tests.news.test_statements import shown
from tests.reading import fetch

pytestmark = pytest.mark.django_db


def test_what_was_taken_back_stays_taken_back():
    statement = factories.statement()
    authorisation = statement.authorisations.get(language="de")
    authorisation.revoke("Mail of today.")
    revoked_at = authorisation.revoked_at
    for nothing in (None, Value(None)):
        Authorisation.objects.update(revoked_at=nothing, revocation_note="")
    authorisation.revoke("Once more.")
    stored = Authorisation.objects.get(pk=authorisation.pk)
    assert shown(statement) == ["en"]
    assert (stored.revoked_at, stored.revocation_note) == (revoked_at, "Mail of today.")
    assert authorisation.revocation_note == "Mail of today."


REWRITES = {
    "bulk_update": lambda row: Authorisation.objects.bulk_update([row], ["statement", "text"]),
    "update": lambda row: Authorisation.objects.update(statement=row.statement, text=row.text),
    "save": lambda row: row.save(update_fields=["statement", "text"]),
}


@pytest.mark.parametrize("way", REWRITES)
def test_an_agreement_is_not_moved_to_other_words(way):
    agreed, other = factories.statement(), factories.statement(authorised=False)
    row = agreed.authorisations.get(language="de")
    row.statement, row.text = other, other.text_de
    with pytest.raises(TypeError), transaction.atomic():
        REWRITES[way](row)
    assert (shown(agreed), shown(other)) == (["de", "en"], [])


CHANGES = {
    "bulk_update": lambda row: Statement.objects.bulk_update([row], ["text_de", "text_en"]),
    "save of two fields": lambda row: row.save(update_fields=["text_de", "text_en"]),
    "save_base": lambda row: row.save_base(raw=True),
    "base manager": lambda row: Statement._base_manager.filter(pk=row.pk).update(
        text_de=row.text_de, text_en=row.text_en
    ),
    "upsert": lambda row: Statement.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=["text_de", "text_en"]
    ),
    "update_or_create": lambda row: Statement.objects.update_or_create(
        pk=row.pk, defaults={"text_de": row.text_de, "text_en": row.text_en}
    ),
    "related manager": lambda row: row.item.statements.update(
        text_de=row.text_de, text_en=row.text_en
    ),
}


@pytest.mark.parametrize("way", CHANGES)
def test_no_way_to_write_publishes_other_words(way):
    statement = factories.statement()
    statement.text_de, statement.text_en = "Nie gesagt.", "Never said."
    CHANGES[way](statement)
    assert Statement.objects.get().text_de == "Nie gesagt."
    assert shown(statement) == []


def test_the_other_languages_words_are_other_words():
    statement = factories.statement()
    Statement.objects.update(text_en=F("text_de"), title_as_said_en=F("title_as_said_de"))
    assert shown(statement) == ["de"]


LOOKALIKES = {
    "composed and decomposed": lambda text: unicodedata.normalize("NFD", text),
    "a space more": lambda text: f"{text} ",
    "a space before": lambda text: f" {text}",
    "a hard space": lambda text: text.replace(" ", "\u00a0"),
    "a line end": lambda text: text.replace(" ", "\n", 1),
    "upper case": str.upper,
    "nothing to be seen": lambda text: f"{text}\u200b",
    "another letter that looks alike": lambda text: text.replace("o", "\u043e"),
    "without accents": lambda text: text.replace("ö", "o"),
}


@pytest.mark.parametrize("way", LOOKALIKES)
def test_words_that_look_alike_are_other_words(way):
    agreed = "Größe zählt, sagte ö."
    statement = factories.statement(text_de=agreed)
    changed = LOOKALIKES[way](agreed.replace("sagte", "sagte o"))
    statement_o = factories.statement(text_de=agreed.replace("sagte", "sagte o"))
    assert changed != statement_o.text_de
    Statement.objects.filter(pk=statement_o.pk).update(text_de=changed)
    assert shown(statement_o) == ["en"]
    assert shown(statement) == ["de", "en"]


@pytest.mark.parametrize("field", ["name_as_said", "title_as_said_de", "organisation_as_said_de"])
def test_an_attribution_that_looks_alike_is_another_one(field):
    statement = factories.statement()
    agreed = getattr(statement, field)
    for changed in (agreed.upper(), f"{agreed} ", agreed.replace("e", "\u0435", 1), ""):
        if changed or field != "name_as_said":
            Statement.objects.update(**{field: changed})
            assert "de" not in shown(statement)


def test_links_to_organisations_are_part_of_the_agreement():
    named, other = factories.organisation(), factories.organisation()
    statement = factories.statement(organisations=[named])
    link = statement.statementorganisation_set.get()
    StatementOrganisation.objects.bulk_create(
        [StatementOrganisation(statement=statement, organisation=other)]
    )
    assert shown(statement) == []
    StatementOrganisation.objects.filter(organisation=other).delete()
    assert shown(statement) == ["de", "en"]
    StatementOrganisation.objects.filter(pk=link.pk).update(organisation_id=other.pk)
    assert shown(statement) == []


def test_an_agreement_that_lost_its_organisation_covers_nothing():
    statement = factories.statement(organisations=[factories.organisation()])
    for authorisation in statement.authorisations.all():
        authorisation.organisations.clear()
    assert shown(statement) == []


def test_another_news_item_does_not_open_what_nobody_agreed_to():
    statement = factories.statement(item=factories.draft(), authorised=False)
    Statement.objects.update(item=factories.published())
    assert shown(statement) == []
    assert fetch(statement.get_absolute_url("de")).status_code == 404


def test_a_withdrawn_address_is_gone_even_where_other_news_has_its_words():
    """The German address of the one is the English address of the other."""
    factories.published(slug_de="nuklid", slug_en="cluster").withdraw(withdrawal_reason_en="Wrong.")
    factories.published(slug_de="neu", slug_en="nuklid")
    assert fetch("/de/aktuelles/nuklid/").status_code == 410
    assert fetch("/en/news/nuklid/").status_code == 200
