"""The log says what happened in which request, and nothing of who it was."""

import json
import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing

from nuklid.logs import Lines, bare, request_id
from nuklid.server_log import describe
from tests.reading import fetch

pytestmark = pytest.mark.django_db
TOKEN = signing.TimestampSigner(salt="test").sign("12-de-4f")  # another each second


def log_entry(message, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("news", logging.ERROR, "", 1, message, (), info)
    return json.loads(Lines().format(record))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"Gone: /en/authorise/{TOKEN}/", "Gone: /en/authorise/…/", id="signed"),
        ("/de/freigabe/eyJhIjoxfQ:1wAbCd:x1_y-z2/", "/de/freigabe/…/"),
        ("/x/0123456789abcdef0123456789abcdef/", "/x/…/"),
        ("GET /en/search/?q=Anna+Erste HTTP", "GET /en/search/ HTTP"),
        ("to Anna.Erste+x@nuklid.example: 550", "to …@…: 550"),
        ("/en/news/a-very-long-headline-about-lutetium-177-from-dresden/",) * 2,
        ("/media/__processed__/0a1/news/0123456789abcdef-w480.jpg",) * 2,
    ],
)
def test_nothing_personal_and_no_token_stays(text, left):
    assert bare(text) == left
    assert log_entry(text)["message"] == left


def test_errors_are_told_without_what_they_quote():
    try:
        raise ValueError("Key (email)=(anna@x.example) already exists")
    except ValueError as error:
        said = log_entry("broken", error)
    assert "test_logs.py" in said["error"]
    assert "anna" not in said["error"]


def test_a_request_keeps_its_number():
    assert fetch("/healthz", **{"X-Request-ID": "abc-12345"}).headers["X-Request-ID"] == "abc-12345"
    made = fetch("/healthz").headers["X-Request-ID"]
    assert len(made) == 16
    assert fetch("/healthz").headers["X-Request-ID"] != made
    for forged in ("a\nb", "x" * 65, "a b c d e f"):
        assert fetch("/healthz", **{"X-Request-ID": forged}).headers["X-Request-ID"] != forged
    token = request_id.set("abc-12345")
    assert log_entry("x")["request"] == "abc-12345"
    request_id.reset(token)


def test_a_line_of_the_server_names_no_reader():
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/en/authorise/{TOKEN}/",
        "QUERY_STRING": "q=Anna",
        "REMOTE_ADDR": "203.0.113.7",
        "HTTP_USER_AGENT": "Agent/1",
    }
    answer = SimpleNamespace(status="200 OK", headers=[("X-Request-ID", "abc")], sent=12)
    said = describe(answer, environ, timedelta(milliseconds=3))
    assert said.pop("at")
    assert said == {
        "from": "access", "request": "abc", "method": "GET", "path": "/en/authorise/…/",
        "status": 200, "bytes": 12, "ms": 3.0,
    }  # fmt: skip


def test_the_log_of_a_server_goes_to_standard_error(settings):
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "lines"
    assert logging.StreamHandler().stream is sys.stderr
