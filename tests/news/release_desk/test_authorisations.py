"""Recording and revoking authorisations at the desk."""

import pytest
from django.test import Client
from django.utils import timezone

from news.models import Authorisation, Statement
from tests import factories
from tests.desk import change, changelist, filled, page, parsed, save, shown_messages, text

pytestmark = pytest.mark.django_db
LETTER = {"way": "in_writing", "note": "Mail of 3 March, folder 7."}


def ticked(response):
    return filled(response).get("sides", [])


def tokens(response):
    return [box["value"] for box in parsed(response).select("[name=sides]")]


@pytest.fixture
def statement():
    return factories.statement(
        factories.published(),
        factories.person("Maria", "Muster"),
        [factories.organisation("CUP")],
        authorised=False,
    )


def test_the_page_shows_exactly_what_is_agreed_to(desk, statement):
    shown = desk.get(page(statement, "authorise"))
    said = text(shown)
    side = statement.side("de")
    for words in (side.text, "Maria Muster", "Geschäftsführerin", "Beispiel GmbH", "CUP"):
        assert words in said
    assert len(ticked(shown)) == 2


def test_an_authorisation_is_recorded_and_the_words_are_public(desk, coordinator, statement):
    posted = filled(desk.get(page(statement, "authorise"))) | LETTER
    answer = desk.post(page(statement, "authorise"), posted, follow=True)
    assert "2 authorisations were recorded" in shown_messages(answer)[0]
    assert Statement.objects.public().get() == statement
    german = Authorisation.objects.get(language="de")
    assert (german.text, german.note) == (statement.text_de, LETTER["note"])
    assert (german.recorded_by, german.authorised_on) == (coordinator, timezone.localdate())
    assert list(german.organisations.all()) == list(statement.organisations.all())
    assert "authorised on" in text(desk.get(change(statement.item)))


def test_one_language_alone(desk, statement):
    shown = desk.get(page(statement, "authorise"))
    token = next(t for t in tokens(shown) if "-en-" in t)
    typed = {"sides": [token], "way": "published_elsewhere", "source_url": "https://a.example/x"}
    desk.post(page(statement, "authorise"), filled(shown) | typed)
    assert Authorisation.objects.get().language == "en"
    assert statement.shown_languages() == ["en"]


def test_twelve_are_recorded_at_once(desk):
    item = factories.published()
    for _ in range(12):
        factories.statement(item, authorised=False, text_en="")
    factories.statement(item, kind="summary")
    shown = desk.get(page(item, "authorise"))
    assert len(tokens(shown)) == 12
    assert ticked(shown) == []
    everything = desk.get(page(item, "authorise"), {"tick": "all"})
    desk.post(page(item, "authorise"), filled(everything) | LETTER)
    assert Authorisation.objects.count() == 12
    assert Statement.objects.public().count() == 13
    assert "Every wording here is authorised." in text(desk.get(page(item, "authorise")))


@pytest.mark.parametrize(
    "changed",
    [
        {"text_de": "Ein anderes Wort."},
        {"name_as_said": "Dr. Maria Muster"},
        {"title_as_said_de": "Chefin"},
        {"organisation_as_said_de": "Andere GmbH"},
        {"speaker": "other"},
        {"speaks_for": "another"},
    ],
)
def test_a_wording_changed_meanwhile_is_refused(desk, colleague, statement, changed):
    posted = filled(desk.get(page(statement, "authorise"))) | LETTER
    strangers = {
        "other": lambda: factories.person().pk,
        "another": lambda: [factories.organisation().pk],
    }
    name, value = next(iter(changed.items()))
    typed = {f"statements-0-{name}": strangers.get(value, lambda: value)()}
    save(colleague, change(statement.item), **typed)
    answer = desk.post(page(statement, "authorise"), posted)
    assert answer.status_code == 200
    assert "changed or authorised while this page was open" in text(answer)
    assert not Authorisation.objects.exists()
    assert filled(answer)["note"] == LETTER["note"]


