"""The coordinator's way with the founding release: read, correct, authorise, publish, change."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from members.models import User
from news.models import NewsItem, Statement
from nuklid.demo.loading import COORDINATOR, fill
from tests.looking import press

RELEASE = Path(settings.BASE_DIR).parent / "shared/releases/2025-01-16-founding.en.txt"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not RELEASE.exists() and "CI" not in os.environ,
        reason="the founding release lies outside the project, in ../shared",
    ),
]


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def reader(browser, live_server):
    """A page of someone who is not signed in."""
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def read_and_correct(page, desk):
    """Paste the release, correct two rows, and save it as a draft; return the draft."""
    page.goto(f"{desk}/news/newsitem/read/")
    page.get_by_label("English").check()
    page.get_by_label("Text", exact=False).first.fill(RELEASE.read_text(encoding="utf-8"))
    press(page.locator("#content input[type=submit]"))
    assert NewsItem.objects.filter(headline_en__startswith="Saxon").count() == 0
    for doubtful in page.locator("[name^=statements-][name$=-take]:not(:checked)").all():
        doubtful.check()
    page.locator("[name=release-place]").fill("Radeberg")
    title = "[name^=statements-][name$=-job_title][value='Mayor of Economic Affairs']"
    page.locator(title).fill("Deputy Mayor for Economic Affairs")
    page.locator("#content input[type=submit].default").click()
    page.wait_for_url("**/change/")
    return NewsItem.objects.get(headline_en__startswith="Saxon")


def record_authorisations(page, desk, item):
    page.goto(f"{desk}/news/newsitem/{item.pk}/authorise/?tick=all")
    page.get_by_label("in writing to the office").check()
    page.locator("[name=note]").fill("All twelve agreed by mail, filed in the office.")
    press(page.locator("#content input[type=submit]"))
    page.wait_for_url("**/change/")


def publish(page, desk, item):
    page.goto(f"{desk}/news/newsitem/{item.pk}/publish/")
    press(page.locator("#content input[type=submit]"))
    page.wait_for_url("**/change/")


def change_one_word(page, desk, item, before, after):
    page.goto(f"{desk}/news/newsitem/{item.pk}/change/")
    field = page.locator("textarea[name$=text_en]", has_text=before).first
    field.fill(field.input_value().replace(before, after))
    press(page.locator("[name=_continue]").last)
    expect(page.locator(".error-summary")).to_contain_text("takes away the authorisation")
    press(page.locator("[name=_continue]").last)


def show_nowhere(reader, public, statement, words):
    assert reader.goto(public + statement.get_absolute_url("en")).status == 404
    for elsewhere in (
        statement.speaker.get_absolute_url("en"),
        statement.organisations.get().get_absolute_url("en"),
        statement.item.get_absolute_url("de"),
        "/en/",
        "/en/news/feed/",
    ):
        reader.goto(public + elsewhere)
        assert words not in reader.content()


def test_the_founding_release(live_server, page, reader, sign_in):
    fill()
    sign_in(User.objects.get(email=COORDINATOR[0]))
    desk, public = f"{live_server.url}/admin", live_server.url

    item = read_and_correct(page, desk)
    assert item.place_en == "Radeberg"
    assert (
        item.statements.get(name_as_said__endswith="Pratzka").title_as_said_en
        == "Deputy Mayor for Economic Affairs"
    )
    assert item.statements.count() == len({s.speaker for s in item.statements.all()}) == 12
    address = public + item.get_absolute_url("en")
    assert reader.goto(address).status == 404

    record_authorisations(page, desk, item)
    publish(page, desk, item)
    assert reader.goto(address).status == 200
    quotes = reader.locator("figure.statement")
    expect(quotes).to_have_count(12)
    for quote in quotes.all():
        expect(quote.locator("a.name")).to_have_count(1)
        assert quote.locator("a[href*='/en/members/']").count() >= 1

    changed = item.statements.get(text_en__contains="Bavaria")
    change_one_word(page, desk, item, "here in Bavaria", "here in Saxony")
    expect(page.locator(".messagelist")).to_contain_text("no longer authorised")
    reader.goto(address)
    expect(quotes).to_have_count(11)
    show_nowhere(reader, public, changed, "forward-looking developments")

    record_authorisations(page, desk, item)
    reader.goto(address)
    expect(quotes).to_have_count(12)
    expect(reader.locator("body")).to_contain_text("here in Saxony")
    assert Statement.objects.public().filter(item=item).count() == 12
