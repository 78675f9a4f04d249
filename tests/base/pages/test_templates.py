"""What every template owes: what people type is text and nothing else, and labels are German."""

import pytest

from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db

NASTY = '<script>alert("x")</script> & more'


def both(*names):
    return {f"{name}_{language}": NASTY for name in names for language in ("de", "en")}


@pytest.fixture
def pages():
    """Addresses of pages by what people typed into their rows."""
    of = make.member(
        legal_name=NASTY,
        street_address=NASTY,
        address_locality=NASTY,
        **both("summary", "description", "boilerplate"),
    )
    person = make.person(given_name=NASTY, slug="nasty", **both("biography"))
    make.mandate(person, of, **both("job_title"))
    doing = make.competence(of, radionuclide=make.radionuclide(), **both("sentence"))
    words = both("headline", "standfirst", "image_caption", "place")
    item = make.published(organisations=[of], slug_de="nasty", slug_en="nasty", **words)
    said = both("text", "title_as_said", "organisation_as_said")
    statement = make.statement(item, person, [of], **said)
    rows = (of, person, item, statement, doing.stage, doing.radionuclide)
    lists = ("/{}/", "/en/news/", "/en/members/", "/en/search/?q=alert")
    return [row.get_absolute_url("en") for row in rows] + [at.format("en") for at in lists]


def test_what_people_type_is_escaped(pages):
    for address in pages:
        shown = soup(fetch(address))
        types = {script.get("type") for script in shown.find_all("script")}
        assert types <= {"application/ld+json"}, address
        assert "<script>" in shown.main.text, address


def test_what_a_stranger_asks_is_escaped(client):
    for answer in (
        client.get("/en/search/", {"q": NASTY}),
        client.get("/en/competences/", {"use": NASTY}),
        client.post("/en/statements/check/", {"quote": NASTY}),
    ):
        shown = soup(answer)
        assert not shown.main.find_all("script")
        assert "<script>" in shown.main.text + " ".join(i.get("value", "") for i in shown("input"))


def test_the_label_of_a_choice_is_in_the_language_of_the_page():
    item = make.published()
    kickers = [
        soup(fetch(item.get_absolute_url(code))).select_one(".kicker") for code in ("de", "en")
    ]
    labels = [kicker.text.split("·")[0].strip() for kicker in kickers]
    assert labels == ["Pressemitteilung", "Press release"]
