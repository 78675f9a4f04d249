"""What the page cache keeps, for whom, and until when; through the WSGI app as gunicorn asks it."""

import io
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nuklid.base.pages.shell import FOR_EVERYONE
from nuklid.page_cache.middleware import is_for_everyone
from nuklid.page_cache.pages import MEMORY, PageCache
from tests import factories as make
from tests.nuklid.page_cache.test_version import begin_transaction_anew, version
from tests.reading import address

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)


@contextmanager
def one_connection():
    """A request must not close the connection that holds the test's transaction.

    Django's test client does the same, and at its end connects the signals again.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class Reader:
    """Reads through a page cache of its own, which sees what the test's transaction has stored."""

    def __init__(self, read_version=None):
        self.cache = PageCache(get_wsgi_application(), read_version or version)

    def get(self, path, method="GET", **headers):
        begin_transaction_anew()  # whatever follows is a change of its own
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "SCRIPT_NAME": headers.pop("script_name", ""),
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        with one_connection(), CaptureQueriesContext(connection) as asked:
            body = b"".join(self.cache(environ, self.start))
        # One query of the test's own reads the version.
        return Answer(self.status, self.headers, body, asked_database=len(asked) > 1)

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)


class Answer:
    def __init__(self, status, headers, body, asked_database):
        self.status, self.headers, self.body = status, headers, body
        self.cached = not asked_database
        self.text = body.decode(errors="replace")


@pytest.fixture
def reader():
    # A version must be known before the first page.
    make.organisation()
    return Reader()


def test_the_second_reader_gets_the_kept_page_with_all_headers(reader):
    first, second = reader.get("/en/"), reader.get("/en/")
    assert (first.cached, second.cached) == (False, True)
    assert (second.status, second.body) == (200, first.body)
    # A page is dated only once its first second is over.
    assert second.headers.keys() - {"Last-Modified"} == first.headers.keys() - {"Last-Modified"}
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert reader.get("/en/", x_request_id="abc-12345").headers["X-Request-ID"] == "abc-12345"
    for name in (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "X-Frame-Options",
    ):
        assert second.headers[name]
        known = reader.get("/en/", if_none_match=first.headers["ETag"])
        assert known.headers[name] == second.headers[name]
    assert (known.status, known.body, known.cached) == (304, b"", True)
    assert second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert second.headers["Vary"] == "Accept-Encoding"
    assert "nonce" not in first.text


def test_no_page_is_older_than_the_last_save(reader):
    item = make.published()
    paths = [item.get_absolute_url("en"), address("news:list", "en"), address("news:feed", "en")]
    for headline in ("First", "Second", "Third"):
        item.headline_en = headline
        item.save()
        for path in paths:
            assert headline in reader.get(path).text, path
            assert reader.get(path).cached, path
    item.withdraw(withdrawal_reason_en="Wrong.")
    assert [reader.get(path).status for path in paths] == [410, 200, 200]
    assert "Third" not in "".join(reader.get(path).text for path in paths)


@pytest.mark.parametrize("field", ["published_at", "embargo_until"])
def test_a_page_ends_when_the_clock_makes_news_public(reader, field):
    moment = NOON + timedelta(hours=2)
    with time_machine.travel(NOON, tick=False) as clock:
        make.published("Geheim", **{"published_at": NOON, field: moment})
        begin_transaction_anew()
        assert "Geheim" not in reader.get("/en/news/").text
        clock.move_to(moment - timedelta(milliseconds=1))
        assert reader.get("/en/news/").cached
        clock.move_to(moment)
        assert "Geheim" in reader.get("/en/news/").text


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-26"])
def test_a_page_ends_with_the_day_in_berlin(reader, day):
    """On the days with 23 and with 25 hours too."""
    until = datetime.fromisoformat(day).date()
    midnight = timezone.make_aware(datetime.combine(until + timedelta(days=1), datetime.min.time()))
    name = "Vergängliche GmbH"
    with time_machine.travel(midnight - timedelta(hours=22), tick=False) as clock:
        make.member(name).memberships.update(until=until)
        begin_transaction_anew()
        assert name in reader.get("/en/members/").text
        clock.move_to(midnight - timedelta(seconds=1))
        assert name in reader.get("/en/members/").text
        assert reader.get("/en/members/").cached
        clock.move_to(midnight)
        assert name not in reader.get("/en/members/").text


