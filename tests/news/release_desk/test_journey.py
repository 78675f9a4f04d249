"""The whole way of the founding release: asked, answered by twelve on their phones, published."""

import os
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from members.models import User
from news.models import Answer, AuthorisationRequest, Statement
from nuklid.base.letters.models import Letter
from nuklid.demo.loading import COORDINATOR, fill
from tests import factories
from tests.looking import press
from tests.test_journeys import RELEASE, change_one_word, read_and_correct

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
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
    press(page.locator("#content input[type=submit]"))
    press(page.locator("button[value=send]"))
    page.wait_for_url("**/board/")


def link(statement):
    """Return the address in the newest letter for a statement."""
    letter = statement.requests.unrevoked().get().letter
    to_speaker = [LINK.search(m.body) for m in mail.outbox if m.to == [letter.to]]
    *_earlier, newest = filter(None, to_speaker)  # a receipt has no link
    return newest.group()


def answer_by_link(phone, address, decision="authorised", **typed):
    """Choose `decision` for each language, or as `typed` says ("decision_de")."""
    phone.goto(address)
    for code in ("de", "en"):
        chosen = typed.pop(f"decision_{code}", decision)
        choice = phone.locator(f"[name=decision_{code}][value={chosen}]")
        if choice.count():
            choice.check()
    for name, words in typed.items():
        phone.locator(f"[name={name}]").fill(words)
    press(phone.locator("button[value=answer]"))


def click_again(path, seen):
    """Post the first answer a second time, as an impatient finger does."""
    posted = {"decision_en": "authorised", "answered_by": "Paul Press", "seen": seen}
    return Client().post(path, posted, HTTP_ACCEPT_LANGUAGE="en")


def publish(page, desk, item):
    page.goto(f"{desk}/news/newsitem/{item.pk}/publish/")
    press(page.locator("#content input[type=submit]"))
    page.wait_for_url("**/change/")


