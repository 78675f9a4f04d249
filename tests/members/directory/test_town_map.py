"""The map beside the directory says what the list says."""

import pytest

from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def texts(shown):
    return [text.text for text in shown.select("svg text")]


def test_map_and_list_say_the_same(region):
    shown = soup(fetch("/en/members/?stage=quality"))
    listed = [" ".join(li.text.split(": ")) for li in shown.select("aside li")]
    assert listed == ["Dresden 1", "Leipzig 0", "Radeberg 1"]
    assert set(listed) <= set(texts(shown))
    links = [a["href"] for a in shown.select("aside li a")]
    assert links == ["?stage=quality&town=Dresden", "?stage=quality&town=Radeberg"]


def test_map_says_who_has_no_town(region):
    assert "no town entered: 1" in soup(fetch("/en/members/")).select_one("aside").text


def test_a_town_that_no_file_knows_stands_where_its_members_are():
    make.member("Fern", address_locality="Görlitz", latitude="51.15", longitude="14.98")
    make.member("Nah", address_locality="Dresden")
    shown = soup(fetch("/en/members/"))
    circles = shown.select("svg circle")
    assert len(circles) == 2
    dresden, goerlitz = circles
    assert float(dresden["cx"]) < float(goerlitz["cx"])
    assert float(dresden["cy"]) > float(goerlitz["cy"])
    assert "15° E" not in texts(shown)  # its label would be cut


def test_no_map_without_a_place():
    make.member("Irgendwo", address_locality="Irgendwo")
    shown = soup(fetch("/en/members/"))
    assert shown.select("svg") == []
    assert [a.text for a in shown.select(".member h3 a")] == ["Irgendwo"]
