"""The whole way of the founding release: asked, answered by twelve on their phones, published."""

import os
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import expect

from members.models import Letter, User
from news.models import Answer, AuthorisationRequest, Statement
from nuklid.demo.loading import COORDINATOR, fill
from tests import factories
from tests.test_journeys import RELEASE, change_one_word, read_and_correct

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not RELEASE.exists() and "CI" not in os.environ,
        reason="the founding release lies outside the project, in ../shared",
    ),
]
LINK = re.compile(r"https?://\S+/(?:freigabe|authorise)/\S+/")


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def phone(browser, live_server):
    """A page on a phone without JavaScript, of someone who is not signed in."""
    context = browser.new_context(
        locale="en-GB", viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def know_addresses(item):
    """Enter where each speaker is asked; the last one is answered for by a press office."""
    rows = item.statements.exclude(text_en__contains="Bavaria").select_related("speaker")
    last = rows.last().speaker
    speakers = [s.speaker for s in item.statements.exclude(speaker=last)]
    for speaker in speakers:
        speaker.request_email = f"{speaker.slug}@speaker.example"
        speaker.save()
    factories.mandate(last, delegate_name="Paul Press", delegate_email="press@speaker.example")


def ask(page, desk, item, query=""):
    page.goto(f"{desk}/news/newsitem/{item.pk}/ask/{query}")
    page.locator("#content input[type=submit]").click()
    page.locator("button[value=send]").click()
    page.wait_for_url("**/board/")


def link(statement):
    """Return the address in the newest letter for a statement."""
    return LINK.search(statement.requests.standing().get().letter.body).group()


def answer(phone, address, decision="authorised", **typed):
    phone.goto(address)
    button = phone.locator(f"button[value={decision}]")
    if not button.is_visible():
        place = ["authorised", "changed", "declined"].index(decision)
        phone.locator(".answers summary").nth(place).click()
    for name, words in typed.items():
        phone.locator(f"[name={decision}-{name}]").fill(words)
    button.click()
    phone.wait_for_load_state()


def click_again(path, seen):
    """Post the first form a second time, as an impatient finger does."""
    posted = {"decision": "authorised", "authorised-answered_by": "Paul Press"}
    return Client().post(path, posted | {"authorised-seen": seen}, HTTP_ACCEPT_LANGUAGE="en")


def publish(page, desk, item):
    page.goto(f"{desk}/news/newsitem/{item.pk}/publish/")
    page.locator("#content input[type=submit]").click()
    page.wait_for_url("**/change/")


def test_twelve_speakers_and_one_release(live_server, page, phone, sign_in):
    fill()
    sign_in(User.objects.get(email=COORDINATOR[0]))
    desk = f"{live_server.url}/admin"
    item = read_and_correct(page, desk)
    know_addresses(item)

    # Asking: one action, twelve letters.
    ask(page, desk, item)
    expect(page.locator("#content .lead")).to_contain_text("0 of 12")
    assert AuthorisationRequest.objects.count() == Letter.objects.count() == 12
    assert {letter.state for letter in Letter.objects.all()} == {"sent"}
    assert len(mail.outbox) == 12
    statements = list(item.statements.order_by("position"))
    links = {statement: link(statement) for statement in statements}

    # A mail scanner opens every link, twice.
    for address in links.values():
        path = address.removeprefix(live_server.url)
        assert Client().get(path).status_code == Client().head(path).status_code == 200
    assert not Answer.objects.exists()
    page.goto(f"{desk}/news/newsitem/{item.pk}/publish/")
    expect(page.locator(".review")).to_contain_text("cannot be published")
    expect(page.locator("#content input[type=submit]")).to_have_count(0)

    # One changes, one declines, one link is too old; the others say yes, the last by a delegate.
    edited = next(s for s in statements if "Bavaria" in s.text_en)  # willing, and edited later
    changer, decliner, late, *willing = [s for s in statements if s != edited]
    willing.insert(0, edited)
    answer(phone, links[changer], "changed", text_en="These are my own words.")
    answer(phone, links[decliner], "declined", reason="Not in my name.")
    old = late.requests.get()
    AuthorisationRequest.objects.filter(pk=old.pk).update(
        answer_by=old.answer_by - timedelta(days=30)
    )
    assert phone.goto(links[late]).status == 404
    assert late.text_en[:40] not in phone.content()
    phone.locator("button[value=new_link]").click()
    expect(phone.locator("[role=status]")).to_contain_text("the office knows now")
    phone.goto(links[willing[-1]])
    seen = phone.locator("[name=authorised-seen]").get_attribute("value")
    for statement in willing:
        answer(phone, links[statement])
        expect(phone.locator(".notice h2")).to_contain_text("Authorised. Thank you.")
    assert willing[-1].requests.get().standing_answer.answered_by == "Paul Press"
    again = click_again(links[willing[-1]].removeprefix(live_server.url), seen)
    assert "not_stored" in again.context
    assert Answer.objects.count() == 11

    # The coordinator acts on the three.
    board = f"{desk}/news/newsitem/{item.pk}/board/"
    page.goto(board)
    expect(page.locator("#content .lead")).to_contain_text("9 of 12")
    page.get_by_role("link", name="See the change").click()
    expect(page.locator(".difference ins").first).to_be_visible()
    page.locator("#content input[type=submit]").click()
    page.wait_for_url("**/board/")
    page.locator(f"#statement-{decliner.pk}").get_by_role("link", name="Leave out").click()
    page.locator("[name=reason]").fill("Declined on the phone too.")
    page.locator("#content input[type=submit]").click()
    page.wait_for_url("**/board/")
    ask(page, desk, item, f"?statement={late.pk}")
    answer(phone, link(late))
    page.goto(board)
    expect(page.locator("#content .lead")).to_contain_text("11 of 11")

    # Published; one word edited afterwards, asked for again.
    publish(page, desk, item)
    address = live_server.url + item.get_absolute_url("en")
    quotes = phone.locator("figure.statement")
    phone.goto(address)
    expect(quotes).to_have_count(11)
    expect(phone.locator("body")).to_contain_text("These are my own words.")
    assert decliner.text_en not in phone.content()
    change_one_word(page, desk, item, "here in Bavaria", "here in Saxony")
    phone.goto(address)
    expect(quotes).to_have_count(10)
    assert phone.goto(links[edited]).status == 404
    ask(page, desk, item, f"?statement={edited.pk}")
    answer(phone, link(edited))
    phone.goto(address)
    expect(quotes).to_have_count(11)
    expect(phone.locator("body")).to_contain_text("here in Saxony")
    assert Statement.objects.published().filter(item=item).count() == 11
    phone.goto(link(edited))
    expect(phone.locator("main")).to_contain_text("please call or write")
