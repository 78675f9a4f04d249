"""Reading a release at the desk: page one reads, page two confirms, and a draft is made."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from members.models import FormerName, Mandate, Organisation, Person
from news.models import Authorisation, NewsItem
from tests import factories
from tests.desk import changelist, filled, parsed, shown_messages, text
from tests.news.intake.pages import READ, SHORT, confirm, give, release, stored, tick_doubtful

SHARED = Path(__file__).resolve().parents[4] / "shared"
FOUNDING = SHARED / "releases" / "2025-01-16-founding.en.txt"

pytestmark = pytest.mark.django_db


# What is found is shown, and stored only when confirmed -----------------------------------------


def test_the_list_of_news_leads_to_it(desk):
    page = parsed(desk.get(changelist(NewsItem)))
    assert page.select_one(f"a[href='{reverse(READ)}']")


def test_page_two_shows_what_was_read_and_nothing_is_stored(desk):
    before = stored()
    values = filled(give(desk, release("de-1-neubau")))
    assert values["release-headline"].startswith("Nordlicht Isotope GmbH legt Grundstein")
    assert values["release-dated_on"] == "2026-03-12"
    assert values["release-place"] == "Freital"
    assert values["statements-0-family_name"] == "Ahlwarth"
    assert values["statements-0-job_title"] == "Geschäftsführerin"
    assert "verdoppeln" in values["statements-0-text"]
    assert "verdoppeln" not in values["release-body"]
    assert values["release-press_contact"].endswith("presse@nordlicht.example")
    assert stored() == before


def test_makes_a_draft_in_the_language_of_the_release(desk):
    page = give(desk, release("de-1-neubau"))
    answer = confirm(desk, page, **tick_doubtful(page))
    item = NewsItem.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("admin:news_newsitem_change", args=[item.pk])
    assert "3 statements, 2 new people, 1 new organisation" in shown_messages(answer)[0]
    assert item.state == NewsItem.State.DRAFT
    assert (item.headline_en, item.body_en, item.place_en) == ("", "", "")
    assert item.place_de == "Freital"
    assert item.body_de.startswith("<p>Die Nordlicht Isotope GmbH hat am Donnerstag")
    assert [s.text_en for s in item.statements.all()] == ["", "", ""]
    assert not Authorisation.objects.exists()


def test_an_english_release_fills_the_english_columns(desk):
    confirm(desk, give(desk, release("en-1-launch"), "en"))
    item = NewsItem.objects.get()
    assert (item.headline_de, item.body_de) == ("", "")
    assert item.headline_en.startswith("Harrowgate")
    first = item.statements.first()
    assert first.original_language == "en"
    assert first.title_as_said_en == "Chief Executive Officer"
    assert (first.text_de, first.title_as_said_de) == ("", "")


def test_what_is_ticked_is_made_hidden_and_once(desk):
    page = give(desk, release("de-1-neubau"))
    confirm(desk, page, **tick_doubtful(page))
    first, _, third = NewsItem.objects.get().statements.all()
    assert first.speaker == third.speaker
    assert first.name_as_said == "Dr. Katrin Ahlwarth"
    assert first.organisation_as_said_de == "Nordlicht Isotope GmbH"
    assert [o.name for o in first.organisations.all()] == ["Nordlicht Isotope GmbH"]
    mandate = Mandate.objects.get(person=first.speaker)
    assert (mandate.job_title_de, mandate.organisation.name) == (
        "Geschäftsführerin",
        "Nordlicht Isotope GmbH",
    )
    assert not Person.objects.filter(is_listed=True).exists()
    assert not Organisation.objects.filter(is_listed=True).exists()


def test_what_is_not_ticked_is_not_made(desk):
    page = give(desk, SHORT)
    known = factories.person()
    confirm(
        desk,
        page,
        **{
            "organisations-0-create": None,
            "statements-0-create": None,
            "statements-0-person": known.pk,
        },
    )
    [statement] = NewsItem.objects.get().statements.all()
    assert statement.speaker == known
    assert statement.name_as_said == "Maria Muster"
    assert list(statement.organisations.all()) == []
    assert statement.organisation_as_said_de == "Beispiel GmbH"
    assert not Organisation.objects.exists()
    assert Person.objects.get() == known


def test_a_statement_that_is_not_taken_over_need_not_be_right(desk):
    page = give(desk, release("de-1-neubau"))
    untaken = {"statements-2-take": None, "statements-2-text": "x" * 4000}
    confirm(desk, page, **tick_doubtful(page), **untaken)
    assert [s.position for s in NewsItem.objects.get().statements.all()] == [0, 1]
    assert not Person.objects.filter(family_name="Sollbach").exists()


def test_known_people_and_organisations_are_chosen(desk):
    known = factories.organisation("Nordlicht", legal_name="Nordlicht Isotope Sachsen GmbH")
    FormerName.objects.create(organisation=known, name="Nordlicht Isotope GmbH")
    speaker = factories.person("Katrin", "Ahlwarth", honorific_prefix="Dr.")
    page = give(desk, release("de-1-neubau"))
    values = filled(page)
    assert values["organisations-0-organisation"] == str(known.pk)
    assert "organisations-0-create" not in values
    assert values["statements-0-person"] == str(speaker.pk)
    confirm(desk, page, **tick_doubtful(page))
    statement = NewsItem.objects.get().statements.first()
    assert statement.speaker == speaker
    assert list(statement.organisations.all()) == [known]
    assert statement.organisation_as_said_de == "Nordlicht Isotope GmbH"
    assert not Mandate.objects.filter(person=speaker).exists()


def test_two_people_of_one_name_are_left_to_the_office(desk):
    factories.person("Maria", "Muster", slug="a")
    factories.person("Maria", "Muster", slug="b")
    assert filled(give(desk, SHORT))["statements-0-person"] == ""


def test_a_known_speaker_without_organisation_speaks_for_their_own(desk):
    mandate = factories.mandate(factories.person("Henrik", "Sollbach"))
    page = give(desk, release("de-1-neubau"))
    row = filled(page)["statements-2-organisation_0"]
    assert filled(page)[f"organisations-{row}-organisation"] == str(mandate.organisation.pk)


def test_a_similar_name_is_offered_first_and_marked(desk):
    near = factories.organisation("Beispiele", legal_name="Beispiele GmbH")
    page = give(desk, SHORT)
    assert "similar: please check" in text(page)
    options = parsed(page).select("#id_organisations-0-organisation optgroup")[0]
    assert [option["value"] for option in options.select("option")] == [str(near.pk)]


def test_an_organisation_can_be_added_and_the_text_is_text(desk):
    page = give(desk, SHORT)
    other = factories.organisation()
    confirm(
        desk,
        page,
        **{
            "release-body": "Eins <script>alert(1)</script> & zwei\r\n\r\nDrei",
            "organisations-1-organisation": other.pk,
            "statements-0-organisation_1": "1",
        },
    )
    item = NewsItem.objects.get()
    assert item.body_de == (
        "<p>Eins &lt;script&gt;alert(1)&lt;/script&gt; &amp; zwei</p><p>Drei</p>"
    )
    assert other in item.organisations.all()
    assert other in item.statements.get().organisations.all()


def test_a_text_without_statements_makes_a_draft_too(desk):
    page = give(desk, release("de-3-bericht-ohne-zitat"))
    assert "No statement was found." in text(page)
    confirm(desk, page)
    assert NewsItem.objects.get().statements.count() == 0


# The founding release ---------------------------------------------------------------------------


@pytest.mark.skipif(not FOUNDING.exists(), reason="../shared is not here")
def test_the_founding_release_becomes_a_draft_with_twelve_statements(desk):
    page = give(desk, FOUNDING.read_text(encoding="utf-8"), "en")
    assert "9 founding members are named." in text(page)
    row = len(parsed(page).select("#organisations ~ fieldset .standing:first-child"))
    corrected = tick_doubtful(page) | {
        "statements-0-organisation_0": row_of(page, "leap:up GmbH"),
        "statements-1-organisation_0": row,
        f"organisations-{row}-create": "on",
        f"organisations-{row}-name": "Free State of Saxony",
        f"organisations-{row}-kind": "public_authority",
        "statements-11-job_title": "Chief Executive",
        f"organisations-{row_of(page, 'leap:up GmbH')}-create": "on",
    }
    assert filled(page)[f"organisations-{row}-found"] == ""
    confirm(desk, page, **corrected)
    item = NewsItem.objects.get()
    statements = list(item.statements.prefetch_related("organisations"))
    assert len(statements) == len({one.speaker_id for one in statements}) == 12
    assert statements[0].organisation_as_said_en == "Free State of Saxony"
    assert statements[4].speaker.family_name == "Hofmann"
    assert statements[11].title_as_said_en == "Chief Executive"
    assert all(one.organisations.count() for one in statements)
    assert statements[9].organisation_as_said_en.count(" and ") == 1
    assert item.organisations.count() >= 9
    assert not any(one.shown_languages() for one in statements)


def row_of(page, organisation):
    """Return the number of the row in which an organisation is found."""
    values = filled(page)
    return next(n for n in range(80) if organisation in values[f"organisations-{n}-found"])


@pytest.mark.skipif(not FOUNDING.exists(), reason="../shared is not here")
def test_the_twelve_statements_are_public_once_authorised_and_published(desk, coordinator):
    page = give(desk, FOUNDING.read_text(encoding="utf-8"), "en")
    confirm(desk, page, **tick_doubtful(page))
    item = NewsItem.objects.get()
    for one in item.statements.all():
        one.authorise("en", way="in_writing", note="Test.", recorded_by=coordinator)
    item.publish(coordinator)
    page = Client().get(item.get_absolute_url("en")).content.decode()
    assert sum(shown(one.text_en) in page for one in item.statements.all()) == 12
    one = item.statements.first()
    one.text_en = one.text_en.replace("good", "splendid", 1)
    one.save()
    page = Client().get(item.get_absolute_url("en")).content.decode()
    assert sum(shown(one.text_en) in page for one in item.statements.all()) == 11


def shown(words):
    return escape(words[:60])
