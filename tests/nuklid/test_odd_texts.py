"""Whatever stands in a text, every page, feed and file shows it as that text and nothing else."""

import csv
import json
from itertools import cycle

import pytest
from defusedxml.ElementTree import fromstring
from django.db import models

from members.models import Competence, FormerName, Mandate, Organisation, Person, Stage
from news.models import Authorisation, Event, NewsItem, Presence, Statement
from nuklid.base.management.commands.reindex import reindex
from nuklid.models import Page
from tests import factories as make
from tests.nuklid.searching import ask
from tests.reading import address, fetch, linked_data, offences, rich_portal, soup

pytestmark = pytest.mark.django_db

KINDS = (Organisation, Person, Mandate, Competence, Stage, NewsItem, Statement, Page, FormerName)
KINDS += (Event, Presence)
# What is no text of a person: addresses, and numbers that machines agreed on.
NO_TEXT = ("slug", "url", "email", "telephone", "orcid", "ror_id", "country", "key", "focus")
NO_TEXT += ("reason", "delegate", "licence")
ODD = {
    "markup": "Evil<evil>&amp;\"'</title></script><script>alert(1)</script> ]]>--><!-- <![CDATA[",
    "templates": "Evil {{ 7*7 }}{% evil %}{# x #}${7*7} %s %(x)s {0} {name} \\u003cevil\\u003e \\",
    "other scripts": "Evil 🧪 é́ 中文 العربية „“”»«‚‘’›‹\"'` \u202e\u2066\u200b",
    "one long word": "Evil" * 50,
}


def text_columns(kind):
    for field in kind._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and not any(part in field.name for part in NO_TEXT):
            yield field


def write(text):
    """Put `text` into every text of every row, past all forms, and agree to it."""
    for kind in KINDS:
        values = {f.name: text[: f.max_length or None] for f in text_columns(kind)}
        for row in kind.objects.all():
            one = {"name": f"{values['name'][:100]} {row.pk}"} if kind is Organisation else {}
            kind.objects.filter(pk=row.pk).update(**values | one)
    Authorisation.objects.all().delete()
    for statement in Statement.objects.filter(kind="verbatim"):
        make.authorise(statement)
    reindex()


@pytest.fixture(params=ODD)
def odd(request):
    """The portal's addresses, once an odd text stands wherever one can stand; and that text."""
    pages = rich_portal()
    text = ODD[request.param]
    write(text)
    return pages, text


def test_every_page_shows_the_text_as_it_is(odd):
    pages, text = odd
    for language, (name, at) in zip(cycle(("de", "en")), pages.items(), strict=False):
        answer = fetch(at(language))
        assert answer.status_code == 200, name
        assert offences(answer) == {}, name
        page = soup(answer)
        assert not page.select("evil, script:not([type='application/ld+json'])"), name
        if name in ("item", "event", "statement", "organisation", "about"):
            assert beginning(text) in " ".join(page.main.text.split()), name
            assert linked_data(answer), name


def beginning(text):
    return " ".join(text.split())[:20]


def test_feeds_maps_and_tables_stay_what_they_are(odd):
    _pages, text = odd
    feed = fromstring(fetch(address("news:feed", "de")).content)
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any(title and title.startswith("Evil") for title in titles)
    assert fromstring(fetch("/sitemap.xml").content) is not None
    for data in ("json", "json_ld"):
        told = fetch(address(f"competences:{data}", "en")).json()
        assert text[:10] in json.dumps(told, ensure_ascii=False)
    table = fetch(address("competences:csv", "en")).content.decode("utf-8-sig")
    head, *lines = csv.reader(table.splitlines())
    assert lines
    assert {len(line) for line in lines} == {len(head)}


def test_the_search_finds_and_marks_it_without_believing_it(odd):
    page = ask("Evil")
    assert page.select(".hits h3 a")
    assert not page.select("evil, .hits script")
    assert ask(odd[1]).select_one("input[name=q]")["value"] == odd[1].strip()[:300]
