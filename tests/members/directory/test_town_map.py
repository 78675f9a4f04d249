"""The map beside the directory says what the list says, and no label touches another."""

from itertools import combinations

import pytest

from members.directory.town_map import WIDTH, Box
from members.directory.towns import known_towns
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def texts(shown):
    return [text.text for text in shown.select("svg text")]


def boxes(shown):
    """Return the boxes of the labels that are links."""
    numbers = ([float(rect[name]) for name in SIDES] for rect in shown.select("svg a rect"))
    return [Box(x, y, x + width, y + height) for x, y, width, height in numbers]


SIDES = ("x", "y", "width", "height")


def test_map_and_list_say_the_same(region):
    shown = soup(fetch("/en/members/?stage=quality"))
    listed = [" ".join(li.text.split(": ")) for li in shown.select(".map li")]
    assert listed == ["Dresden 1", "Leipzig 0", "Radeberg 1"]
    assert set(listed) <= set(texts(shown))
    links = [a["href"] for a in shown.select(".map li a")]
    assert links == ["?stage=quality&town=Dresden", "?stage=quality&town=Radeberg"]
    assert {a["href"] for a in shown.select("svg a")} == set(links)


def test_map_says_which_town_is_chosen_and_who_has_none(region):
    shown = soup(fetch("/en/members/?town=Dresden"))
    assert [a.text.strip() for a in shown.select("svg a[aria-current]")] == ["Dresden 1"]
    assert "no town entered: 1" in shown.select_one("aside").text


def test_a_town_that_no_file_knows_stands_where_its_members_are():
    make.member("Fern", address_locality="Ostritz", latitude="51.02", longitude="14.93")
    make.member("Nah", address_locality="Leipzig")
    dots = {dot.title.text: dot for dot in soup(fetch("/en/members/")).select("svg circle")}
    east, west = dots["Ostritz 1"], dots["Leipzig 1"]
    assert float(east["cx"]) > float(west["cx"])
    assert float(east["cy"]) > float(west["cy"])


def test_no_map_without_a_place():
    make.member("Irgendwo", address_locality="Irgendwo")
    shown = soup(fetch("/en/members/"))
    assert shown.select("svg") == []
    assert [a.text for a in shown.select(".member h3 a")] == ["Irgendwo"]


@pytest.mark.parametrize("crowd", [1, 3])
def test_no_two_labels_touch_among_fifty_members_in_the_towns_of_saxony(crowd):
    towns = list(known_towns())
    assert len(towns) > 45
    for number in range(50):
        make.member(address_locality=towns[number // crowd])
    shown = soup(fetch("/de/mitglieder/"))
    labels = boxes(shown)
    assert len(labels) >= {1: 20, 3: 13}[crowd]
    assert [pair for pair in combinations(labels, 2) if pair[0].touches(pair[1])] == []
    assert all(box.left >= 0 and box.right <= WIDTH and box.top >= 0 for box in labels)
    assert len(shown.select("svg circle")) == len(shown.select(".map li a"))


def test_the_outline_and_where_it_comes_from_are_named(region):
    shown = soup(fetch("/de/mitglieder/"))
    assert len(shown.select_one("svg path")["d"]) > 1000
    caption = shown.select_one(".map figcaption")
    assert "Natural Earth" in caption.text
    assert caption.a["href"] == "https://creativecommons.org/licenses/by/4.0/"
