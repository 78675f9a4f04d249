"""News and statements on other sites: what they get, and what nobody gets."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.http import urlencode

from tests import factories as make
from tests.nuklid.test_share_cards import NOT_PUBLIC
from tests.reading import HOST, fetch, soup

pytestmark = pytest.mark.django_db


def embed(path, **params):
    return fetch("/oembed/?" + urlencode({"url": HOST + path} | params))


def statement(**fields):
    speaker = make.person("Maria", "Muster")
    texts = {"text_de": "Wir <b>eilen</b>.\n\nSehr.", "text_en": "We hurry."}
    return make.statement(speaker=speaker, **texts | fields)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "„Wir <b>eilen</b>."), ("en", "“We hurry.”")]
)
def test_a_page_leads_to_its_quotation(language, words):
    path = statement().get_absolute_url(language)
    link = soup(fetch(path)).find("link", type="application/json+oembed")
    answer = fetch(link["href"].removeprefix(HOST))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    data = answer.json()
    assert (data["version"], data["type"], data["language"]) == ("1.0", "rich", language)
    assert data["author_name"] == "Maria Muster"
    assert fetch(urlsplit(data["author_url"]).path).status_code == 200
    html = BeautifulSoup(data["html"], "html.parser")
    quotation = html.blockquote
    assert (quotation["cite"], quotation["lang"]) == (HOST + path, language)
    assert quotation.p.text.strip() == words
    assert "Maria Muster" in html.text
    assert html.find_all(["script", "iframe", "style", "b"]) == []
    picture = fetch(urlsplit(data["thumbnail_url"]).path)
    assert picture.headers["Content-Type"] == "image/png"


def test_news_is_shown_with_its_headline():
    item = make.published("Erste", standfirst_en="What it is about.")
    data = embed(item.get_absolute_url("en")).json()
    assert data["title"] == item.headline_en
    assert item.headline_en in data["html"]
    assert "What it is about." in data["html"]
    page = soup(fetch(item.get_absolute_url("en")))
    assert page.find("link", type="application/json+oembed")


@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_what_is_not_public_cannot_be_embedded(kind, client, coordinator):
    path = NOT_PUBLIC[kind]().get_absolute_url("en")
    client.force_login(coordinator)
    for reader in (Client(), client):
        answer = reader.get("/oembed/", {"url": HOST + path})
        assert answer.status_code == 404
        assert b"wording" not in answer.content
    page = client.get(path)
    assert b"json+oembed" not in page.content


def test_only_authorised_words_are_given():
    quotation = statement()
    type(quotation).objects.update(text_en="Nobody agreed to this.")
    data = embed(quotation.get_absolute_url("en")).json()
    assert data["language"] == "de"
    assert "eilen" in data["html"]
    assert "Nobody" not in str(data)


def test_a_hidden_speaker_has_no_page():
    quotation = statement()
    type(quotation.speaker).objects.update(is_listed=False, listed_from=None)
    data = embed(quotation.get_absolute_url("en")).json()
    assert data["author_name"] == "Maria Muster"
    assert "author_url" not in data


@pytest.mark.parametrize(
    ("params", "kind", "width", "thumbnail"),
    [
        ({}, "rich", 600, True),
        ({"maxwidth": 1200, "maxheight": 630}, "rich", 600, True),
        ({"maxwidth": 400}, "rich", 400, False),
        ({"maxwidth": 100}, "link", None, False),
        ({"maxheight": 20}, "link", None, False),
        ({"format": "json"}, "rich", 600, True),
    ],
)
def test_it_fits_where_it_is_shown(params, kind, width, thumbnail):
    data = embed(statement().get_absolute_url("en"), **params).json()
    assert (data["type"], data.get("width")) == (kind, width)
    assert ("thumbnail_url" in data) == thumbnail
    assert data.get("height", 0) <= params.get("maxheight", 10_000)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=", 400),
        ("url=%00", 400),
        ("maxwidth=1", 400),
        ("url=x" + "y" * 2000, 400),
        ("url={}&maxwidth=0", 400),
        ("url={}&maxwidth=-1", 400),
        ("url={}&maxwidth=x", 400),
        ("url={}&maxheight=1e9", 400),
        ("url={}&maxwidth=" + "9" * 30, 200),
        ("url={}&format=xml", 400),
        ("url=http://[", 404),
        ("url=javascript:alert(1)", 404),
        ("url=/en/news/", 404),
        ("url=http://evil.example/en/statements/1/", 404),
        ("url=http://testserver@evil.example/en/", 404),
        ("url=http://testserver/", 404),
        ("url=http://testserver/en/", 404),
        ("url=http://testserver/fr/statements/1/", 404),
        ("url=http://testserver/admin/", 404),
        ("url=http://testserver/en/statements/99999999999999999999999/", 404),
        ("url=http://testserver/en/statements/%25FF/", 404),
        ("url=http://testserver/en/news/none/", 404),
    ],
)
def test_rubbish_is_refused(query, status):
    url = HOST + make.statement().get_absolute_url("en")
    assert fetch(f"/oembed/?{query.format(url)}").status_code == status


def test_only_read(client):
    assert client.post("/oembed/").status_code == 405
    path = make.published().get_absolute_url("en")
    assert client.head("/oembed/", {"url": HOST + path}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_little(rows, django_assert_num_queries):
    for _ in range(rows):
        quotation = statement()
    with django_assert_num_queries(1):
        embed(quotation.get_absolute_url("en"))
