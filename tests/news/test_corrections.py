"""A correction stands above the text, dated, for readers and machines."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Correction
from tests import factories as make
from tests.desk import page
from tests.reading import fetch, linked_data, soup

pytestmark = pytest.mark.django_db
NOTES = {"note_de": "Hier stand 7, <b>richtig</b> ist 8.", "note_en": "7 should read 8."}


@pytest.fixture
def item():
    return make.published()


def test_a_correction_is_shown_with_its_day(desk, coordinator, item):
    before = item.modified_at
    desk.post(page(item, "correct"), NOTES)
    made = Correction.objects.get()
    assert (made.item, made.recorded_by, made.corrected_on) == (
        item,
        coordinator,
        timezone.localdate(),
    )
    for language in ("de", "en"):
        answer = fetch(item.get_absolute_url(language))
        shown = soup(answer).select_one(".corrections")
        assert NOTES[f"note_{language}"] in shown.text
        assert shown.time["datetime"] == str(timezone.localdate())
        told = linked_data(answer)["NewsArticle"]["correction"]
        assert told == [
            {
                "@type": "CorrectionComment",
                "text": NOTES[f"note_{language}"],
                "datePublished": str(timezone.localdate()),
            }
        ]
    item.refresh_from_db()
    assert item.modified_at > before
    feed = fetch("/de/aktuelles/feed/").content.decode()
    assert f"<updated>{item.modified_at.isoformat()[:19]}" in feed


def test_without_one_nothing_is_said(item):
    answer = fetch(item.get_absolute_url("de"))
    assert not soup(answer).select(".corrections")
    assert "correction" not in linked_data(answer)["NewsArticle"]


@pytest.mark.parametrize(
    "typed", [{}, {"note_en": ""}, {"note_de": "x" * 601}, {"note_de": "\x00"}]
)
def test_a_correction_needs_words_in_both_languages(desk, item, typed):
    answer = desk.post(page(item, "correct"), (NOTES | typed) if typed else {})
    assert answer.context["form"].errors
    assert not Correction.objects.exists()


def test_form_and_database_refuse_an_empty_one(coordinator, item):
    with pytest.raises(ValidationError, match="Say what"):
        Correction.record(item, coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(item=item, recorded_by=coordinator)


def test_it_stands_in_the_press_kit(coordinator, item):
    from news.press.kit import entries

    Correction.record(item, coordinator, **NOTES)
    files = {
        e.name: e.open().read().decode() for e in entries(item, [], [], str) if "pdf" not in e.name
    }
    assert "Hier stand 7, <b>richtig</b> ist 8." in files["text-de.txt"]
