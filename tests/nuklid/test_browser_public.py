"""The public pages in Chromium, as readers with phones, dark rooms or keyboards meet them."""

import datetime
import re
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from members.management.commands.load_reference import load_reference
from tests import factories as make
from tests.looking import SIGHTS, barriers, lost_focus, overflow, press, violations
from tests.reading import address, rich_portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STANDING = {"aims", "press", "imprint", "privacy", "accessibility"}  # look like "about"


@pytest.fixture
def portal():
    """Functions from a language to an address, one for each kind of page without account."""
    pages = {name: at for name, at in rich_portal().items() if name not in STANDING}
    gone = make.published("Weg")
    gone.withdraw(withdrawal_reason_de="Ein Fehler.", withdrawal_reason_en="A mistake.")
    make.published("Lang", headline_de="Radiopharmazeutikaherstellungserlaubnisverfahren" * 2)
    pages |= {"withdrawn": gone.get_absolute_url, "unknown": lambda code: f"/{code}/nowhere/"}
    return pages


def everywhere(portal, page, host):
    """Yield the language and name of each page, which is open then."""
    for language in SIGHTS:
        for name, at in portal.items():
            page.goto(host + at(language))
            yield language, name


def test_pages_can_be_read_by_everyone(live_server, page, portal):
    """320 pixels are a small phone, 640 a desktop at 200 %."""
    for language, name in everywhere(portal, page, live_server.url):
        assert barriers(page, SIGHTS[language], [320, 640]) == {}, (language, name)


def test_the_whole_chart_and_the_longest_time_fit_a_small_phone(live_server, page):
    load_reference()
    begin, end = datetime.time(10, 30), datetime.time(18, 30)
    event = make.event(start_date=datetime.date(2027, 12, 10), start_time=begin, end_time=end)
    for at in (partial(address, "home"), event.get_absolute_url):
        page.goto(live_server.url + at("de"))
        assert overflow(page, 320) <= 0


def test_pages_ask_nobody_else_and_leave_nothing_behind(live_server, page, portal, complaints):
    asked = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    shown = {name: at for name, at in portal.items() if name not in ("withdrawn", "unknown")}
    for name in everywhere(shown, page, live_server.url):
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, name
        assert complaints == [], name
    assert page.context.cookies() == []
    assert asked == {urlsplit(live_server.url).netloc}


def test_a_choice_that_nobody_offers_is_told_to_everyone(live_server, page, portal):
    page.goto(f"{live_server.url}/de/mitglieder/?town={'W' * 1000}&stage=x")
    assert page.locator(".problem").count() == 2
    assert violations(page) == []
    assert overflow(page, 320) <= 0


def test_keyboard_goes_first_past_the_header(live_server, page, portal):
    page.goto(live_server.url + portal["item"]("de"))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    ("style", "offence"),
    [
        (".more:focus-visible { outline: none }", "nothing changes"),
        (".more:focus-visible { outline-width: 1px }", "no outline"),
        (".site-foot { position: fixed; inset: auto 0 0; background: #fff }", "covered"),
        (".site-head { position: sticky; top: 0; z-index: 9 }", "covered on the way back"),
    ],
)
def test_a_focus_that_is_lost_is_noticed(live_server, browser, portal, style, offence):
    """What the walk over every page in test_browser_every_address rests on."""
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(live_server.url + portal["home"]("de"))
        assert lost_focus(page) == []
        page.add_style_tag(content=style)
        assert offence in {why for why, _html in lost_focus(page)}


def test_on_paper_a_page_carries_its_address_and_no_sheet_is_for_its_foot_alone(live_server, page):
    """As long a text as just fills the sheet: with the foot of the screen there would be two."""
    lines = "<p>Eine Zeile.</p>" * 22
    make.page("privacy", body_de=lines, lead_de="")
    address_of_page = live_server.url + address("page_privacy", "de")
    page.goto(address_of_page)
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    expect(page.locator(".site-head .address")).to_have_text(address_of_page)
    expect(page.locator(".site-foot")).to_be_hidden()


def test_signing_in_can_be_read_by_everyone(live_server, page):
    names = ("account_request_login_code", "account_login", "account_reset_password")
    pages = {name: partial(address, name) for name in names}
    for language, name in everywhere(pages, page, live_server.url):
        press(page.locator("main form button").first)
        expect(page.locator(".problems"), name).to_be_visible()
        assert barriers(page, SIGHTS[language], [320]) == {}, (language, name)


def test_a_wrong_code_is_named_at_the_field_and_above(live_server, page):
    page.goto(live_server.url + address("account_request_login_code", "en"))
    page.get_by_label("Email").fill("nobody@nuklid.example")
    press(page.locator("main form button").first)
    assert violations(page) == []
    page.get_by_label("Code").fill("WRONG")
    press(page.locator("main form button").first)
    field = page.get_by_label("Code")
    assert field.get_attribute("aria-invalid") == "true"
    said = page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    assert said in page.locator(".problems").inner_text()
    assert violations(page) == []
