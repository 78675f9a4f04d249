"""The entries of the search follow their rows, in the same transaction."""

import pytest
from django.core.management import call_command
from django.db import transaction

from members.models import Organisation, Person
from nuklid.base.search.models import SearchEntry, SearchTerm, SearchText, SearchWord
from tests import factories as make

pytestmark = pytest.mark.django_db


def terms(row, language="en"):
    held = SearchTerm.objects.filter(entry__in=row.entries().filter(language=language))
    return set(held.values_list("word__word", flat=True))


def test_a_saved_row_has_an_entry_in_each_language():
    made = make.organisation("Muster AG", summary_de="Kann viel.", summary_en="Can do much.")
    assert terms(made, "de") == {"muster", "viel", "kann"}
    assert terms(made, "en") == {"muster", "can", "much"}


def test_saving_what_has_not_changed_writes_nothing():
    made = make.stage()
    before = list(SearchTerm.objects.values_list("pk", flat=True))
    made.save()
    assert list(SearchTerm.objects.values_list("pk", flat=True)) == before


def test_a_save_that_is_undone_leaves_the_entries_as_they_were():
    made = make.organisation("Muster AG")
    made.name = "Anders AG"
    with transaction.atomic():
        made.save()
        assert terms(made) == {"anders"}
        transaction.set_rollback(True)
    assert terms(made) == {"muster"}


def test_reindex_catches_up_with_what_went_past_save(capsys):
    made = make.organisation("Muster AG")
    gone = make.person()
    Organisation.objects.update(name="Anders AG")
    Person.objects.all().delete()
    call_command("reindex")
    assert "Forgot 6 words" in capsys.readouterr().out  # "muster", given and family name, twice
    assert terms(made) == {"anders"}
    assert not gone.entries().exists()
    call_command("reindex")
    assert "Changed the search of 0 rows" in capsys.readouterr().out


def test_reindex_builds_the_search_anew():
    made = make.published()
    for model in (SearchTerm, SearchText, SearchEntry, SearchWord):
        model.objects.all().delete()
    call_command("reindex")
    assert "meldung" in terms(made)
