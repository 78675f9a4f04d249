"""What holds for every public page, in both languages."""

import pytest

from tests.reading import HOST, address, fetch, linked_data, offences, rich_portal, soup

pytestmark = pytest.mark.django_db
LANGUAGES = ("de", "en")


@pytest.fixture
def portal():
    return rich_portal()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_what_each_page_owes(portal, language):
    for name, at in portal.items():
        answer = fetch(at(language))
        assert answer.status_code == 200, name
        assert offences(answer) == {}, name
        assert soup(answer).html["lang"] == language
        canonical = soup(answer).find("link", rel="canonical")["href"]
        assert canonical == HOST + at(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_point_at_each_other(portal, language):
    """The head names both counterparts and the default; the switch leads to the other one."""
    for name, at in portal.items():
        page = soup(fetch(at(language)))
        named = {e["hreflang"]: e["href"] for e in page.head.find_all("link", hreflang=True)}
        urls = {code: HOST + at(code) for code in LANGUAGES}
        assert named == urls | {"x-default": urls["en"]}, name
        other = "en" if language == "de" else "de"
        assert page.find("a", class_="language")["href"] == at(other), name


def test_titles_and_descriptions_differ_between_pages(portal):
    titles = [soup(fetch(at("en"))).title.string for at in portal.values()]
    assert len(set(titles)) == len(titles) - 5  # six standing pages of the factory share a title
    assert "Statement by" in titles[list(portal).index("statement")]


def test_each_page_is_described_to_machines(portal):
    kinds = {
        "home": {"WebSite", "Organization"},
        "item": {"NewsArticle", "BreadcrumbList"},
        "event": {"Event", "BreadcrumbList"},
        "course": {"EducationEvent", "Course", "BreadcrumbList"},
        "statement": {"Quotation", "BreadcrumbList"},
        "organisation": {"Organization", "BreadcrumbList"},
        "opening": {"JobPosting", "BreadcrumbList"},
        "person": {"Person", "BreadcrumbList"},
        "about": {"BreadcrumbList"},
    }
    for name, wanted in kinds.items():
        assert set(linked_data(fetch(portal[name]("en")))) == wanted, name


def test_a_reader_without_account_gets_no_cookie_and_the_page_of_everyone(portal):
    for at in [*portal.values(), lambda language: address("news:feed", language)]:
        answer = fetch(at("de"))
        assert not answer.cookies
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_choice_of_language(db):
    assert fetch("/").headers["Location"] == "/en/"
    assert fetch("/", accept_language="de-AT,de;q=0.9").headers["Location"] == "/de/"
    answer = fetch("/", accept_language="fr")
    assert answer.headers["Location"] == "/en/"
    assert "Accept-Language" in answer.headers["Vary"]
    assert fetch("/en", accept_language="de").headers["Location"] == "/en/"


@pytest.mark.parametrize(
    ("name", "german", "english"),
    [
        ("news:list", "/de/aktuelles/", "/en/news/"),
        ("news:feed", "/de/aktuelles/feed/", "/en/news/feed/"),
        ("events:list", "/de/termine/", "/en/events/"),
        ("members:list", "/de/mitglieder/", "/en/members/"),
        ("search", "/de/suche/", "/en/search/"),
        ("page_about", "/de/ueber-uns/", "/en/about/"),
        ("page_aims", "/de/ziele/", "/en/aims/"),
        ("page_imprint", "/de/impressum/", "/en/imprint/"),
        ("page_privacy", "/de/datenschutz/", "/en/privacy/"),
        ("page_accessibility", "/de/barrierefreiheit/", "/en/accessibility/"),
        ("page_press", "/de/presse/", "/en/press/"),
        ("page_careers", "/de/karriere/", "/en/careers/"),
        ("openings:list", "/de/stellen/", "/en/openings/"),
        ("openings:feed", "/de/stellen/feed/", "/en/openings/feed/"),
        ("my_profile", "/de/mein-profil/", "/en/my-profile/"),
        ("account_request_login_code", "/de/anmelden/", "/en/sign-in/"),
    ],
)
def test_fixed_addresses(name, german, english):
    assert (address(name, "de"), address(name, "en")) == (german, english)


def test_addresses_of_rows(portal):
    assert portal["statement"]("de").startswith("/de/zitate/")
    assert portal["statement"]("en").startswith("/en/statements/")
    assert portal["person"]("de").startswith("/de/personen/")
    assert portal["person"]("en").startswith("/en/people/")


def test_signed_in_pages_are_no_shared_pages(portal, desk):
    for name, at in portal.items():
        assert "Cookie" in fetch(at("en"), desk).headers["Vary"], name
