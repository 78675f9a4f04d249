"""What the head of a public page says to whoever is signed in."""

import pytest
from django.test import Client

from tests import factories as make
from tests.reading import address, fetch, soup

pytestmark = pytest.mark.django_db
PAGES = ("home", "news:list", "members:list", "search", "my_profile")


def ways(response):
    """Return the links in the strip of the account, {address: text}; None where it is missing."""
    strip = soup(response).select_one(".site-head .account")
    return strip and {link["href"]: link.text for link in strip.select("a")}


@pytest.fixture
def member():
    client = Client()
    client.force_login(make.representative(make.organisation("Alpha GmbH")))
    return client


@pytest.mark.parametrize("name", PAGES)
def test_a_representative_meets_the_own_profile_and_a_way_out(member, name):
    response = fetch(address(name, "de"), member)
    assert ways(response) == {"/de/mein-profil/": "Mein Profil"}
    assert "private" in response.headers["Cache-Control"]


def test_the_office_meets_the_way_to_its_desk_too(desk):
    assert ways(fetch(address("home", "en"), desk)) == {
        "/admin/": "To the office’s desk",
        "/en/my-profile/": "My profile",
    }


def test_a_reader_meets_neither(db):
    assert ways(fetch(address("home", "de"))) is None
    with_a_cookie = Client(headers={"cookie": "consent=no"})
    assert ways(fetch(address("home", "de"), with_a_cookie)) is None


def test_signing_out_is_one_click_on_every_page(member):
    form = soup(fetch("/de/nirgends/", member)).select_one(".account form")
    member.post(form["action"])
    assert "_auth_user_id" not in member.session
    assert ways(fetch(address("home", "de"), member)) is None
