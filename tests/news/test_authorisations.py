"""An agreement is a record: it holds the stored wording, needs its proof, is never rewritten."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from news.models import Authorisation
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_authorisation_is_never_rewritten():
    authorisation = factories.statement().authorisations.first()
    with pytest.raises(TypeError):
        Authorisation.objects.update(text="Something else")
    with pytest.raises(TypeError):
        authorisation.save()
    assert Authorisation.objects.get(pk=authorisation.pk).text == authorisation.text


@pytest.mark.parametrize(
    "record", [{"way": "in_writing"}, {"way": "published_elsewhere", "note": "somewhere"}]
)
def test_an_authorisation_needs_its_proof(record):
    statement = factories.statement(authorised=False)
    with pytest.raises(ValidationError):
        statement.authorise("de", recorded_by=factories.coordinator(), **record)
    assert not Authorisation.objects.exists()


def test_the_database_refuses_an_authorisation_without_proof():
    statement = factories.statement(authorised=False)
    bare = Authorisation(
        statement=statement,
        language="de",
        speaker=statement.speaker,
        text=statement.text_de,
        name=statement.name_as_said,
        way="in_writing",
        recorded_by=factories.coordinator(),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        bare.save()


def test_no_words_no_authorisation():
    statement = factories.statement(authorised=False, text_en="")
    with pytest.raises(ValidationError):
        statement.authorise("en", way="in_writing", note="x", recorded_by=factories.coordinator())


def test_the_stored_wording_is_authorised_not_the_one_in_memory():
    statement = factories.statement(authorised=False)
    stored = statement.text_de
    statement.text_de = "Only in memory."
    made = statement.authorise(
        "de", way="in_writing", note="Mail.", recorded_by=factories.coordinator()
    )
    assert made.text == stored
