"""Five ways to leave a form in Chromium, in each form in which somebody writes: nothing is lost.

The other three, an error elsewhere, a session that ended and two tabs: test_lost_forms.py.
"""

import pytest

from tests.base.unsaved.journeys import BY_LINK, FORMS, TEXT, WALKED
from tests.base.unsaved.test_unsaved_browser import crash, offered
from tests.looking import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXTS = "JSON.stringify(localStorage)"


def follow_link(page):
    press(page.locator("#site-name a, header a[href]:not(.skip)").first)


def change_language(page):
    press(page.locator("#language-form button, a.language").first)


def go_back(page):
    page.go_back()


def close_tab(page):
    with page.expect_event("close"):
        page.close(run_before_unload=True)


LEAVE = (follow_link, change_language, go_back, close_tab)


def open_form(page, url, form):
    """Go to the form as a person does, step by step; return its field."""
    page.goto(url)
    page.wait_for_load_state("load")
    if form.first_step is not None:
        for name, words in form.first_step.items():
            field = page.locator(f"#content form [name={name}]").first
            if field.get_attribute("type") == "radio":
                page.locator(f"#content [name={name}][value={words}]").check()
            else:
                field.fill(words)
        press(page.locator("#content input[type=submit]").first)
        page.wait_for_load_state("load")
    return page.locator(f"[name={form.field}]")


@pytest.mark.parametrize("name", WALKED)
def test_no_way_out_of_a_form_loses_the_text(live_server, page, sign_in, context, name):
    form = (FORMS | BY_LINK)[name]()
    if form.writer:
        sign_in(form.writer)
    url = live_server.url + form.address
    asked = []
    context.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    page.goto(f"{live_server.url}/robots.txt")
    for leave in LEAVE:
        open_form(page, url, form).fill(TEXT)
        leave(page)
        page = context.new_page() if page.is_closed() else page
        assert offered(page, url).count(), leave.__name__
        assert TEXT in page.evaluate(TEXTS), leave.__name__
        page.evaluate("localStorage.clear()")
        page.goto(f"{live_server.url}/robots.txt")
    assert asked == ["beforeunload"] * len(LEAVE)
    open_form(page, url, form).fill(TEXT)
    page = crash(page)
    box = offered(page, url).get_by_role("button").first
    if form.writer:
        press(box)
    else:
        box.click()
    assert page.locator(f"[name={form.field}]").input_value() == TEXT
