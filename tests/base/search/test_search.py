"""The search page: what a reader asks, sees and can narrow; and what no question can break."""

import pytest

from members.models import Person
from nuklid.base.search.models import SearchEntry, SearchPage, SearchTerm, SearchText
from tests import factories as make
from tests.nuklid.searching import ask, titles
from tests.reading import HOST, address, fetch, offences, soup

pytestmark = pytest.mark.django_db


WAYS_ON = {
    *(
        f"/en/{path}/"
        for path in ("members", "competences", "news", "events", "careers", "imprint")
    ),
    "mailto:office@nuklid.test",
}


def test_an_empty_question_says_what_can_be_searched():
    make.organisation("Office", role="coordinator", email="office@nuklid.test")
    page = ask("")
    assert "can be searched" in page.main.text
    assert {link["href"] for link in page.main.select("a")} >= WAYS_ON
    assert not page.select(".hits, .count")
    assert page.find("meta", attrs={"name": "robots"}) is None


def test_results_are_kept_by_no_search_engine_and_no_cookie_is_set():
    make.person(family_name="Zirbel")
    answer = fetch("/en/search/?q=Zirbel")
    assert soup(answer).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert set(offences(answer)) == {"metadata"}  # noindex


def test_the_question_goes_along_into_the_other_language():
    page = ask("Zirbel & Co", kind="newsitem", page="1")
    assert page.find("a", class_="language")["href"] == "/de/suche/?q=Zirbel+%26+Co&kind=newsitem"
    assert page.find("link", rel="canonical")["href"].startswith(f"{HOST}/en/search/?q=Zirbel")


def test_every_page_leads_to_the_search_and_it_says_where_one_is():
    link = soup(fetch(address("home", "de"))).find("a", string="Suche")
    assert link["href"] == "/de/suche/"
    assert not link.has_attr("aria-current")
    assert ask("", "de").find("a", string="Suche")["aria-current"] == "page"


RUBBISH = (
    """
" '; drop table members_person; --|% _ * \\ ()|<script>alert(1)</script>|{{ 7 }}|%00|🙂|-|177|Lu-999
e. V.|und|ﬁn|AND OR NOT|[|^$|\u202e|\x01\x02
""".strip()
    .replace("\n", "|")
    .split("|")
)
LONG = ("a" * 10_000, "Lu-177 " * 2000, "wort " * 3000, "ä" * 300, "1" * 300)


@pytest.mark.parametrize("question", ['"', "'; drop", "%", *RUBBISH, *LONG])
def test_rubbish_is_answered(question):
    make.person(family_name="Zirbel")
    page = ask(question, "de")
    assert page.find("script", string="alert(1)") is None
    assert page.select_one("input[name=q]")["value"] == question.strip()[:200]


def test_nul_is_a_bad_request():
    assert fetch("/de/suche/?q=a%00b").status_code == 400


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "page=nonsense", "page=999", "page=-1", "kind="]
)
def test_nonsense_beside_the_question_is_ignored(query):
    make.person(family_name="Zirbel")
    page = soup(fetch(f"/en/search/?q=Zirbel&{query}"))
    assert [link.text for link in page.select(".hits h3 a")] == ["Maria Zirbel"]


def test_hits_are_marked_and_markup_stays_text():
    make.organisation("Offen <b>", summary_en="We <i>enrich</i> Lu-177 & more, 177Lu too.")
    item = ask("Lutetium-177 enriching").select_one(".hits li")
    assert item.a.text == "Offen <b>"
    assert [mark.text for mark in item.select("mark")] == ["enrich", "Lu-177", "177Lu"]
    assert "<i>enrich</i>" in item.p.text


@pytest.mark.parametrize("question", ["Lutetium", "lutetium-177"])
def test_a_radionuclide_is_marked_where_a_text_has_it_by_its_symbol(question):
    make.organisation("Offen", summary_en="Reliable.", description_en="We enrich Lu-177.")
    passage = ask(question).select_one(".hits li p")
    assert passage.mark.text == "Lu-177"


def test_a_long_text_is_shown_where_it_answers():
    make.published(body_en=f"<p>{'Vorher. ' * 200}</p><p>Zirbel {'danach. ' * 200}</p>")
    passage = ask("Zirbel").select_one(".hits li p").text
    assert passage.startswith("… ")
    assert "Zirbel" in passage
    assert len(passage) < 300


def test_kinds_are_counted_narrowed_and_turned_over():
    for number in range(12):
        make.person(family_name=f"Zirbel {number}")
    make.organisation("Zirbel GmbH")
    page = ask("Zirbel")
    assert page.select_one(".count").text == "13 hits"
    assert [a.text for a in page.select(".kinds a")] == [
        "Everything",
        "Members and organisations 1",
        "People 12",
    ]
    assert len(page.select(".hits li")) == 1 + 3
    people = page.find("a", string="All 12 hits: People")["href"]
    assert people == "?q=Zirbel&kind=person"
    first, second = titles("Zirbel", kind="person"), titles("Zirbel", kind="person", page=2)
    assert (len(first), len(second), len({*first, *second})) == (10, 2, 12)


def test_a_kind_without_hits_leads_back_to_everything():
    make.person(family_name="Zirbel")
    page = ask("Zirbel", kind="stage")
    assert "No hits of this kind" in page.main.text
    assert page.find("a", string="Search in everything")["href"] == "?q=Zirbel"


