"""What every answer carries: compression, and whom it depends on."""

import gzip

import brotli
import pytest

from tests.reading import address, fetch, soup

pytestmark = pytest.mark.django_db


def test_text_is_compressed_for_whoever_can_unpack_it():
    for coding, unpack in {"gzip": gzip.decompress, "br": brotli.decompress}.items():
        answer = fetch("/en/", accept_encoding=f"{coding}, identity")
        assert answer.headers["Content-Encoding"] == coding
        assert unpack(answer.content).rstrip().endswith(b"</html>")
    assert not fetch("/en/").has_header("Content-Encoding")
    style = fetch("/static/css/site.css", accept_encoding="gzip")
    assert style.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["img/apple-touch-icon.png", "fonts/figtree.woff2"])
def test_pictures_and_fonts_are_sent_as_they_are(path):
    answer = fetch(f"/static/{path}", accept_encoding="gzip")
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")


def test_a_page_with_a_message_is_for_one_reader(desk):
    desk.post(address("account_logout", "en"))
    answer = fetch("/en/", desk)
    assert "You have signed out." in soup(answer).select_one(".messages").text
    assert "Cookie" in answer.headers["Vary"]
