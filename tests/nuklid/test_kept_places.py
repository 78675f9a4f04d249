"""What the search keeps in memory: never more than the public may find at this very moment."""

import time
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.utils import timezone

from members.models import Person
from news.models import Statement
from nuklid.kept_places import KeptPlaces
from nuklid.page_cache.pages import READER, TICKET, Address, PageCache, Pages, Ticket, version_for
from nuklid.site import search_answer as search
from nuklid.site import search_views as views_search
from tests import factories as make
from tests.reading import address, soup

pytestmark = pytest.mark.django_db
versions = count(1)


@pytest.fixture
def version(monkeypatch):
    """A version of the contents that nothing was kept of yet."""
    monkeypatch.setattr(views_search, "kept", KeptPlaces())
    monkeypatch.setattr(search, "MANY", 0)
    return str(next(versions))


@pytest.fixture
def ask(client):
    """Ask as an anonymous reader does where the contents have a version; return the titles."""

    def titles(question, version):
        url = address("search", "en")
        ticket = Ticket(version, time.time(), Address("http", "testserver", "", url, ""), Pages())
        page = soup(client.get(url, {"q": question}, **{TICKET: ticket}))
        return [link.text for link in page.select(".hits h3 a")]

    return titles


def test_the_same_is_found_from_memory_as_from_the_database(version, ask):
    make.statement(make.published("Zirbel"), text_en="Zirbel said.")
    make.mandate(make.person(family_name="Kiefer"), job_title_en="Zirbel")
    make.draft("Zirbel")
    first = ask("Zirbel", version)
    assert len(first) == 3
    assert ask("Zirbel", version) == first


def test_from_memory_fewer_rows_are_read(version, ask, django_assert_num_queries):
    make.published("Zirbel")
    for question, queries in (("Zirbel", 6), ("Zirbel", 3), ("Zirbil", 4)):
        with django_assert_num_queries(queries):
            ask(question, version)


def test_a_few_answers_are_not_worth_reading_all(version, ask, monkeypatch):
    make.published("Zirbel")
    monkeypatch.setattr(search, "MANY", 100)
    ask("Zirbel", version)
    assert views_search.kept.kept[0] is None


def test_who_waited_for_another_reader_reads_nothing(version, ask, django_assert_num_queries):
    make.published("Zirbel")
    ask("Zirbel", version)
    with django_assert_num_queries(0):
        assert views_search.kept.read(version, time.time()) is views_search.kept.kept[2]


def test_without_a_version_many_answers_are_told_all_the_same(version, client):
    make.draft("Zirbel")
    make.published("Zirbel")
    page = soup(client.get(address("search", "en"), {"q": "Zirbel"}))
    assert len(page.select(".hits h3 a")) == 1
    assert views_search.kept.kept[0] is None


def test_a_new_version_is_read_anew(version, ask):
    person = make.person(family_name="Zirbel")
    quote = make.statement(text_en="Zirbel said.")
    for _ in range(2):
        assert len(ask("Zirbel", version)) == 2
    Person.objects.filter(pk=person.pk).update(is_listed=False)
    Statement.objects.filter(pk=quote.pk).update(text_en="Never said.")
    newer = str(next(versions))
    assert ask("Zirbel", newer) == []
    assert ask("Zirbel", newer) == []


def test_the_clock_ends_what_is_kept(version, ask):
    moment = timezone.now() + timedelta(hours=1)
    make.draft("Zirbel", published_at=timezone.now(), embargo_until=moment)
    make.person(family_name="Zirbel")
    for _ in range(2):
        assert ask("Zirbel", version) == ["Maria Zirbel"]
    with time_machine.travel(moment + timedelta(seconds=1)):
        assert len(ask("Zirbel", version)) == 2


def test_mandates_begin_at_midnight_in_berlin(version, ask):
    tomorrow = timezone.localdate() + timedelta(days=1)
    make.mandate(job_title_en="Zirbel", since=tomorrow)
    make.person(family_name="Zirbel")
    for _ in range(2):
        assert ask("Zirbel", version) == ["Maria Zirbel"]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert len(ask("Zirbel", version)) == 2


def test_a_reader_with_a_cookie_is_spared_the_same(version, ask, client, django_assert_num_queries):
    def titles(version):
        found = client.get(address("search", "en"), {"q": "Zirbel"}, **{READER: lambda: version})
        return [link.text for link in soup(found).select(".hits h3 a")]

    make.published("Zirbel")
    first = ask("Zirbel", version)
    with django_assert_num_queries(3):
        assert titles(version) == first
    make.published("Zirbel")
    assert len(titles(str(next(versions)))) == 2
    assert len(titles(None)) == 2  # it cannot be read


def test_whoever_gets_no_kept_page_can_read_the_version():
    asked = []
    portal = PageCache(lambda environ, start: asked.append(version_for(environ)), lambda: "7")
    for more in ({}, {"HTTP_COOKIE": "a=b"}):
        portal({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http", **more}, None)
    assert [version for version, _now in asked] == ["7", "7"]
    assert version_for({})[0] is None
