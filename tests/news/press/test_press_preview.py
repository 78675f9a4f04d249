"""A journalist's link to news under embargo: what it shows, when, and to whom it tells nothing."""

import json
import logging
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from news.models import NewsItem, PressPreview
from news.press.kit_views import kit_address
from news.release_desk import links
from nuklid.logs import Lines, bare
from tests import factories as make
from tests.desk import picture
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def preview():
    return make.preview()


def look(preview, language="en", **headers):
    return fetch(links.address(preview, language), **headers)


def test_it_shows_the_release_as_it_will_be(preview):
    said = make.statement(preview.item, text_en="Words that were agreed to.")
    page = look(preview)
    text = soup(page).main.get_text(" ")
    assert preview.item.headline_en in text
    assert said.text_en in text
    assert preview.item.get_absolute_url("en") in text
    moment = timezone.localtime(preview.item.embargo_until)
    assert f"Embargoed until {moment.day} {moment:%B %Y, %H:%M} (Berlin time)" in text
    assert f"Confidential, for {preview.name}, {preview.outlet}" in " ".join(text.split())
    assert soup(page).find("aside", class_="ribbon")


def test_in_german_too(preview):
    page = look(preview, "de")
    assert preview.item.headline_de in page.text
    assert "Sperrfrist bis" in page.text
    assert soup(page).find("a", class_="language")["href"] == links.address(preview, "en")


def test_words_nobody_authorised_are_not_in_it(preview):
    hidden = make.statement(preview.item, authorised=False, text_en="Secret words.")
    half = make.statement(preview.item, text_en="Half agreed.")
    type(half).objects.filter(pk=half.pk).update(text_en="Half changed.")
    left_out = make.statement(preview.item, text_en="No room.", left_out_reason="Too long.")
    reported = make.statement(preview.item, kind="summary", text_en="She welcomed it.")
    page = look(preview)
    assert hidden.text_en not in page.text
    assert "Half changed." not in page.text
    assert half.text_de in page.text  # in the language that is agreed to
    assert left_out.text_en not in page.text
    assert reported.text_en in page.text


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_public_and_even_the_office_see_no_more_by_it(preview, desk, signed_in):
    make.statement(preview.item, authorised=False, text_en="Secret words.")
    client = desk if signed_in else Client()
    assert "Secret words." not in client.get(links.address(preview, "en")).text
    assert Client().get(preview.item.get_absolute_url("en")).status_code == 404


def test_it_is_kept_nowhere_and_found_by_nobody(preview):
    for token in (links.token(preview), "unknown"):
        page = fetch(f"/en/preview/{token}/")
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert not page.cookies
        assert soup(page).find("meta", attrs={"name": "robots"})["content"].startswith("noindex")
        assert not soup(page).find("link", rel="canonical")
        assert not soup(page).find("script", type="application/ld+json")


def test_opening_is_noted_once_and_decides_nothing(preview):
    address = links.address(preview)
    assert Client().head(address).status_code == 200
    preview.refresh_from_db()
    assert preview.opened_at is None
    Client().get(address)
    preview.refresh_from_db()
    first = preview.opened_at
    assert first
    Client().get(address)
    preview.refresh_from_db()
    assert preview.opened_at == first
    assert Client().post(address).status_code == 405


def test_once_public_it_leads_to_the_public_page(preview):
    with time_machine.travel(preview.item.embargo_until + HOUR):
        answer = look(preview)
        assert (answer.status_code, answer["Location"]) == (
            302,
            preview.item.get_absolute_url("en"),
        )
        assert "no-store" in answer["Cache-Control"]
        preview.revoke()
        assert look(preview).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Embargoed until"), ("de", "Sperrfrist bis")]
)
def test_the_link_follows_the_embargo_and_says_so(preview, language, words):
    before = preview.item.embargo_until
    preview.item.embargo(before + 2 * HOUR)
    with time_machine.travel(before + HOUR):
        text = " ".join(soup(look(preview, language)).main.get_text(" ").split())
    until = timezone.localtime(before + 2 * HOUR)
    assert words in text
    assert f"{until:%H:%M}" in text


def test_scheduled_news_can_be_read_early_too():
    item = make.published(published_at=timezone.now() + HOUR)
    assert look(make.preview(item)).status_code == 200


