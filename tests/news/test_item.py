"""What readers find on the page of a news item, and where they find it."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.utils import timezone

from news.models import Correction, NewsItem
from tests import factories as make
from tests.reading import HOST, fetch, linked_data, soup

pytestmark = pytest.mark.django_db


def test_item_shows_what_a_journalist_needs():
    of = make.member("Muster AG", boilerplate_en="Muster AG makes samples.")
    contact = make.mandate(
        make.person(email="press@x.example", contact_agreed_on=date(2025, 1, 1)), of
    )
    item = make.published(
        headline_en="It begins",
        place_en="Radeberg",
        body_en="<h2>Part</h2><p>Text with <strong>weight</strong>.</p>",
        organisations=[of],
        press_contact=contact,
        source_url="https://elsewhere.example/release",
    )
    page = soup(fetch(item.get_absolute_url("en")))
    assert page.h1.text == "It begins"
    assert page.select_one(".kicker").text == "Press release · Radeberg, 16 January 2025"
    assert page.select_one(".kicker time")["datetime"] == "2025-01-16"
    assert page.select_one(".prose strong").text == "weight"
    assert "Muster AG makes samples." in page.select_one(".boilerplate").text
    side = page.aside.text
    for shown in ("press@x.example", contact.person.full_name, "Muster AG", "elsewhere.example"):
        assert shown in side
    assert f"{HOST}{item.get_absolute_url('en')}" in side


def test_contact_whose_mandate_has_ended_is_not_called_any_more():
    of = make.member(email="info@x.example")
    gone = make.person(email="gone@x.example", contact_agreed_on=date(2025, 1, 1))
    contact = make.mandate(gone, of, until=timezone.localdate() - timedelta(days=1))
    text = fetch(make.published(press_contact=contact).get_absolute_url("en")).content.decode()
    assert "gone@x.example" not in text
    assert "info@x.example" in text


def reachable(given_name, of, **fields):
    """Return the mandate of a press contact with e-mail address and telephone."""
    slug = given_name.lower()
    reach = {"email": f"{slug}@x.example", "telephone": f"0351 {slug}"}
    who = make.person(given_name, contact_agreed_on=date(2025, 1, 1), **reach | fields)
    return make.mandate(who, of)


def test_a_contact_is_called_until_the_end_of_the_last_day_of_the_mandate():
    contact = reachable("Ada", make.member(email="info@x.example"))
    type(contact).objects.filter(pk=contact.pk).update(until=date(2027, 3, 31))
    address = make.published(press_contact=contact).get_absolute_url("en")
    with time_machine.travel("2027-03-31T21:59:00Z", tick=False):  # a minute to midnight in Berlin
        assert "ada@x.example" in fetch(address).text
    with time_machine.travel("2027-03-31T22:00:00Z", tick=False):
        assert "ada@x.example" not in fetch(address).text


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_who_is_hidden_nothing_but_the_name_is_shown(language):
    profile = {"boilerplate_de": "Geheimes Profil", "boilerplate_en": "Geheimes Profil"}
    reach = {"email": "firm@x.example", "telephone": "0351 firm"}
    firm = make.organisation("Verborgen GmbH", is_listed=False, **profile | reach)
    contact = reachable("Ada", firm, is_listed=False)
    item = make.published(organisations=[firm], press_contact=contact)
    page, kit = shown_and_packed(item, language)
    for text in (page, kit):
        assert contact.person.full_name in text
        for secret in ("Geheimes Profil", "ada@x.example", "0351", "firm@x.example"):
            assert secret not in text
    assert "Verborgen GmbH" in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_for_who_is_hidden_the_organisation_is_called(language):
    contact = reachable("Ada", make.member(email="info@x.example"), is_listed=False)
    for text in shown_and_packed(make.published(press_contact=contact), language):
        assert "info@x.example" in text
        assert "ada@x.example" not in text


def shown_and_packed(item, language):
    """Return the text of the page of `item` and of its press kit."""
    page = fetch(item.get_absolute_url(language))
    link = soup(page).find("a", href=re.compile("press-kit|pressemappe"))
    with ZipFile(BytesIO(b"".join(fetch(link["href"]).streaming_content))) as kit:
        (name,) = (name for name in kit.namelist() if name.endswith(f"text-{language}.html"))
        return page.text, kit.read(name).decode()


def test_rich_text_is_cleaned_on_the_way_out():
    item = make.published()
    bad = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>'
    NewsItem.objects.filter(pk=item.pk).update(body_en=bad)
    text = str(soup(fetch(item.get_absolute_url("en"))).select_one(".prose"))
    assert "script" not in text
    assert "onclick" not in text


def test_markup_in_a_text_field_stays_text():
    evil = "</script><script>alert(1)</script><b>&"
    item = make.published(headline_en=evil, standfirst_en=evil)
    answer = fetch(item.get_absolute_url("en"))
    assert "<script>alert" not in answer.content.decode()
    assert linked_data(answer)["NewsArticle"]["headline"] == evil
    assert soup(answer).h1.text == evil


@pytest.mark.parametrize("field", ["headline_de", "body_de", "standfirst_de"])
def test_a_long_word_does_no_harm(field):
    long = "x" * (10_000 if field == "body_de" else 200)
    assert fetch(make.published(**{field: long}).get_absolute_url("de")).status_code == 200


def test_item_in_one_language_is_shown_and_marked_in_the_other():
    item = make.published(headline_en="", standfirst_en="", body_en="")
    page = soup(fetch(item.get_absolute_url("en")))
    assert page.h1["lang"] == page.select_one(".prose")["lang"] == "de"
    assert "available in German only" in page.select_one(".notice").text
    german = soup(fetch(item.get_absolute_url("de")))
    assert not german.h1.has_attr("lang")
    assert not german.select_one(".notice")


def test_related_news_are_linked():
    item, other = make.published(), make.published()
    item.related.add(other)
    page = soup(fetch(item.get_absolute_url("en")))
    assert page.find("a", href=other.get_absolute_url("en"))


@pytest.mark.parametrize("rows", [1, 3])
def test_item_asks_eight_times(rows, django_assert_num_queries):
    item = make.published(press_contact=make.mandate())
    for _ in range(rows):
        make.statement(item, organisations=[make.member(), make.member()])
        item.organisations.add(make.member())
        item.related.add(make.published())
        Correction.record(item, make.coordinator(), note_en="The year was wrong.")
    with django_assert_num_queries(8):
        fetch(item.get_absolute_url("de"))


def test_linked_data_of_an_item():
    of = make.member()
    item = make.published(organisations=[of])
    quote = make.statement(item, organisations=[of])
    make.statement(item, kind="summary")
    data = linked_data(fetch(item.get_absolute_url("en")))["NewsArticle"]
    assert data["headline"] == item.headline_en
    assert data["inLanguage"] == "en"
    assert data["url"] == HOST + item.get_absolute_url("en")
    assert data["about"][0]["url"] == HOST + of.get_absolute_url("en")
    assert [part["text"] for part in data["hasPart"]] == [quote.text_en]
    role = data["hasPart"][0]["spokenByCharacter"]
    assert role["roleName"] == "Managing Director, Beispiel GmbH"
    assert role["spokenByCharacter"]["name"] == quote.name_as_said


@pytest.mark.parametrize(
    ("dated_on", "published"),
    [(date(2022, 5, 4), "2022-05-04T00:00:00+02:00"), (None, "2026-11-03T09:30:00+00:00")],
)
def test_machines_are_given_the_day_that_readers_see(dated_on, published):
    moment = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    item = make.published(dated_on=dated_on, published_at=moment)
    page = fetch(item.get_absolute_url("en"))
    assert datetime.fromisoformat(
        linked_data(page)["NewsArticle"]["datePublished"]
    ) == datetime.fromisoformat(published)
    assert published[:4] in soup(page).select_one(".kicker").text
    feed = fetch("/en/news/feed/").text
    assert f"<published>{published}</published>" in feed
    assert "<updated>2022" not in feed


# Old and foreign addresses ---------------------------------------------------------------------


def test_old_and_foreign_slugs_lead_to_the_address_of_today():
    item = make.published(slug_de="alt", slug_en="old")
    item.slug_de, item.slug_en = "neu", "new"
    item.save()
    for path, target in {
        "/de/aktuelles/alt/": "/de/aktuelles/neu/",
        "/en/news/old/": "/en/news/new/",
        "/en/news/neu/": "/en/news/new/",
        "/de/aktuelles/old/": "/de/aktuelles/neu/",
    }.items():
        answer = fetch(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, target)
    assert fetch("/en/news/never/").status_code == 404


def test_a_slug_of_today_goes_before_anybodys_other_slug():
    make.published(slug_de="eins", slug_en="gleich")
    item = make.published(slug_de="gleich", slug_en="two")
    assert soup(fetch("/de/aktuelles/gleich/")).h1.text == item.headline_de


# Withdrawn -------------------------------------------------------------------------------------


def test_withdrawn_news_says_since_when_and_why_at_every_address_it_had():
    item = make.published(slug_de="alt", slug_en="old")
    quote = make.statement(item)
    unseen = make.statement(item, authorised=False)
    item.slug_de = "neu"
    item.save()
    item.withdraw(withdrawal_reason_de="Eine Zahl war falsch.")
    for path in ("/de/aktuelles/neu/", "/de/aktuelles/alt/", quote.get_absolute_url("de")):
        answer = fetch(path)
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "Eine Zahl war falsch." in text
        assert f"{timezone.localdate():%Y}" in text
        assert 'content="noindex"' in text
        assert item.headline_de not in text
        assert quote.text_de not in text
    english = soup(fetch("/en/news/old/"))
    assert english.select_one(".notice span")["lang"] == "de"
    assert english.find("a", class_="language")["href"] == "/de/aktuelles/neu/"
    assert fetch(unseen.get_absolute_url("de")).status_code == 404


def test_what_was_withdrawn_before_anyone_saw_it_never_existed():
    later = timezone.now() + timedelta(days=1)
    item = make.published(published_at=later)
    item.withdraw(withdrawal_reason_en="Too early.")
    assert fetch(item.get_absolute_url("en")).status_code == 404
