"""From the office's invitation to what everybody reads: on a phone, and without a mouse.

These are the longest tests of the suite, for they are what the issue promises: the whole way, with
nothing of it left out.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils.translation import gettext, override

from members.models import ChangeProposal, Organisation, User
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import add, change, filled, picture, save
from tests.looking import press
from tests.mailbox import mailed_code

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
PHOTO = {"name": "Geheim 2026.jpg", "mimeType": "image/jpeg", "buffer": picture((300, 120))}


class Finger:
    """Touches a phone."""

    def __init__(self, page):
        self.page = page

    def press(self, locator):
        press(locator)

    def type(self, locator, words):
        locator.fill(words)

    def choose(self, locator, label):
        locator.select_option(label=label)

    def upload(self, locator):
        locator.set_input_files(PHOTO)


class Keyboard:
    """Reaches everything with Tab, and never touches a mouse."""

    def __init__(self, page):
        self.page = page

    def reach(self, locator):
        for _step in range(90):
            if locator.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"never reached: {locator}")

    def press(self, locator):
        self.reach(locator)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, locator, words):
        self.reach(locator)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, locator, label):
        self.reach(locator)
        self.page.keyboard.type(label)  # a browser finds the option that begins with it

    def upload(self, locator):
        """Press again where nothing opens: Chromium may be told too late that we wait for it."""
        self.reach(locator)
        chosen = []
        self.page.once("filechooser", lambda chooser: chosen.append(chooser))
        for _press in range(5):
            self.page.keyboard.press("Space")
            self.page.wait_for_timeout(300)
            if chosen:
                break
        chosen[0].set_files(PHOTO)


@pytest.fixture
def alpha():
    cache.clear()
    make.organisation("Geschäftsstelle", role="coordinator", email="office@x.example")
    make.stage(5, name_de="Markierung", name_en="Labelling")
    return make.member("Alpha", summary_de="Alt.", summary_en="Old.", address_locality="Dresden")


@pytest.fixture
def phone(browser):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, has_touch=True
    )
    yield context.new_page()
    context.close()


def invited(desk, alpha, language):
    """Let the office invite somebody in its form; return the path of the letter's link."""
    typed = {"email": "robin@alpha.example", "organisations": [alpha.pk], "language": language}
    save(desk, add(User), **typed)
    letter = Letter.objects.get()
    assert letter.sent_at
    link = urlsplit(re.search(r"https?://\S+", mail.outbox[-1].body).group())
    return f"{link.path}?{link.query}"


class Member:
    """Fills in the forms of the own page; `hand` is how, labels are those of the language."""

    def __init__(self, hand, host, language):
        self.hand, self.page, self.host, self.language = hand, hand.page, host, language

    def say(self, label):
        with override(self.language):
            return gettext(label)

    def button(self, label):
        return self.page.locator("main").get_by_role("button", name=self.say(label), exact=True)

    def link(self, label):
        return self.page.locator("main").get_by_role("link", name=self.say(label), exact=True)

    def come_in(self, path):
        self.page.goto(self.host + path)
        self.hand.press(self.button("Send the code"))
        self.hand.type(self.page.locator("#id_code"), mailed_code())
        self.hand.press(self.button("Sign in"))

    def fill_in(self, way, send="Send to the office", **typed):
        self.hand.press(self.link(way))
        for name, words in typed.items():
            self.hand.type(self.page.locator(f"#id_{name}"), words)
        self.hand.press(self.button(send))

    def change_address(self):
        typed = {"street_address": "Neue Straße 5", "postal_code": "01454"}
        self.fill_in("Address and contact", **typed, address_locality="Radeberg")

    def change_logo(self):
        """Forget the words first: the picture is still chosen."""
        self.hand.press(self.link("Logo"))
        self.hand.upload(self.page.locator("#id_logo"))
        self.hand.press(self.button("Send to the office"))
        assert self.page.locator(".still-chosen input").is_checked()
        self.hand.type(self.page.locator("#id_logo_alt_text_de"), "Das Zeichen der Alpha")
        self.hand.type(self.page.locator("#id_logo_alt_text_en"), "The sign of Alpha")
        self.hand.press(self.button("Send to the office"))

    def change_texts(self):
        typed = {"summary_de": "Wir liefern Lutetium.", "summary_en": "We deliver lutetium."}
        self.fill_in("Texts", "Preview", **typed)
        shown = self.page.locator("main").inner_text()
        assert {"Wir liefern Lutetium.", "We deliver lutetium."} & {
            line.strip() for line in shown.splitlines()
        }
        self.hand.press(self.page.locator(".ribbon a"))
        self.hand.press(self.button("Send to the office"))

    def add_competence(self):
        self.hand.press(self.link("Add a competence"))
        stage = {"de": "5 · Markierung", "en": "5 · Labelling"}[self.language]
        self.hand.choose(self.page.locator("#id_stage"), stage)
        self.hand.type(self.page.locator("#id_sentence_de"), "Markiert Antikörper.")
        self.hand.type(self.page.locator("#id_sentence_en"), "Labels antibodies.")
        self.hand.press(self.button("Send to the office"))


