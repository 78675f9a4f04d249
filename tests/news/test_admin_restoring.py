"""Bringing back a version of a statement: nothing unauthorised becomes public, and it is told."""

import pytest
from django.test import Client

from news.models import Statement
from tests import factories as make
from tests.desk import change, errors, filled, page, save, shown_messages, text

pytestmark = pytest.mark.django_db
OLD, NEW = "Words from before.", "Words of today."


@pytest.fixture
def statement():
    """A published quotation whose first wording nobody authorised, and today's was."""
    made = make.statement(authorised=False, text_en=OLD, text_de="Deutsche Worte.")
    made.text_en = NEW
    made.save()
    return make.authorise(made)


def version(statement, number=-1):
    """Return the address of a version; the first by default."""
    record = list(statement.history.all())[number]
    return page(statement, "version", record.history_id)


def bring_back(desk, address):
    return desk.post(address, filled(desk.get(address)), follow=True)


def public(statement):
    return [Client().get(statement.item.get_absolute_url(code)).text for code in ("de", "en")]


def test_it_says_before_which_authorisation_goes(desk, statement):
    said = text(desk.get(version(statement)))
    assert "takes away the authorisation of today’s wording: English." in said
    assert "takes away" not in text(desk.get(version(statement, 0)))


def test_words_that_come_back_are_hidden_until_authorised(desk, statement):
    assert NEW in public(statement)[1]
    answer = bring_back(desk, version(statement))
    assert any("no longer authorised" in each for each in shown_messages(answer))
    statement.refresh_from_db()
    assert statement.text_en == OLD
    german, english = public(statement)
    assert OLD not in german + english
    assert NEW not in german + english
    assert "Deutsche Worte." in german


def test_an_attribution_that_comes_back_costs_both_languages(desk):
    made = make.statement(authorised=False, name_as_said="Dr. Maria Muster")
    made.name_as_said = "Prof. Maria Muster"
    made.save()
    make.authorise(made)
    assert "wording: German, English." in text(desk.get(version(made)))
    bring_back(desk, version(made))
    assert made.text_de not in public(made)[0]


def test_a_withdrawn_statement_stays_withdrawn(desk, statement):
    reasons = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "Mistake."}
    statement.withdraw(**reasons)
    for number in (-1, -2):
        bring_back(desk, version(statement, number))
        statement.refresh_from_db()
        assert statement.withdrawn_at
        assert Client().get(statement.get_absolute_url("en")).status_code == 410
        assert not any(words in "".join(public(statement)) for words in (OLD, NEW))


def test_what_was_authorised_before_is_shown_again(desk, statement):
    statement.text_en = "A third wording."
    statement.save()
    assert NEW not in public(statement)[1]
    bring_back(desk, version(statement, 1))
    assert NEW in public(statement)[1]


def test_an_organisation_more_costs_the_authorisation(desk):
    made = make.statement(authorised=False)
    made.statementorganisation_set.create(organisation=make.organisation())
    made.position = 5
    made.save()
    for row in made.statementorganisation_set.all():
        row.delete()
    make.authorise(made)
    assert "wording: German, English." in text(desk.get(version(made)))
    bring_back(desk, version(made))
    assert made.text_de not in public(made)[0]


def test_a_version_as_reported_speech_does_not_publish_the_words(desk):
    made = make.statement(kind="summary", text_de="Dieselben Worte.", text_en="The same words.")
    made.kind = Statement.Kind.VERBATIM
    made.save()
    assert "The same words." not in public(made)[1]
    answer = bring_back(desk, version(made))
    assert any("still the speaker’s own words" in each for each in shown_messages(answer))
    made.refresh_from_db()
    assert made.kind == Statement.Kind.VERBATIM
    assert "The same words." not in "".join(public(made))


def test_a_deleted_statement_comes_back_without_its_authorisation(desk):
    made = make.statement(make.draft())
    address = version(made)
    made.delete()
    bring_back(desk, address)
    back = Statement.objects.get()
    make.publish_in_part(back.item)
    assert back.text_en not in public(back)[1]


def test_the_licence_of_a_picture_comes_back_with_its_version(desk):
    item = make.draft()
    for licence in ("cc-by-4.0", "press"):
        save(desk, change(item), image_licence=licence)
    item.refresh_from_db()
    assert item.image_licence == "press"
    record = item.history.get(image_licence="cc-by-4.0")
    bring_back(desk, page(item, "version", record.history_id))
    item.refresh_from_db()
    assert item.image_licence == "cc-by-4.0"


def test_a_licence_nobody_knows_is_refused_at_the_field(desk):
    item = make.draft()
    answer = save(desk, change(item), image_licence="all mine")
    assert "Select a valid choice" in errors(answer, "image_licence")[0]