def test_nothing_found_says_what_to_try_and_leads_on():
    make.organisation("Office", role="coordinator", email="office@nuklid.test")
    page = ask("Zirbel")
    assert {link["href"] for link in page.main.select("a")} >= WAYS_ON
    assert page.select_one("[role=status]").text == "No hits"
    assert "You could try this" in page.main.text


def test_where_no_page_holds_all_words_it_says_so():
    make.person(family_name="Zirbel")
    page = ask("Zirbel Kiefer")
    assert "No entry holds all of these words" in page.main.text
    assert page.select_one(".hits a").text == "Maria Zirbel"


def test_exact_names_come_first():
    make.organisation("Zirbel Holz AG", summary_en="Zirbel, Zirbel, Zirbel.")
    make.organisation("Zirbel")
    make.published(headline_en="Zirbel wins", headline_de="Zirbel gewinnt")
    assert titles("zirbel")[:2] == ["Zirbel", "Zirbel Holz AG"]


def test_what_is_written_in_one_language_is_found_in_both():
    item = make.published(headline_de="Die Zirbelkiefer", headline_en="", body_en="")
    link = ask("Zirbelkiefern", "en").select_one(".hits a")
    assert link["lang"] == "de"
    assert link["href"] == item.get_absolute_url("en")


def test_what_a_person_and_a_member_do_is_found_as_theirs():
    mandate = make.mandate(at=make.organisation("Zirbel AG"))
    assert titles("director zirbel") == [mandate.person.full_name]
    mandate.organisation.name = "Kiefer AG"
    mandate.organisation.save()
    assert titles("director kiefer") == [mandate.person.full_name]
    competence = make.competence(mandate.organisation, radionuclide=make.radionuclide())
    assert "Kiefer AG" in titles("177Lu")
    competence.delete()
    assert "Kiefer AG" not in titles("177Lu")


def test_the_passage_is_the_one_that_names_the_radionuclide():
    member = make.organisation("Zirbel AG", summary_en="We label under GMP.")
    for symbol, mass_number in (("I", 123), ("Lu", 177)):
        nuclide = make.radionuclide(symbol=symbol, mass_number=mass_number)
        make.competence(member, radionuclide=nuclide, sentence_en="We label under GMP.")
    passage = ask("GMP label Lu-177", kind="organisation").select_one(".hits li p")
    assert [mark.text for mark in passage.select("mark")] == ["label", "GMP", "Lu-177"]
    assert "I-123" not in passage.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_opening_names_its_stage_in_the_language_of_the_reader(language):
    stage = make.stage(name_de="Vorstufen", name_en="Precursors")
    make.opening(stage=stage, town="Zirbel")
    passage = ask("Zirbel", language).select_one(".hits li p").text
    assert getattr(stage, f"name_{language}") in passage


def test_a_radionuclide_comes_before_pages_with_more_of_the_other_words():
    nuclide = make.radionuclide()
    make.organisation("Zirbel", summary_en="We label under GMP.")
    page = ask("GMP label Lu-177")
    assert [link.text for link in page.select(".hits h3 a")] == [f"{nuclide}, Lutetium"]
    assert page.select_one(".notice a")["href"] == "?q=GMP%20label"
    assert titles("GMP label") == ["Zirbel"]


def copies_of(person, count):
    """Store `count` more people who are found as `person` is, past save() and so at once."""
    columns = {"given_name": person.given_name, "is_listed": True}
    numbers = [Person(family_name=f"N{n}", slug=f"n{n}", **columns) for n in range(count)]
    people = Person.objects.bulk_create(numbers)
    pages = SearchPage.objects.bulk_create(
        SearchPage(kind="person", object_id=row.pk) for row in people
    )
    before = person.entries().get(language="en")
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(source="person", source_id=page.object_id, language="en", page=page)
        for page in pages
    )
    SearchText.objects.bulk_create(SearchText(entry=entry, title="Copy") for entry in entries)
    word = before.terms.get(word__word=person.given_name.lower()).word
    SearchTerm.objects.bulk_create(
        SearchTerm(entry=entry, word=word, weight=3) for entry in entries
    )
    return Person.objects.filter(pk__in=[row.pk for row in people])


def test_of_very_many_hits_the_best_are_shown():
    best = make.person("Zirbel")
    others = copies_of(best, 900)
    others.filter(pk__gt=others.first().pk + 499).update(is_listed=False)
    page = ask("Zirbel")
    assert page.select_one(".count").text.strip().startswith("More than 500 hits.")
    assert page.select_one(".hits a").text == best.full_name
    others.update(is_listed=False)
    others.filter(pk__lt=others.first().pk + 499).update(is_listed=True)
    assert ask("Zirbel").select_one(".count").text.strip() == "500 hits"


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_at_most_six_times(rows, django_assert_num_queries, client):
    for _ in range(rows):
        make.published("Zirbel")
        make.statement(text_en="Zirbel said.")
        make.mandate(job_title_en="Zirbel")
        make.person(family_name="Kiefer")
    for question, queries in (
        ("Zirbel", 4),
        ("Zirbil", 4),
        ("Zirbel Kiefer", 4),
        ("Zirbel Kiefir", 6),
    ):
        with django_assert_num_queries(queries):
            client.get(address("search", "en"), {"q": question})


def test_a_number_is_no_beginning_of_another():
    for name in ("Zirbel3", "Zirbel30", "Zirbel3a"):
        make.person(family_name=name)
    assert titles("Zirbel3") == ["Maria Zirbel3", "Maria Zirbel3a"]
    assert len(titles("Zirbel")) == 3
    assert titles("Zirbel31")  # a typing error, where nothing is called that