def test_the_picture_is_shown_by_the_link_alone(preview):
    preview.item.image.save("b.png", ContentFile(picture(kind="PNG")))
    src = soup(look(preview)).select_one(".picture img")["src"]
    shown = Client().get(src)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert b"".join(shown)
    assert "no-store" in shown["Cache-Control"]
    assert Client().get(preview.item.image.url).status_code == 404
    preview.revoke()
    assert Client().get(src).status_code == 404


def test_the_link_stays_out_of_the_logs(preview, caplog):
    preview.revoke()
    with caplog.at_level(logging.DEBUG):
        look(preview)
        Client().get(links.address(preview, "en", "press_preview_picture"))
    said = [json.loads(Lines().format(record))["message"] for record in caplog.records]
    assert preview.key not in " ".join(said)
    for language in ("de", "en"):
        assert preview.key not in bare(f"Not Found: {links.address(preview, language)}")


@pytest.mark.parametrize("count", [1, 3])
def test_its_queries_do_not_grow(preview, count, django_assert_num_queries):
    for _ in range(count):
        make.statement(preview.item, organisations=[make.organisation()])
    PressPreview.objects.update(opened_at=timezone.now())
    with django_assert_num_queries(7):
        Client().get(links.address(preview))


def test_news_that_is_deleted_takes_its_links_along():
    item = make.draft()
    make.preview(item)
    NewsItem.objects.filter(pk=item.pk).delete()
    assert not PressPreview.objects.exists()


# The press kit, and what is marked ---------------------------------------------------------------


def early_kit(preview, language="en"):
    """Return {name: bytes} of the kit to which the page of `preview` leads."""
    link = soup(look(preview, language)).find(
        "a", string={"en": "Press kit", "de": "Pressemappe"}[language]
    )
    answer = Client().get(link["href"])
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(kit_address(preview.item, language)).status_code == 404
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return answer["Content-Disposition"], files


@pytest.fixture
def brought(preview):
    """An embargoed release with a picture and a new speaker, who has a portrait."""
    item = preview.item
    item.image_caption_de, item.image_caption_en = "Im Labor", "In the laboratory"
    item.image.save("b.png", ContentFile(picture(kind="PNG")))
    speaker = make.person(is_listed=False, portrait_agreed_on="2025-01-01")
    speaker.portrait.save("p.jpg", ContentFile(picture()))
    make.statement(item, speaker, text_en="Words of the new one.")
    make.statement(item, authorised=False, text_en="Secret words.")
    item.list_with(people=[speaker])
    return speaker


@pytest.mark.parametrize(
    ("language", "marked", "caption"),
    [("en", "Embargoed until", "In the laboratory"), ("de", "Sperrfrist bis", "Im Labor")],
)
def test_the_journalist_gets_the_kit_marked_as_embargoed(
    preview, brought, language, marked, caption
):
    disposition, files = early_kit(preview, language)
    mark = f"embargo-{timezone.localtime(preview.item.embargo_until):%Y-%m-%d-%H%M}-"
    assert f'filename="{mark}nuklid-' in disposition
    names = {name.partition("/")[2] for name in files}
    assert {f"pictures/{mark}picture.png", f"pictures/{mark}portrait-{brought.slug}.jpg"} <= names
    assert all(name.startswith(mark) for name in files)
    text = next(
        data.decode() for name, data in files.items() if name.endswith(f"text-{language}.txt")
    )
    assert text.startswith(marked)
    lines = [line for line in text.splitlines() if line.startswith("pictures/")]
    assert len(lines) == 2
    assert all(f".png: {marked}" in line or f".jpg: {marked}" in line for line in lines)
    assert caption in lines[0]
    assert not any(b"Secret words." in data for data in files.values())
    assert json.loads(next(d for n, d in files.items() if n.endswith("manifest.json")))[
        "embargo_until"
    ]


def test_the_public_kit_bears_no_mark(preview, brought):
    with time_machine.travel(preview.item.embargo_until + HOUR):
        answer = Client().get(links.address(preview, "en", "press_preview_kit"), follow=True)
        names = ZipFile(BytesIO(b"".join(answer))).namelist()
    assert answer.redirect_chain == [(kit_address(preview.item, "en"), 302)]
    assert any(f"pictures/portrait-{brought.slug}.jpg" in name for name in names)
    assert not any("embargo" in name for name in names)


def test_the_picture_bears_the_embargo_in_its_name(preview, brought):
    shown = Client().get(links.address(preview, "en", "press_preview_picture"))
    assert 'filename="embargo-2' in shown["Content-Disposition"]
