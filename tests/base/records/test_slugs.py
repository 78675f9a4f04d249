"""Addresses: readable, one for each, kept for ever, and none that hides another page."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from nuklid.base.records.slugs import LONGEST, readable_slug
from tests import factories as make
from tests.desk import change, errors, save
from tests.reading import fetch


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Größe & Höhme GmbH", "groesse-hoehme-gmbh"),
        ("ABX-CRO", "abx-cro"),
        ("  leap:up  ", "leapup"),
        ("Šimeček", "simecek"),
        ("nukliD®", "nuklid"),
        ("東京", ""),
        ("—", ""),
        ("w" * 100, "w" * LONGEST),
        ("ein wort " * 20, "-".join(["ein-wort"] * 9)),
    ],
)
def test_names_are_readable_in_an_address(name, slug):
    assert readable_slug(name) == slug


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_name_gives_an_address_that_stays_as_it_is(name):
    slug = readable_slug(name)
    assert re.fullmatch(r"[a-z0-9_-]{0,80}", slug)
    assert readable_slug(slug) == slug


@pytest.fixture
def makers(db):
    """Return (what makes a row with a name, the field of its address) for each kind."""
    return [
        (lambda name: make.organisation(name), "slug"),
        (lambda name: make.person("", name), "slug"),
        (lambda name: make.published(headline_de=name, headline_en=name), "slug_en"),
    ]


def test_one_name_gives_each_row_an_address_of_its_own(makers):
    for build, field in makers[1:]:  # no two organisations have one name
        rows = [build("Zirbel & Kiefer") for _ in range(3)]
        slugs = [getattr(row, field) for row in rows]
        assert slugs == ["zirbel-kiefer", "zirbel-kiefer-2", "zirbel-kiefer-3"]


def test_a_name_without_letters_we_write_has_an_address_too(makers):
    for build, field in makers:
        row = build("東京")
        assert getattr(row, field) == type(row).__name__.lower()
        assert fetch(row.get_absolute_url("en")).status_code == 200


def test_every_address_a_row_ever_had_leads_to_it(makers):
    for build, field in makers:
        row = build("Erster")
        addresses = []
        for slug in ("zweiter", "dritter", "vierter"):
            addresses.append(row.get_absolute_url("en"))
            setattr(row, field, slug)
            row.save()
        for old in addresses:
            answer = fetch(old)
            assert (answer.status_code, answer.url) == (301, row.get_absolute_url("en"))


def test_an_address_that_was_given_up_is_given_to_nobody_else(makers):
    for build, field in makers:
        row = build("Zirbel")
        setattr(row, field, "kiefer")
        row.save()
        if type(row).__name__ == "Organisation":
            row.name = "Kiefer"  # names are unique, addresses too
            row.save()
        other = build("Zirbel")
        assert getattr(other, field) == "zirbel-2"
        setattr(other, field, "zirbel")
        with pytest.raises(ValidationError) as refused:
            other.full_clean()
        assert "once belonged" in str(refused.value.message_dict[field])


def test_whoever_goes_back_to_an_old_address_is_found_there(makers):
    for build, field in makers:
        row = build("Zirbel")
        first = row.get_absolute_url("en")
        setattr(row, field, "kiefer")
        row.save()
        second = row.get_absolute_url("en")
        setattr(row, field, "zirbel")
        row.save()
        assert fetch(first).status_code == 200
        assert fetch(second).url == first


def test_news_never_hides_behind_the_feed(desk):
    """It once got the address of the feed, where nobody could read it."""
    item = make.published(headline_de="Feed", headline_en="Feed")
    for language in ("de", "en"):
        page = fetch(item.get_absolute_url(language))
        assert page.headers["Content-Type"].startswith("text/html")
        assert "<h1" in page.text
    refused = save(desk, change(item), slug_en="feed")
    assert "Another page of the site has this address" in errors(refused, "slug_en")[0]
    item.refresh_from_db()
    assert item.slug_en == "feed-2"


def test_an_address_taken_back_is_no_former_one(db):
    row = make.organisation("Alpha", slug="alpha")
    for slug in ("beta", "alpha"):
        row.slug = slug
        row.save()
    assert [former.slug for former in row.former_slugs.all()] == ["beta"]