class Way:
    """One release on its way: `page` is the coordinator's, `phone` a speaker's or reader's."""

    def __init__(self, site, page, phone):
        self.site, self.desk, self.page, self.phone = site, f"{site}/admin", page, phone
        self.item = read_and_correct(page, self.desk)
        know_addresses(self.item)
        self.statements = list(self.item.statements.order_by("position"))
        self.edited = next(s for s in self.statements if "Bavaria" in s.text_en)
        others = [s for s in self.statements if s != self.edited]
        self.changer, self.decliner, self.late, *self.willing = others
        self.willing.insert(0, self.edited)

    def board_says(self, words):
        self.page.goto(f"{self.desk}/news/newsitem/{self.item.pk}/board/")
        expect(self.page.locator("#content .lead")).to_contain_text(words)

    def ask_all(self):
        ask(self.page, self.desk, self.item)
        self.board_says("0 of 12")
        asked = AuthorisationRequest.objects.filter(statement__item=self.item)
        assert asked.count() == Letter.objects.count() == 12
        assert {letter.state for letter in Letter.objects.all()} == {"sent"}
        assert len(mail.outbox) == 12
        self.links = {statement: link(statement) for statement in self.statements}

    def scan(self):
        """Open every link as mail scanners do, twice; nothing is decided by it."""
        for address in self.links.values():
            path = address.removeprefix(self.site)
            assert Client().get(path).status_code == Client().head(path).status_code == 200
        assert not self.answers()

    def answers(self):
        return Answer.objects.filter(request__statement__item=self.item).count()

    def refuse_to_publish(self):
        self.page.goto(f"{self.desk}/news/newsitem/{self.item.pk}/publish/")
        expect(self.page.locator(".review")).to_contain_text("cannot be published")
        expect(self.page.locator("#content input[type=submit]")).to_have_count(0)

    def come_too_late(self):
        asked = self.late.requests.get()
        rows = AuthorisationRequest.objects.filter(pk=asked.pk)
        rows.update(answer_by=asked.answer_by - timedelta(days=30))
        assert self.phone.goto(self.links[self.late]).status == 404
        assert self.late.text_en[:40] not in self.phone.content()
        press(self.phone.locator("button[value=new_link]"))
        expect(self.phone.locator("[role=status]")).to_contain_text("the office knows now")

    def answer_all(self):
        """One changes, one declines, nine say yes; the last by a delegate, who clicks twice."""
        words = {"text_en": "These are my own words."}
        answer_by_link(self.phone, self.links[self.changer], "changed", **words)
        answer_by_link(self.phone, self.links[self.decliner], "declined", reason="Not in my name.")
        last = self.willing[-1]
        self.phone.goto(self.links[last])
        seen = self.phone.locator("[name=seen]").get_attribute("value")
        for statement in self.willing:
            answer_by_link(self.phone, self.links[statement])
            expect(self.phone.locator(".notice h2")).to_contain_text("Your answer has arrived.")
        assert last.requests.get().standing_answer.answered_by == "Paul Press"
        again = click_again(self.links[last].removeprefix(self.site), seen)
        assert "not_stored" in again.context
        assert self.answers() == 11

    def settle(self):
        """Take the change over, leave out who declined, ask again whose link was too old."""
        page = self.page
        self.board_says("9 of 12")
        press(page.get_by_role("link", name="See the change"))
        expect(page.locator(".difference ins").first).to_be_visible()
        press(page.locator("#content input[type=submit]"))
        page.wait_for_url("**/board/")
        press(page.locator(f"#statement-{self.decliner.pk}").get_by_role("link", name="Leave out"))
        page.locator("[name=reason]").fill("Declined on the phone too.")
        press(page.locator("#content input[type=submit]"))
        page.wait_for_url("**/board/")
        self.ask_again(self.late)
        self.board_says("11 of 11")

    def ask_again(self, statement):
        ask(self.page, self.desk, self.item, f"?statement={statement.pk}")
        answer_by_link(self.phone, link(statement))

    def read_in(self, quotes):
        """Read the release in public; return its words. It holds so many `quotes`."""
        self.phone.goto(self.site + self.item.get_absolute_url("en"))
        expect(self.phone.locator("figure.statement")).to_have_count(quotes)
        return self.phone.locator("body").inner_text()

    def edit_one_word(self):
        change_one_word(self.page, self.desk, self.item, "here in Bavaria", "here in Saxony")
        self.read_in(10)
        assert self.phone.goto(self.links[self.edited]).status == 404
        self.ask_again(self.edited)
        assert "here in Saxony" in self.read_in(11)

    def correct(self):
        """Say with today's date what was put right; it stays above the text, for everyone."""
        page = self.page
        page.goto(f"{self.desk}/news/newsitem/{self.item.pk}/change/")
        press(page.get_by_role("button", name="Add a correction"))
        page.locator("[name=note_de]").fill("Im englischen Zitat stand der falsche Freistaat.")
        page.locator("[name=note_en]").fill("The English quote named the wrong Free State.")
        press(page.locator("#content input[type=submit]"))
        assert "The English quote named the wrong Free State." in self.read_in(11)
        day = self.phone.locator(".corrections time").get_attribute("datetime")
        assert day == timezone.localdate().isoformat()
        self.phone.goto(self.site + self.item.get_absolute_url("de"))
        expect(self.phone.locator(".corrections")).to_contain_text("der falsche Freistaat")


def test_twelve_speakers_and_one_release(live_server, page, phone, sign_in):
    fill()
    sign_in(User.objects.get(email=COORDINATOR[0]))
    way = Way(live_server.url, page, phone)
    way.ask_all()
    way.scan()
    way.refuse_to_publish()
    way.come_too_late()
    way.answer_all()
    way.settle()
    publish(page, way.desk, way.item)
    read = way.read_in(11)
    assert "These are my own words." in read
    assert way.decliner.text_en not in read
    way.edit_one_word()
    way.correct()
    assert Statement.objects.public().filter(item=way.item).count() == 11
    phone.goto(link(way.edited))
    expect(phone.locator("main")).to_contain_text("please call or write")
