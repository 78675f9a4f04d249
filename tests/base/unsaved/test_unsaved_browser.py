"""What is typed stays in the browser until it is saved: crash, closed tab, language, sign-out."""

import re

import pytest

from tests import factories as make
from tests.base.unsaved.journeys import ALIKE, FORMS, TEXT, WALKED
from tests.desk import picture
from tests.looking import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('unsaved:')).length"


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "de-DE", "timezone_id": "Europe/Berlin"}


def count_kept(page):
    return page.evaluate(KEPT)


def crash(page):
    """Leave `page` as a crash does, without a word, once its text was kept; return a new one."""
    page.wait_for_function(KEPT)
    context = page.context
    page.close(run_before_unload=False)
    return context.new_page()


def offered(page, url):
    page.goto(url)
    page.wait_for_load_state("load")
    return page.locator("p.unsaved")


@pytest.mark.parametrize("name", [name for name in FORMS if name not in (*WALKED, *ALIKE)])
def test_a_crashed_browser_loses_no_text(live_server, page, sign_in, complaints, name):
    form = FORMS[name]()
    sign_in(form.writer)
    url = live_server.url + form.address
    page.goto(url)
    page.wait_for_load_state("load")
    page.locator(f"[name={form.field}]").fill(TEXT)
    page = crash(page)
    box = offered(page, url)
    assert re.search(r"\d\d:\d\d (ist noch da|is still here)", box.inner_text())
    press(box.get_by_role("button").first)
    assert page.locator(f"[name={form.field}]").input_value() == TEXT
    assert re.search("Gespeichert ist davon noch nichts|is saved yet", page.content())
    assert complaints == []


@pytest.fixture
def texts(live_server, page, sign_in):
    """The form of a member's texts, open and typed into; its German address."""
    form = FORMS["member's texts"]()
    sign_in(form.writer)
    page.goto(f"{live_server.url}/de/mein-profil/einrichtung/alpha/texte/")
    page.wait_for_load_state("load")
    page.locator("#id_description_de").fill(TEXT)
    return page.url


def test_whoever_leaves_is_warned_and_finds_the_text_in_the_other_language(page, texts):
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    press(page.locator("a.language"))
    assert asked == ["beforeunload"]
    assert "/en/my-profile/" in page.url
    box = page.locator("p.unsaved")
    press(box.get_by_role("button", name="Take it over"))
    assert page.locator("#id_description_de").input_value() == TEXT
    press(page.locator("main .crumbs a, nav.breadcrumb a").last)
    assert asked == ["beforeunload", "beforeunload"]  # back in the form, it is still not saved


@pytest.mark.parametrize("name", ["member's logo", "release"])
def test_whoever_leaves_with_a_file_chosen_is_warned(live_server, page, sign_in, name):
    form, asked = FORMS[name](), []
    sign_in(form.writer)
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    page.goto(live_server.url + form.address)
    page.wait_for_load_state("load")
    chosen = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.locator(f"[name={form.file}]").set_input_files(chosen)
    page.locator("#site-name a, header a[href]:not(.skip)").first.click()
    assert asked == ["beforeunload"]
    assert page.locator(f"[name={form.file}]").evaluate("field => field.files.length") == 1


def test_what_is_saved_refused_or_discarded_is_not_offered(page, texts):
    page.locator("#id_summary_de").evaluate("field => field.removeAttribute('maxlength')")
    page.locator("#id_summary_de").fill("x" * 301)
    press(page.locator("[name=draft]"))
    assert page.title().startswith("Fehler: ")
    assert page.evaluate("document.activeElement.className") == "problems"
    assert page.locator("p.unsaved").count() == 0
    page.locator("#id_summary_de").fill("Kurz.")
    press(page.locator("[name=draft]"))
    assert count_kept(page) == 0
    page.goto(texts)
    page.locator("#id_description_de").fill("Anderes.")
    page = crash(page)
    offered(page, texts).get_by_role("button", name="Verwerfen").click()
    assert count_kept(page) == 0
    assert page.locator("#id_description_de").input_value() == TEXT


def test_signing_out_and_a_week_wipe_it_and_nobody_else_is_shown_it(
    live_server, page, texts, sign_in
):
    page = crash(page)
    sign_in(make.representative(*make.Organisation.objects.all()))
    assert offered(page, texts).count() == 0
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) localStorage[key] =
        localStorage[key].replace(/"at":\\d+/, '"at":1') }"""
    )
    page.goto(texts)
    page.wait_for_load_state("load")
    assert count_kept(page) == 0
    page.locator("#id_description_de").fill("Von Beta.")
    page = crash(page)
    page.goto(f"{live_server.url}/de/abmelden/")
    press(page.locator("#logout-form button"))
    assert count_kept(page) == 0


def test_the_editor_of_the_release_is_filled_again(live_server, page, sign_in, complaints):
    form = FORMS["release"]()
    sign_in(form.writer)
    page.goto(live_server.url + form.address)
    page.wait_for_load_state("load")
    page.wait_for_timeout(1500)
    assert count_kept(page) == 0  # nothing was typed, and the editor itself changes nothing
    page.locator(".tiptap").first.click()
    page.keyboard.type(TEXT)
    page = crash(page)
    press(offered(page, live_server.url + form.address).get_by_role("button").first)
    assert TEXT in page.locator(".tiptap").first.inner_text()
    press(page.locator("[name=_continue]").last)
    assert count_kept(page) == 0
    assert TEXT in make.NewsItem.objects.get().body_de
    assert complaints == []


def test_no_script_for_whoever_only_reads(client):
    for path in ("/de/", "/de/mitglieder/"):
        response = client.get(path)
        assert "<script" not in response.text.replace('<script type="application/ld+json"', "")
        assert "script-src" not in response.headers["Content-Security-Policy"]