def accept(desk):
    """Let the office accept everything that waits."""
    for proposal in ChangeProposal.objects.waiting():
        desk.post(change(proposal), filled(desk.get(change(proposal))) | {"accept_all": ""})


def seen_by_everybody(page, host, alpha):
    """Look at both public pages as a stranger."""
    for language, words in (
        ("de", ("Wir liefern Lutetium.", "Markiert Antikörper.")),
        ("en", ("We deliver lutetium.", "Labels antibodies.")),
    ):
        page.goto(host + alpha.get_absolute_url(language))
        shown = page.locator("main").inner_text().replace("\xa0", " ")
        for found in (*words, "Neue Straße 5", "01454 Radeberg"):
            assert found in shown, (language, found)
        logo = page.locator("main header img").first
        assert logo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        assert logo.get_attribute("alt") in ("Das Zeichen der Alpha", "The sign of Alpha")
        assert "Geheim" not in page.content()


def whole_way(hand, host, desk, stranger, alpha, language, decide=accept):
    path = invited(desk, alpha, language)
    member = Member(hand, host, language)
    member.come_in(path)
    for do in (
        member.change_address,
        member.change_logo,
        member.change_texts,
        member.add_competence,
    ):
        do()
    alpha.refresh_from_db()
    assert (alpha.summary_de, bool(alpha.logo)) == ("Alt.", False)
    assert ChangeProposal.objects.waiting().count() == 4
    decide(desk)
    assert [p.state for p in ChangeProposal.objects.all()] == ["accepted"] * 4
    assert Letter.objects.filter(to="robin@alpha.example", kind="decision").count() == 1
    hand.page.reload()
    assert hand.page.locator("#decided + ul li").count() == 4
    seen_by_everybody(stranger, host, Organisation.objects.get(pk=alpha.pk))


@pytest.mark.parametrize("language", ["de", "en"])
def test_on_a_phone_without_javascript(live_server, phone, page, desk, alpha, language):
    whole_way(Finger(phone), live_server.url, desk, page, alpha, language)


def test_on_a_desktop_by_keyboard_alone(live_server, browser, page, desk, alpha):
    """The member and the office: neither touches a mouse."""
    page.set_viewport_size({"width": 1280, "height": 900})
    office = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")

    def decide(_desk):
        hand = Keyboard(office.new_page())
        cookie = desk.cookies["sessionid"].value
        office.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        hand.page.goto(f"{live_server.url}/admin/members/changeproposal/?todo=waiting")
        while hand.page.locator("#result_list tbody th a").count():
            hand.press(hand.page.locator("#result_list tbody th a").first)
            hand.press(hand.page.locator("[name=accept_all]"))

    stranger = browser.new_context().new_page()
    whole_way(Keyboard(page), live_server.url, desk, stranger, alpha, "en", decide)
    office.close()
    stranger.context.close()
