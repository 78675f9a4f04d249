"""Every page of a reader and of a representative in Chromium, taken from the access table.

A new address is in that table, or its test fails; so a new page is looked at here by itself.
"""

import pytest
from django.urls import translate_url
from django.utils import translation

from tests.looking import lost_focus, overflow, set_sight, violations
from tests.nuklid import access
from tests.reading import rich_portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Each language in one width and one scheme; test_browser_public has the others for public pages.
SIGHTS = {"de": (390, "dark"), "en": (1280, "light")}
NARROW = (320, 640)  # pixels: a small phone, a desktop at 200 %
SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
    .filter(e => getComputedStyle(e).display != 'inline' && !e.matches('.skip, [type=hidden]'))
    .filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height < 24 })
    .filter(e => !e.labels?.length)
    .map(e => e.outerHTML.slice(0, 120))"""


def pages(client, actor, things):
    """Yield, in both languages, what is a page for `actor` and for nobody before."""
    column = access.ACTORS.index(actor)
    for address, (answers, _posts) in access.rows(things).items():
        seen = answers[: column + 1]
        if address.startswith("/en/") and seen[-1] == "200" and "200" not in seen[:-1]:
            with translation.override("en"):
                german = translate_url(address, "de")
            if client.get(address).headers["Content-Type"].startswith("text/html"):
                yield from (address, german)


def faults(page, complaints):
    """Return what keeps somebody from reading or using the page that is open in `page`."""
    found = {
        "console": list(complaints),
        "axe": violations(page),
        "too small": page.evaluate(SMALL),
        "focus": lost_focus(page),
        "too wide at": [width for width in NARROW if overflow(page, width) > 0],
    }
    return {rule: told for rule, told in found.items() if told}


@pytest.mark.timeout(900)  # more than a hundred pages
@pytest.mark.parametrize("actor", ["anonymous", "of A"])
def test_every_page_can_be_read_by_everyone(live_server, page, settings, actor, complaints):
    settings.SECOND_FACTOR = True
    things = access.things()
    rich_portal()
    client = access.clients(things["a"])[actor]
    if cookie := client.cookies.get("sessionid"):
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
    found = {}
    for address in list(pages(client, actor, things)):
        width, scheme = SIGHTS[address[1:3]]
        set_sight(page, width, scheme)
        page.goto(live_server.url + address)
        found[address] = faults(page, complaints)
        complaints.clear()  # axe itself writes styles
    assert len(found) > 30
    assert {address: told for address, told in found.items() if told} == {}
