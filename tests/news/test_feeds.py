from datetime import datetime, timedelta

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from tests import factories as make
from tests.reading import HOST, fetch

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(language="de"):
    path = "/de/aktuelles/feed/" if language == "de" else "/en/news/feed/"
    answer = fetch(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(answer.content)


def entries(language="de"):
    return feed(language).findall(f"{ATOM}entry")


def test_feed_has_what_atom_asks_for():
    item = make.published(headline_de="A & B <c>", standfirst_de="5 < 6")
    root = feed()
    entry = root.find(f"{ATOM}entry")
    assert root.get(LANG) == "de"
    assert root.find(f"{ATOM}author/{ATOM}name").text == "nukliD®"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{HOST}/de/aktuelles/", "self": f"{HOST}/de/aktuelles/feed/"}
    assert entry.find(f"{ATOM}title").text == "A & B <c>"
    assert entry.find(f"{ATOM}summary").text == "5 &lt; 6"  # read as HTML
    assert entry.find(f"{ATOM}link").get("href") == HOST + item.get_absolute_url("de")
    assert entry.find(f"{ATOM}updated").text
    assert entry.find(f"{ATOM}published").text


def test_an_empty_feed_is_a_feed():
    assert entries() == []


def test_the_clock_changes_no_empty_feed():
    read_at = []
    for moment in ("2026-11-26T11:00Z", "2026-11-27T11:00Z"):
        with time_machine.travel(moment, tick=False):
            read_at.append(fetch("/en/news/feed/").content)
    assert read_at[0] == read_at[1]


def test_entries_keep_their_name_when_the_address_changes():
    item = make.published()
    before = entries()[0].find(f"{ATOM}id").text
    item.slug_de = "anders"
    item.save()
    assert entries()[0].find(f"{ATOM}id").text == before
    assert entries("en")[0].find(f"{ATOM}id").text != before


def test_an_entry_says_in_which_language_it_is():
    make.published(headline_en="", standfirst_en="")
    assert [entry.get(LANG) for entry in entries("en")] == ["de"]


def test_what_word_leaves_in_a_text_breaks_nothing():
    make.published(headline_de="Vor\x0bher", standfirst_de="a\x0cb")
    assert entries()[0].find(f"{ATOM}title").text == "Vorher"


def test_an_embargoed_item_is_dated_by_its_end():
    now = timezone.now()
    item = make.published(
        published_at=now - timedelta(days=3),
        embargo_until=now - timedelta(minutes=1),
        dated_on=None,
    )
    published = entries()[0].find(f"{ATOM}published").text
    assert datetime.fromisoformat(published) == item.embargo_until


@pytest.mark.parametrize("rows", [1, 3])
def test_feed_asks_once(rows, django_assert_num_queries):
    for _ in range(rows):
        make.published()
    with django_assert_num_queries(1):
        feed()
