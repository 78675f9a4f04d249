"""The list of news and its filters."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from members.directory.filters import MOST
from members.models import Organisation
from tests import factories as make
from tests.reading import HOST, fetch, soup

pytestmark = pytest.mark.django_db
UNKNOWN = "No member here is called that. Write a part of the name."


def headlines(path):
    return [link.text for link in soup(fetch(path)).select(".row h2 a")]


def test_list_shows_the_newest_first():
    make.published("Alt", dated_on=date(2025, 1, 16))
    make.published("Neu", dated_on=date(2026, 1, 16))
    assert [h.split()[0] for h in headlines("/de/aktuelles/")] == ["Neu", "Alt"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2024", ["A"]),
        ("year=2026", ["B"]),
        ("kind=event_report", ["B"]),
        ("member=eins", ["A"]),
        ("member=zwei", ["B"]),
        ("year=2024&kind=press_release&member=eins", ["A"]),
        ("year=2024&member=zwei", []),
        ("", ["B", "A"]),
        # What nobody offers is named as such and narrows nothing.
        ("year=1999", ["B", "A"]),
        ("year=abc&kind=x&member=hidden", ["B", "A"]),
        ("page=abc", ["B", "A"]),
        ("page=-1", ["B", "A"]),
        ("page=" + "9" * 5000, ["B", "A"]),
        ("unknown=1&" + "x" * 10_000, ["B", "A"]),
    ],
)
def test_filters_live_in_the_address(query, expected):
    one, two = make.member("Eins"), make.member("Zwei")
    hidden = make.organisation("Hidden", is_listed=False)
    make.published("A", dated_on=date(2024, 5, 1), organisations=[one, hidden])
    # Without a date of its own an item counts under the year of its publication.
    at = timezone.make_aware(timezone.datetime(2026, 5, 1))
    make.published("B", dated_on=None, published_at=at, kind="event_report", organisations=[two])
    assert [h.split()[0] for h in headlines(f"/de/aktuelles/?{query}")] == expected


def test_filters_offer_only_what_is_public():
    make.published("A", organisations=[make.organisation("Hidden", is_listed=False)])
    make.draft("B", dated_on=date(1999, 1, 1), organisations=[make.member("Draft only")])
    text = fetch("/en/news/").content.decode()
    assert "Hidden" not in text
    assert "Draft only" not in text
    assert "1999" not in text


def test_pages_keep_the_filter_and_name_their_own_address():
    for number in range(11):
        make.published(f"M{number}", kind="announcement")
    first = soup(fetch("/en/news/?kind=announcement&utm=1"))
    assert first.find("a", rel="next")["href"] == "?kind=announcement&utm=1&page=2"
    second = soup(fetch("/en/news/?kind=announcement&page=2"))
    assert len(second.select(".row")) == 1
    address = f"{HOST}/en/news/?kind=announcement&page=2"
    assert second.find("link", rel="canonical")["href"] == address
    german = second.find("a", class_="language")["href"]
    assert german == "/de/aktuelles/?kind=announcement&page=2"
    assert soup(fetch("/en/news/?page=99")).select_one(".pagination span").text == "Page 2 of 2"
    canonical = first.find("link", rel="canonical")["href"]
    assert canonical == f"{HOST}/en/news/?kind=announcement"


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_four_times(rows, django_assert_num_queries):
    for _ in range(rows):
        make.published(organisations=[make.member()])
    with django_assert_num_queries(4):
        fetch("/de/aktuelles/")


@pytest.fixture
def crowd():
    """News about more members than a list of choices takes: "Firma 0" to "Firma 39", "Möbius"."""
    names = [*(f"Firma {number}" for number in range(MOST)), "Möbius & Söhne"]
    made = Organisation.objects.bulk_create(
        Organisation(name=name, slug=f"m-{place}", is_listed=True)
        for place, name in enumerate(names)
    )
    make.published("All", organisations=made[:-1])
    make.published("One", organisations=made[-1:])
    return made


def test_few_members_are_chosen_from_a_list(crowd):
    crowd[0].delete()
    shown = soup(fetch("/en/news/?member=m-40"))
    assert len(shown.select("[name=member] option")) == MOST + 1
    assert shown.select_one("[name=member] option[selected]").text == "Möbius & Söhne"


@pytest.mark.parametrize(
    ("written", "expected", "shown", "description"),
    [
        ("m-40", ["One"], "Möbius & Söhne", ""),
        ("mobius", ["One"], "Möbius & Söhne", ""),
        ("Moebius & Söhne", ["One"], "Möbius & Söhne", ""),
        ("firma 1", ["All"], "Firma 1", ""),  # a whole name is meant, however many begin with it
        ("firma 2", ["All"], "Firma 2", ""),
        ("ma 39", ["All"], "Firma 39", ""),
        ("ma 3", ["All"], "ma 3", "Firma 3, Firma 30, Firma 31 and 8 more"),
        ("", ["One", "All"], "", ""),
        ("&", ["One", "All"], "&", UNKNOWN),
        ("gone", ["One", "All"], "gone", UNKNOWN),
    ],
)
def test_many_members_are_found_by_a_part_of_the_name(crowd, written, expected, shown, description):
    page = soup(fetch(f"/en/news/?{urlencode({'member': written})}"))
    field = page.select_one("input[name=member]")
    assert field["value"] == shown
    described = page.find(id=field.get("aria-describedby", "nothing"))
    assert (described.text if described else "").removeprefix("Found: ") == description
    assert [link.text.split()[1] for link in page.select(".row h2 a")] == expected


def test_what_is_written_is_kept_in_the_address_as_short_as_may_be(crowd):
    def canonical(written):
        return soup(fetch(f"/en/news/?member={written}")).find("link", rel="canonical")["href"]

    assert canonical("mobius") == canonical("m-40") == f"{HOST}/en/news/?member=m-40"
    assert canonical("firma") == f"{HOST}/en/news/?member=firma"
    assert canonical("nobody") == f"{HOST}/en/news/"


@pytest.mark.parametrize("query", ["", "?member=firma", "?member=m-40&kind=press_release"])
def test_many_members_cost_no_more_queries(crowd, query, django_assert_num_queries):
    with django_assert_num_queries(4):
        fetch(f"/de/aktuelles/{query}")


def test_every_year_since_the_first_news_is_offered():
    for year in (2024, 2021):
        make.published(f"N{year}", dated_on=date(year, 12, 31))
    make.draft(dated_on=date(1999, 1, 1))
    shown = soup(fetch("/en/news/?year=2024"))
    years = [option["value"] for option in shown.select("[name=year] option")]
    assert years == ["", "2024", "2023", "2022", "2021"]
    assert [link.text.split()[1] for link in shown.select(".row h2 a")] == ["N2024"]


def test_the_last_page_has_the_oldest():
    for number in range(1, 24):
        make.published(f"M{number}", dated_on=date(2025, 1, number))
    assert [h.split()[1] for h in headlines("/en/news/?page=3")] == ["M3", "M2", "M1"]