def test_nothing_is_recorded_twice(desk, statement):
    posted = filled(desk.get(page(statement, "authorise"))) | LETTER
    desk.post(page(statement, "authorise"), posted)
    desk.post(page(statement, "authorise"), posted)
    assert Authorisation.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sides": []}, "sides"),
        ({"sides": ["1-de-x"]}, "sides"),
        ({"way": "signed_link"}, "way"),
        ({"way": "published_elsewhere"}, "source_url"),
        ({"way": "published_elsewhere", "source_url": "javascript:x"}, "source_url"),
        ({"note": ""}, "note"),
        ({"note": "x" * 10_000}, "note"),
        ({"note": "\x00"}, "note"),
        ({"authorised_on": "2026-02-31"}, "authorised_on"),
        ({"authorised_on": "2099-01-01"}, "authorised_on"),
    ],
)
def test_refusals_stand_at_their_field(desk, statement, typed, field):
    posted = filled(desk.get(page(statement, "authorise"))) | LETTER | typed
    answer = desk.post(page(statement, "authorise"), posted)
    assert answer.context["form"].errors[field]
    assert not Authorisation.objects.exists()


def test_another_statement_cannot_be_slipped_in(desk, statement):
    other = factories.statement(statement.item, authorised=False)
    token = tokens(desk.get(page(other, "authorise")))[0]
    posted = filled(desk.get(page(statement, "authorise"))) | LETTER | {"sides": [token]}
    assert desk.post(page(statement, "authorise"), posted).context["form"].errors["sides"]


def test_recording_needs_a_right_and_a_statement(desk, statement):
    stranger = Client()
    stranger.force_login(factories.coordinator())
    for record in (statement, statement.item):
        address = page(record, "authorise")
        posted = filled(desk.get(address)) | LETTER
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, posted).status_code == 403
        assert Client().get(address).status_code == 302
        assert desk.get(address.replace(str(record.pk), "999")).status_code == 404
    assert not Authorisation.objects.exists()


# Revoking ----------------------------------------------------------------------------------------


def test_revoking_hides_the_wording_and_keeps_the_record(desk):
    statement = factories.statement()
    german = Authorisation.objects.get(language="de")
    assert statement.text_de in text(desk.get(page(german, "revoke")))
    answer = desk.post(page(german, "revoke"), {"revocation_note": "Wrote on 5 May."}, follow=True)
    assert "Revoked" in shown_messages(answer)[0]
    german.refresh_from_db()
    assert german.revocation_note == "Wrote on 5 May."
    assert statement.shown_languages() == ["en"]
    again = desk.post(page(german, "revoke"), {"revocation_note": "Again"}, follow=True)
    assert "already revoked" in shown_messages(again)[0]
    german.refresh_from_db()
    assert german.revocation_note == "Wrote on 5 May."


@pytest.mark.parametrize("note", ["", "x" * 10_000, "\x00"])
def test_revoking_needs_a_reason(desk, note):
    factories.statement()
    german = Authorisation.objects.get(language="de")
    answer = desk.post(page(german, "revoke"), {"revocation_note": note})
    assert answer.context["form"].errors
    assert Authorisation.objects.valid().count() == 2


def test_revoking_needs_a_right_and_an_authorisation(desk):
    factories.statement()
    german = Authorisation.objects.get(language="de")
    stranger = Client()
    stranger.force_login(factories.coordinator())
    assert stranger.get(page(german, "revoke")).status_code == 403
    assert stranger.post(page(german, "revoke"), {"revocation_note": "x"}).status_code == 403
    assert desk.get("/admin/news/authorisation/999/revoke/").status_code == 404
    assert Authorisation.objects.valid().count() == 2


def test_records_cannot_be_written_by_hand(desk):
    factories.statement()
    german = Authorisation.objects.get(language="de")
    assert desk.get(change(german)).status_code == 200
    assert desk.post(change(german), {"text": "Anders"}).status_code == 403
    assert desk.get("/admin/news/authorisation/add/").status_code == 403
    assert desk.post(page(german, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [german.pk], "post": "yes"}
    desk.post(changelist(Authorisation), chosen)
    assert Authorisation.objects.filter(text=german.text).exists()