@pytest.mark.parametrize("make_row", [make.person, make.organisation])
def test_a_page_ends_when_the_clock_brings_somebody_along(reader, make_row):
    """Asked of the row itself: whichever way it came by its moment."""
    moment = NOON + timedelta(hours=2)
    with time_machine.travel(NOON, tick=False) as clock:
        row = make_row(is_listed=False, listed_from=moment, slug="geheim")
        clock.move_to(moment - timedelta(milliseconds=1))
        pages = [reader.get("/sitemap.xml") for _ in range(2)]
        assert [page.cached for page in pages] == [False, True]
        assert not any("geheim" in page.text for page in pages)
        clock.move_to(moment)
        assert row.get_absolute_url("de") in reader.get("/sitemap.xml").text


def test_a_clock_set_back_shows_nothing_from_the_future(reader):
    with time_machine.travel(NOON, tick=False) as clock:
        make.published("Geheim", published_at=NOON)
        begin_transaction_anew()
        assert "Geheim" in reader.get("/en/news/").text
        clock.move_to(NOON - timedelta(seconds=1))
        assert "Geheim" not in reader.get("/en/news/").text


@pytest.mark.parametrize(
    "headers", [{"cookie": "sessionid=x"}, {"cookie": "a=b"}, {"authorization": "Basic x"}]
)
def test_whoever_says_who_they_are_is_answered_alone(reader, headers):
    reader.get("/en/")
    for _ in range(2):
        answer = reader.get("/en/", **headers)
        assert not answer.cached
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert reader.get("/en/").cached


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt"])
def test_what_machines_ask_for_is_kept_whoever_asks(reader, path):
    for headers in ({"cookie": "sessionid=x"}, {"cookie": "a=b"}, {"authorization": "Basic x"}):
        seen = reader.get(path, **headers)
        assert seen.status == 200
    assert seen.cached


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/en/none/", 404),
        ("/en/news/none/", 404),
        ("/en/sign-in/", 200),
        ("/en/my-profile/", 302),
        ("/en/search/?q=Lu-177", 200),
        ("/healthz", 200),
        ("/en/news/?unknown=1", 200),
        ("/en/news/?page=99", 200),
        ("/en/news/?kind=nonsense", 200),
    ],
)
def test_what_is_never_kept(reader, path, status):
    for _ in range(2):
        answer = reader.get(path)
        assert (answer.status, reader.cache.pages.entries) == (status, {})


def test_an_answer_that_sets_a_cookie_is_nobody_elses():
    answer = HttpResponse(headers={"Cache-Control": FOR_EVERYONE})
    stranger = RequestFactory().get("/en/")
    assert is_for_everyone(stranger, answer)
    answer.set_cookie("sessionid", "of one reader")
    assert not is_for_everyone(stranger, answer)


def test_previews_are_never_kept(reader, desk):
    draft = make.draft("Entwurf")
    cookie = desk.cookies["sessionid"].value
    answer = reader.get(draft.get_absolute_url("en"), cookie=f"sessionid={cookie}")
    assert (answer.status, "no-store" in answer.headers["Cache-Control"]) == (200, True)
    assert reader.get(draft.get_absolute_url("en")).status == 404


def test_hosts_and_schemes_are_kept_apart(reader, settings):
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert "http://localhost/en/" in reader.get("/en/").text
    assert "http://other.example/en/" in reader.get("/en/", host="other.example").text
    assert "https://localhost/en/" in reader.get("/en/", x_forwarded_proto="https").text
    assert reader.get("/en/", host="evil.example").status == 400
    assert len(reader.cache.pages.entries) == 3


def test_a_page_made_for_another_root_is_nobody_elses(reader):
    assert "/evil/en/news/" in reader.get("/en/", script_name="/evil").text
    assert "evil" not in reader.get("/en/").text


def test_what_others_hang_on_a_link_changes_no_page(reader):
    plain = reader.get("/en/news/?kind=announcement")
    answer = reader.get("/en/news/?utm_source=x&kind=announcement&fbclid=y")
    assert (answer.cached, answer.body) == (True, plain.body)


def test_memory_is_bounded(reader):
    reader.get("/en/")
    pages = reader.cache.pages
    (page,) = pages.entries.values()
    for number in range(MEMORY // page.size() + 100):
        pages.put(("http", "localhost", f"/{number}", ""), page)
    assert MEMORY * 0.9 < pages.size <= MEMORY
    assert pages.size == page.size() * len(pages.entries)


def test_no_version_no_cache():
    reader = Reader(read_version=lambda: None)
    for _ in range(2):
        assert (reader.get("/en/").status, reader.cache.pages.entries) == (200, {})
