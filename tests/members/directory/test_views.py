"""A member and a person: what readers find, and what the office sees."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.directory.detail_views import STATEMENTS
from tests import factories as make
from tests.reading import HOST, fetch, linked_data, soup

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


def page(row, language="en", client=None):
    return soup(fetch(row.get_absolute_url(language), client))


# A member --------------------------------------------------------------------------------------


def test_member_shows_what_it_can_do_with_evidence():
    of = make.member()
    make.competence(
        of,
        stage=make.stage(number=5, name_en="Labelling"),
        radionuclide=make.radionuclide(),
        evidence="gmp_certificate",
        evidence_url="https://proof.example/",
        checked_on=date(2026, 3, 1),
    )
    shown = page(of)
    row = shown.select_one(".competence")
    assert row.h3.text == "Labelling"
    assert row.select_one(".kind").text == "offers"
    assert row.find("a", href="https://proof.example/").text == "GMP certificate"
    assert row.find("time")["datetime"] == "2026-03-01"
    assert row.select_one("a .tile")["data-decay"] == "beta-"
    assert "6.65" in row.select_one(".tile").text
    assert "6,65" in page(of, "de").select_one(".competence .tile").text


def test_member_groups_its_competences_by_stage():
    of, (early, late) = make.member(), [make.stage(number=number) for number in (2, 5)]
    for stage, mass in ((late, 177), (early, 68), (late, 90)):
        make.competence(of, stage=stage, radionuclide=make.radionuclide(mass_number=mass))
    rows = page(of).select(".competence")
    assert [row.h3.text for row in rows] == [early.name, late.name]
    assert [len(row.select("a .tile")) for row in rows] == [1, 2]
    assert "No evidence" not in rows[0].text


def test_member_shows_its_events_to_come():
    of = make.member()
    coming, other = make.event(organisers=[of]), make.event()
    draft = make.event_draft(organisers=[of])
    links = {link["href"] for link in page(of).main.select("a")}
    assert coming.get_absolute_url("en") in links
    assert not links & {each.get_absolute_url("en") for each in (other, draft)}


def test_contact_of_a_member_stands_before_its_people_and_news():
    of = make.member(email="post@m.example", telephone="+49 351 1234")
    make.mandate(at=of)
    make.published(organisations=[of])
    headings = [each.get_text(strip=True) for each in page(of).main.select("h2")]
    assert headings.index("Contact") < headings.index("People") < headings.index("News")


def test_member_shows_who_speaks_for_it_today():
    of = make.member()
    make.mandate(make.person(family_name="Heute"), of, since=date(2025, 1, 1))
    make.mandate(make.person(family_name="Gestern"), of, until=YESTERDAY)
    make.mandate(make.person(family_name="Verborgen", is_listed=False), of)
    people = page(of).select(".person")
    assert [p.select_one(".name").text for p in people] == ["Maria Heute"]
    assert "Managing Director" in people[0].text


def test_member_shows_its_group_names_and_contact():
    parent = make.organisation("Konzern")
    of = make.member(
        "Mitte",
        parent=parent,
        legal_name="Mitte GmbH & Co. KG",
        founding_year=1997,
        street_address="Weg 1",
        postal_code="01454",
        address_locality="Radeberg",
        email="info@x.example",
        telephone="+49 351 1",
        url="https://mitte.example/",
    )
    make.organisation("Tochter", parent=of)
    make.organisation("Schwester", parent=parent)
    make.organisation("Verborgene", parent=of, is_listed=False)
    of.former_names.create(name="Anfang GmbH", until=date(2024, 6, 1))
    of.former_names.create(name="Uranfang GmbH")
    side = page(of).aside
    text = " ".join(side.text.split())
    assert "Mitte GmbH & Co. KG Weg 1 01454 Radeberg".replace(" ", "") in text.replace(" ", "")
    assert side.find("a", href="tel:+493511")
    assert side.find("a", href="mailto:info@x.example")
    assert side.find("a", href="https://mitte.example/")
    assert "1997" in text
    assert text.index("Anfang GmbH (until 1 June 2024)") < text.index("Uranfang GmbH")
    assert side.find("a", href=parent.get_absolute_url("en"))
    assert "Tochter" in text
    assert "Schwester" not in text
    assert "Verborgene" not in text
    assert "Mitte" in page(parent).aside.text


def test_member_shows_statements_and_news():
    of = make.member("Muster")
    item = make.published(organisations=[of])
    quote = make.statement(organisations=[of])
    other = make.published("Fremd")
    shown = page(of)
    assert shown.find(id=f"statement-{quote.pk}").find("a", href=quote.get_absolute_url("en"))
    assert shown.find("a", href=item.get_absolute_url("en"))
    assert shown.find("a", href="/en/news/?member=muster")
    assert not shown.find("a", href=other.get_absolute_url("en"))


@pytest.mark.parametrize("rows", [1, 3])
def test_member_asks_eight_times(rows, django_assert_num_queries):
    of = make.member(parent=make.member())
    for number in range(rows):
        make.competence(of, radionuclide=make.radionuclide(mass_number=100 + number))
        make.mandate(at=of)
        make.statement(organisations=[of])
        make.published(organisations=[of])
        make.organisation(parent=of)
        make.opening(of, stage=make.stage())
        of.former_names.create(name=f"Name {number}")
        make.event(organisers=[of])
    with django_assert_num_queries(8):
        fetch(of.get_absolute_url("de"))


def test_linked_data_of_a_member():
    of = make.member(
        "Muster", legal_name="Muster GmbH", ror_id="01zy2cs03", url="https://m.example"
    )
    data = linked_data(fetch(of.get_absolute_url("en")))["Organization"]
    assert data["name"] == "Muster"
    assert data["legalName"] == "Muster GmbH"
    assert data["url"] == f"{HOST}/en/members/muster/"
    assert data["sameAs"] == ["https://m.example", "https://ror.org/01zy2cs03"]


def test_text_in_one_language_is_marked_in_the_other():
    of = make.member(summary_de="Nur deutsch", description_de="Eins.\n\nZwei.")
    shown = page(of)
    assert shown.select_one(".lead")["lang"] == "de"
    assert [p.text for p in shown.select(".prose p")] == ["Eins.", "Zwei."]
    assert not page(of, "de").select_one(".lead").has_attr("lang")


# A person --------------------------------------------------------------------------------------


def test_person_shows_mandates_today_and_before():
    who = make.person(honorific_prefix="Dr.", given_name="Ute", family_name="Muster")
    make.mandate(who, make.member("Heute"), since=date(2025, 2, 1))
    make.mandate(who, make.member("Auch heute"))
    make.mandate(who, make.member("Früher"), since=date(2020, 1, 1), until=YESTERDAY)
    make.mandate(who, make.member("Morgen"), since=timezone.localdate() + timedelta(days=1))
    make.mandate(who, make.member("Verborgen", is_listed=False))
    shown = page(who)
    today, before = shown.select("aside ul")
    assert shown.h1.text == "Dr. Ute Muster"
    assert [a.text for a in today.find_all("a")] == ["Heute", "Auch heute"]
    assert [a.text for a in before.find_all("a")] == ["Früher"]
    assert len(shown.select(".page-head .lead")) == 2
    assert "Morgen" not in shown.text
    assert "Verborgen" not in shown.text


@pytest.mark.parametrize(
    ("language", "sentence"), [("de", "ab 1. März 2127"), ("en", "from 1 March 2127")]
)
def test_whoever_begins_later_says_when_and_where(language, sentence):
    who = make.person()
    make.mandate(who, make.member("Morgen"), since=date(2127, 3, 1))
    make.mandate(who, make.member("Verborgen", is_listed=False), since=date(2127, 2, 1))
    shown = page(who, language)
    assert [" ".join(li.get_text(" ").split()) for li in shown.select("aside li")] == [
        f"Morgen {'Managing Director' if language == 'en' else 'Geschäftsführerin'} {sentence}"
    ]
    assert sentence in " ".join(shown.select_one(".page-head").get_text(" ").split())
    assert "Verborgen" not in shown.text


def test_person_shows_own_statements_and_contact():
    who = make.person(email="me@x.example", contact_agreed_on=date(2025, 1, 1))
    of = make.member()
    quote, other = make.statement(speaker=who, organisations=[of]), make.statement()
    shown = page(who)
    assert (
        shown.find(id=f"statement-{quote.pk}").select_one(".role a")["href"].endswith(of.slug + "/")
    )
    assert not shown.find(id=f"statement-{other.pk}")
    assert shown.find("a", href="mailto:me@x.example")


@pytest.mark.parametrize("rows", [1, 3])
def test_person_asks_five_times(rows, django_assert_num_queries):
    who = make.person()
    for _ in range(rows):
        make.mandate(who, make.member())
        make.statement(speaker=who, organisations=[make.member(), make.member()])
    with django_assert_num_queries(5):
        fetch(who.get_absolute_url("de"))


def test_many_statements_of_a_person_are_paged():
    who = make.person()
    for number in range(STATEMENTS + 1):
        make.statement(speaker=who, text_en=f"Sentence {number}.")
    first, second = (soup(fetch(f"{who.get_absolute_url('en')}{q}")) for q in ("", "?page=2"))
    assert len(first.select("figure.statement")) == STATEMENTS
    assert [quote.text.strip() for quote in second.select("blockquote")] == ["“Sentence 0.”"]
    assert first.find("a", rel="next")["href"] == "?page=2"
    assert second.find("link", rel="canonical")["href"].endswith("?page=2")
    assert second.title.text.startswith(f"{who.full_name} (2)")


def test_linked_data_of_a_person():
    who, of = make.person(orcid="0000-0002-1825-0097"), make.member()
    make.mandate(who, of)
    data = linked_data(fetch(who.get_absolute_url("en")))["Person"]
    assert data["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert data["worksFor"][0]["roleName"] == "Managing Director"
    assert data["worksFor"][0]["worksFor"]["name"] == of.name


# The office and old addresses ------------------------------------------------------------------


@pytest.mark.parametrize("make_row", [make.organisation, make.person])
def test_hidden_entries_are_seen_by_the_office_only(make_row, desk):
    row = make_row(is_listed=False)
    answer = fetch(row.get_absolute_url("en"), desk)
    assert answer.status_code == 200
    assert "Hidden" in soup(answer).select_one(".ribbon").text
    assert f"/{row.pk}/change/" in soup(answer).select_one(".ribbon a")["href"]
    assert "css/writing.css" in answer.content.decode()  # it dresses the ribbon
    assert "no-store" in answer.headers["Cache-Control"]
    assert soup(answer).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert linked_data(answer) == {}
    assert fetch(row.get_absolute_url("en")).status_code == 404


@pytest.mark.parametrize("make_row", [make.organisation, make.person])
def test_old_addresses_lead_on_for_ever(make_row):
    row = make_row(slug="erst")
    for slug in ("dann", "jetzt"):
        row.slug = slug
        row.save()
    path = row.get_absolute_url("de")
    for old in ("erst", "dann"):
        answer = fetch(path.replace("jetzt", old))
        assert (answer.status_code, answer.headers["Location"]) == (301, path)
    assert fetch(path.replace("jetzt", "nie")).status_code == 404
