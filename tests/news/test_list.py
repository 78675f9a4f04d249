"""The list of news and its filters."""

from datetime import date

import pytest
from django.utils import timezone

from tests import factories as make
from tests.reading import HOST, read, soup

pytestmark = pytest.mark.django_db


def headlines(path):
    return [link.text for link in soup(read(path)).select(".row h2 a")]


def test_list_shows_the_newest_first():
    make.published("Alt", dated_on=date(2025, 1, 16))
    make.published("Neu", dated_on=date(2026, 1, 16))
    assert [h.split()[0] for h in headlines("/de/aktuelles/")] == ["Neu", "Alt"]


@pytest.mark.parametrize(
    ("query", "found"),
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
def test_filters_live_in_the_address(query, found):
    one, two = make.member("Eins"), make.member("Zwei")
    hidden = make.organisation("Hidden", is_listed=False)
    make.published("A", dated_on=date(2024, 5, 1), organisations=[one, hidden])
    # Without a date of its own an item counts under the year of its publication.
    at = timezone.make_aware(timezone.datetime(2026, 5, 1))
    make.published("B", dated_on=None, published_at=at, kind="event_report", organisations=[two])
    assert [h.split()[0] for h in headlines(f"/de/aktuelles/?{query}")] == found


def test_filters_offer_only_what_is_public():
    make.published("A", organisations=[make.organisation("Hidden", is_listed=False)])
    make.draft("B", dated_on=date(1999, 1, 1), organisations=[make.member("Draft only")])
    text = read("/en/news/").content.decode()
    assert "Hidden" not in text
    assert "Draft only" not in text
    assert "1999" not in text


def test_pages_keep_the_filter_and_name_their_own_address():
    for number in range(11):
        make.published(f"M{number}", kind="announcement")
    first = soup(read("/en/news/?kind=announcement&utm=1"))
    assert first.find("a", rel="next")["href"] == "?kind=announcement&utm=1&page=2"
    second = soup(read("/en/news/?kind=announcement&page=2"))
    assert len(second.select(".row")) == 1
    address = f"{HOST}/en/news/?kind=announcement&page=2"
    assert second.find("link", rel="canonical")["href"] == address
    german = second.find("a", class_="language")["href"]
    assert german == "/de/aktuelles/?kind=announcement&page=2"
    assert soup(read("/en/news/?page=99")).select_one(".pagination span").text == "Page 2 of 2"
    canonical = first.find("link", rel="canonical")["href"]
    assert canonical == f"{HOST}/en/news/?kind=announcement"


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_four_times(rows, django_assert_num_queries):
    for _ in range(rows):
        make.published(organisations=[make.member()])
    with django_assert_num_queries(4):
        read("/de/aktuelles/")
