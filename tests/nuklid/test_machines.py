"""What machines ask for: sitemap, robots, whom to tell."""

from datetime import datetime, timedelta

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from nuklid.base.pages.addresses import address
from tests import factories as make
from tests.reading import HOST, LISTS, fetch

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_sitemap_names_both_languages_and_the_last_change():
    of, who = make.member("Muster"), make.person()
    item = make.published(organisations=[of])
    quote = make.statement(item, who)
    make.page("about")
    urls = fromstring(fetch("/sitemap.xml").content).findall("s:url", NAMES)
    by_address = {url.find("s:loc", NAMES).text: url for url in urls}
    today = f"{timezone.localdate():%Y-%m-%d}"
    for row in (of, who, item, quote):
        for language in ("de", "en"):
            url = by_address[HOST + row.get_absolute_url(language)]
            links = {e.get("hreflang"): e.get("href") for e in url.findall("x:link", NAMES)}
            german, english = (HOST + row.get_absolute_url(code) for code in ("de", "en"))
            assert links == {"de": german, "en": english, "x-default": english}
            assert url.find("s:lastmod", NAMES).text == today
    assert f"{HOST}/en/about/" in by_address


@pytest.mark.parametrize("language", ["de", "en"])
def test_sitemap_names_every_list(language):
    make.page("careers")
    urls = fromstring(fetch("/sitemap.xml").content).findall("s:url/s:loc", NAMES)
    lists = {HOST + address(name, language=language) for name in LISTS}
    assert lists - {url.text for url in urls} == set()


def test_sitemap_dates_scheduled_news_by_their_hour():
    now = timezone.now()
    item = make.published(published_at=now + timedelta(days=3))
    with time_machine.travel(now + timedelta(days=4)):
        urls = fromstring(fetch("/sitemap.xml").content).findall("s:url", NAMES)
    found = {u.find("s:loc", NAMES).text: u.find("s:lastmod", NAMES) for u in urls}
    day = timezone.localdate(now + timedelta(days=3))
    assert found[HOST + item.get_absolute_url("en")].text == f"{day:%Y-%m-%d}"


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_asks_nine_times(rows, django_assert_num_queries):
    for _ in range(rows):
        make.statement(make.published(organisations=[make.member()]))
        make.opening()
    with django_assert_num_queries(9):
        fetch("/sitemap.xml")


def test_robots_leads_to_the_sitemap():
    text = fetch("/robots.txt").content.decode()
    assert f"Sitemap: {HOST}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/en/news/feed/"])
def test_invented_parameters_lead_to_what_is_stored(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = fetch(f"{path}?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, path)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_what_is_packed_says_that_it_depends_on_the_reader(path, accepted):
    answer = fetch(path, accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding", "") == accepted
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_security_txt_says_whom_to_tell_and_until_when():
    text = fetch("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == f"{HOST}/en/imprint/"
    assert timezone.now() < datetime.fromisoformat(fields["Expires"])
