"""Pages that processes share by way of a cache: the database, or a real Redis."""

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError, connection

from nuklid.health import of_cache
from nuklid.page_cache import version as content_version
from nuklid.page_cache.shared_pages import PAUSE
from tests import factories as make
from tests.nuklid.page_cache.test_pages import NOON, Reader, one_connection  # noqa: F401 -- a fixture
from tests.nuklid.page_cache.test_version import begin_transaction_anew, version
from tests.servers.cache import CacheServer, needs_cache_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_database(settings):
    """The pages too lie in the table in which is counted."""
    settings.CACHES = settings.CACHES | {"pages": settings.CACHES["default"]}
    make.organisation()


@pytest.fixture
def cache_server(settings):
    with CacheServer() as server:
        backend = "django.core.cache.backends.redis.RedisCache"
        pages = {"BACKEND": backend, "LOCATION": server.address}
        settings.CACHES = settings.CACHES | {"pages": pages}
        make.organisation()
        yield server


@pytest.fixture(params=["in_database", pytest.param("cache_server", marks=needs_cache_server)])
def shared(request):
    return request.getfixturevalue(request.param)


def test_another_process_takes_the_page_from_the_shared_cache(shared):
    first = Reader().get("/en/")
    other = Reader()
    queries = []
    with connection.execute_wrapper(lambda run, sql, *rest: queries.append(sql) or run(sql, *rest)):
        answer = other.get("/en/")
    assert answer.body == first.body
    assert not [sql for sql in queries if "members_" in sql]
    assert other.get("/en/").cached


def test_writing_to_the_cache_is_no_change_of_contents(in_database):
    begin_transaction_anew()
    before = version()
    caches["default"].set("a", "b")
    assert version() == before
    assert content_version.unwatched() == []


def test_a_shared_page_of_an_older_version_is_not_shown(shared):
    organisation = make.member("Alte GmbH")
    assert "Alte GmbH" in Reader().get("/en/members/").text
    organisation.name = "Neue GmbH"
    organisation.save()
    assert "Neue GmbH" in Reader().get("/en/members/").text


def test_a_failing_cache_makes_slower_not_wrong(in_database):
    def refuse(run, sql, *rest):
        if "nuklid_cache" in sql:
            raise OperationalError("gone")
        return run(sql, *rest)

    reader = Reader()
    with connection.execute_wrapper(refuse):
        answers = [reader.get("/en/"), reader.get("/en/")]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[1].cached


@needs_cache_server
def test_a_cache_server_that_stops_makes_slower_not_wrong(cache_server):
    organisation = make.member("Alte GmbH")
    with time_machine.travel(NOON, tick=False) as clock:
        assert "Alte GmbH" in Reader().get("/en/members/").text
        assert Reader().get("/en/members/").cached
        cache_server.stop()
        organisation.name = "Neue GmbH"
        organisation.save()
        reader = Reader()
        answers = [reader.get("/en/members/") for _ in range(2)]
        assert ["Neue GmbH" in answer.text for answer in answers] == [True, True]
        assert answers[1].cached
        cache_server.start()
        clock.shift(PAUSE)
        reader.get("/en/news/")
        assert Reader().get("/en/news/").cached


@needs_cache_server
def test_the_office_sees_that_the_cache_server_is_away(cache_server):
    assert of_cache().well
    cache_server.stop()
    assert not of_cache().well
