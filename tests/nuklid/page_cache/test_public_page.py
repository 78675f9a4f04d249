"""How a kept page answers: packed as asked, 304 for who has it, never beyond its time."""

import gzip
import pickle

import brotli
import pytest

from nuklid.page_cache.public_pages import PublicPage, coding_for

BODY = b"<p>page</p>" * 100
SINCE = 1_800_000_000.25


def page(body=BODY, since=SINCE):
    headers = [("Content-Type", "text/html"), ("X-Frame-Options", "DENY")]
    return PublicPage("v", since, since + 60, headers, body)


def test_a_picture_is_sent_as_it_is():
    headers = [("Content-Type", "image/png")]
    picture = PublicPage("v", SINCE, SINCE + 60, headers, BODY)
    status, told, body = ask(picture, accept_encoding="br, gzip")
    assert (status, body) == (200, BODY)
    assert "Content-Encoding" not in told


def ask(cached_page, at=SINCE + 10, method="GET", **headers):
    told = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    status, sent, body = cached_page.response_to({"REQUEST_METHOD": method, **told}, at)
    return int(status[:3]), dict(sent), body


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("identity", ""),
        ("br;q=0.1", "br"),
        ("gzip; q=0.000", ""),
        (";,;=", ""),
    ],
)
def test_coding(accepted, coding):
    assert coding_for(accepted) == coding


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("", bytes), ("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_the_body_is_whole_however_it_is_packed(accepted, unpack):
    status, headers, body = ask(page(), accept_encoding=accepted)
    assert (status, unpack(body)) == (200, BODY)
    assert headers["Content-Length"] == str(len(body))
    assert headers.get("Content-Encoding", "") == accepted
    assert headers["X-Frame-Options"] == "DENY"


def test_head_says_what_get_would():
    _, full, _ = ask(page(), accept_encoding="br")
    status, headers, body = ask(page(), method="HEAD", accept_encoding="br")
    assert (status, headers, body) == (200, full, b"")


@pytest.mark.parametrize("tags", ["{}", 'W/"x", {}', "*", "{strong}"])
def test_who_has_the_page_gets_none(tags):
    etag = page().etag
    told = tags.format(etag, strong=etag.removeprefix("W/"))
    status, headers, body = ask(page(), if_none_match=told, accept_encoding="br")
    assert (status, body) == (304, b"")
    assert headers["ETag"] == etag
    assert headers["X-Frame-Options"] == "DENY"
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & headers.keys()


def test_another_page_is_sent_whole_even_with_the_same_date():
    _, headers, _ = ask(page())
    told = {"if_none_match": 'W/"other"', "if_modified_since": headers["Last-Modified"]}
    assert ask(page(), **told)[0] == 200


def test_a_date_counts_only_if_it_is_the_very_one():
    dated = ask(page())[1]["Last-Modified"]
    assert ask(page(), if_modified_since=dated)[0] == 304
    assert ask(page(since=SINCE - 5), if_modified_since=dated)[0] == 200
    assert ask(page(since=SINCE + 5), if_modified_since=dated)[0] == 200
    assert ask(page(), if_modified_since="nonsense")[0] == 200


def test_a_page_tells_no_date_within_its_first_second():
    """Another one may follow in that second, under the same date."""
    assert "Last-Modified" not in ask(page(), at=SINCE + 0.5)[1]
    assert "Last-Modified" in ask(page(), at=SINCE + 1)[1]


def test_a_page_holds_for_its_version_and_in_its_time():
    cached_page = page()
    assert cached_page.holds("v", SINCE)
    assert not cached_page.holds("w", SINCE)
    assert not cached_page.holds("v", SINCE - 0.001)
    assert not cached_page.holds("v", SINCE + 60)


def test_a_page_survives_the_way_to_another_server():
    cached_page = page()
    cached_page.body("gzip")
    assert ask(pickle.loads(pickle.dumps(cached_page)), accept_encoding="gzip") == ask(
        cached_page, accept_encoding="gzip"
    )
