"""The list of openings, the page of each in every state, its linked data, feed and search."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests import factories as make
from tests.reading import HOST, address, fetch, linked_data, offences, soup

pytestmark = pytest.mark.django_db
LIST = "/en/openings/"
DAY = timedelta(days=1)


@pytest.fixture
def three():
    lutetium, actinium = make.radionuclide(), make.radionuclide("Ac", 225)
    alpha, beta = make.member("Alpha"), make.member("Beta")
    labelling = make.stage(5, slug="labelling")
    return [
        make.opening(alpha, "Labor", kind="job", town="Dresden-Rossendorf", stage=labelling),
        make.opening(alpha, "Chelator", kind="doctorate", radionuclide=lutetium, town="Dresden"),
        make.opening(beta, "Target", kind="doctorate", radionuclide=actinium, town="Radeberg"),
    ]


def titles(page):
    return [a.get_text() for a in soup(page).select(".rows h2 a")]


def test_filters_stand_in_the_address_and_count_right(three):
    page = fetch(LIST + "?kind=doctorate")
    assert titles(page) == [three[2].title_en, three[1].title_en]
    options = {o["value"]: o.get_text() for o in soup(page).select("select option")}
    assert options["lu-177"] == "Lu-177 (1)"
    assert options["alpha"] == "Alpha (1)"
    assert options["job"] == "job (1)"
    assert titles(fetch(LIST + "?town=Dresden")) == [three[1].title_en, three[0].title_en]
    assert titles(fetch(LIST + "?stage=labelling")) == [three[0].title_en]
    assert titles(fetch(LIST + "?member=beta&radionuclide=ac-225")) == [three[2].title_en]


def test_a_choice_that_nothing_meets_says_what_to_leave_out(three):
    page = soup(fetch(LIST + "?member=beta&kind=job"))
    assert page.select_one(".notice a[href='?kind=job']")
    assert page.select_one(".notice a[href='?member=beta']")
    assert page.main.find("a", href="/en/careers/")


def test_fewer_than_three_lead_to_the_careers_page(three):
    menu = soup(fetch("/en/")).select_one(".site-nav").find("a", string="Careers")["href"]
    assert fetch(menu).status_code == 200
    three[0].fill()
    answer = fetch(menu)
    assert (answer.status_code, answer.url) == (302, "/en/careers/")
    page = soup(fetch(answer.url))
    assert len(page.select(".rows .opening")) == 2
    three[1].fill()
    three[2].fill()
    page = soup(fetch("/de/karriere/"))
    assert "Zurzeit ist nichts ausgeschrieben" in page.main.get_text()
    assert page.main.find("a", href=three[2].organisation.get_absolute_url("de"))


def test_careers_names_the_office_and_who_trains_whom():
    office = make.organisation("Büro", role="coordinator", email="office@x.example")
    alpha, beta = make.member("Alpha"), make.member("Beta")
    make.opening(beta, kind="apprenticeship")
    course, fair = make.event("Kurs", kind="course"), make.event(kind="fair")
    main = soup(fetch("/en/careers/")).main
    assert main.select_one(f'a[href="mailto:{office.email}"]').text == office.email
    text = main.get_text(" ")
    assert course.title_en in text
    assert fair.title_en not in text
    assert re.search(r"Beta\s+Trains people:\s+apprenticeship.*Alpha", text, re.DOTALL)
    make.page("careers", title_en="Work with us", body_en="<p>Come.</p>")
    page = soup(fetch("/en/careers/"))
    assert page.h1.get_text() == "Work with us"
    assert alpha.name in page.main.get_text()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_of_an_opening(three, language):
    for opening in three:
        assert offences(fetch(opening.get_absolute_url(language))) == {}
    page = soup(fetch(three[1].get_absolute_url(language)))
    assert page.find("a", href="mailto:stellen@beispiel.example")
    assert page.find("a", href=three[0].get_absolute_url(language))
    assert page.find("a", href=three[2].get_absolute_url(language))


def test_an_opening_in_one_language_says_so():
    opening = make.opening(title_en="", summary_en="")
    page = soup(fetch(opening.get_absolute_url("en")))
    assert page.h1["lang"] == "de"
    assert "written in German only" in page.main.get_text()


def test_it_stands_on_the_pages_of_member_stage_and_nuclide(three):
    rows = (three[0].organisation, three[0].stage, three[1].radionuclide)
    for row, opening in zip(rows, (three[0], three[0], three[1]), strict=True):
        assert soup(fetch(row.get_absolute_url("de"))).find(
            "a", href=opening.get_absolute_url("de")
        )


REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}


def test_linked_data_have_what_search_engines_require():
    of = make.member(
        "Alpha", street_address="Weg 1", postal_code="01454", address_locality="Radeberg"
    )
    opening = make.opening(
        of,
        kind="internship",
        town="Radeberg",
        working_time="either",
        closes_on=date(2026, 12, 31),
        published_at=datetime(2026, 11, 30, 23, 30, tzinfo=timezone.get_default_timezone()),
        summary_en="<b>Tasks</b>\n\nPay",
    )
    with time_machine.travel("2026-12-10"):
        data = linked_data(fetch(opening.get_absolute_url("en")))["JobPosting"]
    assert data.keys() >= REQUIRED
    assert data["validThrough"] == "2027-01-01T00:00:00+01:00"
    assert data["datePosted"] == "2026-11-30"
    assert data["employmentType"] == ["INTERN", "FULL_TIME", "PART_TIME"]
    assert data["directApply"] is False
    assert data["jobLocation"]["address"]["addressCountry"] == "DE"
    assert data["jobLocation"]["address"]["streetAddress"] == "Weg 1"
    assert data["description"] == "<p>&lt;b&gt;Tasks&lt;/b&gt;</p>\n\n<p>Pay</p>"
    assert data["url"] == HOST + opening.get_absolute_url("en")


def test_linked_data_without_a_summary_still_describe_it():
    opening = make.opening(summary_de="", summary_en="", town="Leipzig")
    data = linked_data(fetch(opening.get_absolute_url("de")))["JobPosting"]
    assert data.keys() >= REQUIRED
    assert data["employmentType"] == ["OTHER"]
    assert "Leipzig" in data["description"]
    assert data["jobLocation"]["address"]["addressLocality"] == "Leipzig"


def closed(**fields):
    return make.opening(published_at=timezone.now() - 300 * DAY, **fields)


def test_a_closed_page_leads_on_for_ninety_days_and_is_gone_then(three):
    now = timezone.now()
    opening = closed(at=three[0].organisation, kind="doctorate", filled_at=now - DAY)
    answer = fetch(opening.get_absolute_url("en"))
    page = soup(answer)
    assert "Closed since" in page.main.get_text()
    assert page.find("a", href=three[0].get_absolute_url("en"))
    assert page.find("a", href=three[2].get_absolute_url("en"))
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "JobPosting" not in linked_data(answer)
    assert "stellen@beispiel.example" not in page.get_text()
    with time_machine.travel(now + 88 * DAY):
        assert fetch(opening.get_absolute_url("en")).status_code == 200
    with time_machine.travel(now + 90 * DAY):
        answer = fetch(opening.get_absolute_url("de"))
    assert answer.status_code == 410
    assert "Beendet seit" in soup(answer).main.get_text()


def test_what_was_taken_down_says_why_and_since_when(desk):
    opening = make.opening(apply_at="secret@beispiel.example")
    opening.take_down(taken_down_reason_de="Doppelt.")
    answer = fetch(opening.get_absolute_url("en"))
    assert answer.status_code == 410
    assert 'lang="de">Doppelt.' in answer.text
    assert opening.title_en not in answer.text
    assert opening.apply_at not in answer.text
    page = soup(fetch(opening.get_absolute_url("en"), desk))
    assert "Taken down" in page.select_one(".ribbon").get_text()


def test_what_never_was_public_is_not_found():
    hidden = make.opening(make.organisation(is_listed=False))
    early = make.opening(published_at=timezone.now() + DAY)
    late = make.opening(published_at=timezone.now() + DAY)
    late.take_down(taken_down_reason_de="Geheim.")
    for opening in (hidden, early, late):
        assert fetch(opening.get_absolute_url("de")).status_code == 404


def test_an_old_address_leads_to_the_new_one():
    opening = make.opening()
    before = opening.get_absolute_url("en")
    opening.slug_en = "another"
    opening.save()
    answer = fetch(before)
    assert (answer.status_code, answer.url) == (301, "/en/openings/another/")


def test_the_feed_names_what_is_open():
    opening = make.opening(title_en="")
    closed(filled_at=timezone.now(), title_de="Vorbei")
    feed = fetch("/en/openings/feed/").text
    assert feed.count("<entry") == 1
    assert opening.title_de in feed
    assert 'xml:lang="de"' in feed
    assert "Vorbei" not in feed


QUESTIONS = ["jobs", "Stellen", "PhD", "Doktorarbeit", "Praktikum", "Ausbildung"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("question", [*QUESTIONS, "Weiterbildung", "career"])
def test_search_finds_the_careers_page_and_the_openings(question, language):
    make.page("careers", title_de="Karriere", title_en="Careers")
    kinds = {"PhD": "doctorate", "Doktorarbeit": "doctorate", "Praktikum": "internship"}
    kind = kinds.get(question, "apprenticeship")
    opening = make.opening(title="Radiochemie", kind=kind, summary_de="", summary_en="")
    page = soup(fetch(f"{address('search', language)}?q={question}"))
    assert page.main.find("a", href=address("page_careers", language)), question
    if question in QUESTIONS:
        assert page.main.find("a", href=opening.get_absolute_url(language)), question


@pytest.mark.parametrize("rows", [1, 300])
def test_pages_ask_as_often_for_one_as_for_many(rows, django_assert_num_queries):
    of = make.member("Alpha")
    stage, nuclide = make.stage(), make.radionuclide()
    opening = make.opening(of, stage=stage, radionuclide=nuclide)
    others = [make.opening(of, stage=stage, radionuclide=nuclide) for _ in range(2)]
    fields = ("kind", "title_de", "town", "apply_at", "closes_on", "stage_id", "radionuclide_id")
    like = {name: getattr(others[0], name) for name in fields}
    type(opening).objects.bulk_create(
        type(opening)(organisation=of, slug_de=f"x-{n}", slug_en=f"x-{n}", **like)
        for n in range(rows - 1)
    )
    paths = {LIST: 1, opening.get_absolute_url("de"): 3, "/de/stellen/feed/": 1, "/de/karriere/": 7}
    for path, queries in paths.items():
        with django_assert_num_queries(queries):
            assert fetch(path).status_code == 200
