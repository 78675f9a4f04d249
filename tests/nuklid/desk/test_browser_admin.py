"""The desk in Chromium: the editor writes, rows move, and the console stays silent."""

from datetime import date

import pytest

from members.models import Competence, Mandate, Organisation, Person, User
from news.models import NewsItem, Statement
from tests import factories
from tests.desk import change, changelist
from tests.desk import page as address_of
from tests.looking import overflow, press, violations
from tests.nuklid.desk.test_desk import START, full_desk, pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def office(coordinator, sign_in):
    sign_in(coordinator)


def test_bold_text_is_written_and_saved(live_server, page, office, complaints):
    item = factories.draft()
    page.goto(live_server.url + change(item))
    editor = page.locator(".fieldBox.field-body_de .tiptap")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ein ")
    page.keyboard.press("Control+B")
    page.keyboard.type("fettes")
    page.keyboard.press("Control+B")
    page.keyboard.type(" Wort")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/newsitem/")
    item.refresh_from_db()
    assert item.body_de == "<p>Ein <strong>fettes</strong> Wort</p>"
    assert item.body_en == "<p>A text.</p>"
    assert complaints == []


def test_a_statement_is_added_with_a_searched_speaker(live_server, page, office, complaints):
    item = factories.draft()
    factories.statement(item, position=10)
    speaker = factories.mandate(factories.person("Jonas", "Probe")).person
    page.goto(live_server.url + change(item))
    page.get_by_text("Add another statement").click()
    row = page.locator("#statements-1")
    row.locator("[name=statements-1-text_de]").fill("Ein Satz.")
    row.locator(".select2-selection").first.click()
    page.locator(".select2-search__field").last.fill("Probe")
    page.locator(".select2-results__option", has_text="Jonas Probe").click()
    press(page.locator("[name=_continue]").last)
    added = item.statements.get(speaker=speaker)
    assert (added.text_de, added.position) == ("Ein Satz.", 20)
    assert added.title_as_said_de == "Geschäftsführerin"
    assert complaints == []


def test_a_speaker_is_made_in_a_window_of_its_own(live_server, page, office, complaints):
    item = factories.draft()
    factories.statement(item)
    page.goto(live_server.url + change(item))
    with page.expect_popup() as opened:
        page.locator("#add_id_statements-0-speaker").click()
    window = opened.value
    window.locator("[name=given_name]").fill("Jonas")
    window.locator("[name=family_name]").fill("Probe")
    window.locator("[name=_save]").click()
    page.locator("#statements-0 .select2-selection", has_text="Jonas Probe").wait_for()
    assert Person.objects.get(family_name="Probe").given_name == "Jonas"
    assert complaints == []


def test_statements_are_moved_by_hand(live_server, page, office, complaints):
    item = factories.draft()
    first = factories.statement(item, position=10)
    second = factories.statement(item, position=20)
    page.goto(live_server.url + change(item))
    handle = page.locator("#statements-1 .admin-ordering-field-input-wrapper")
    handle.scroll_into_view_if_needed()
    source = handle.bounding_box()
    target = page.locator("#statements-0").bounding_box()
    page.mouse.move(source["x"] + 5, source["y"] + 5)
    page.mouse.down()
    page.mouse.move(source["x"] + 5, target["y"] + 20, steps=15)
    page.mouse.move(source["x"] + 5, target["y"] + 5, steps=5)
    page.mouse.up()
    press(page.locator("[name=_continue]").last)
    assert list(item.statements.all()) == [second, first]
    assert complaints == []


def test_enter_in_a_field_saves_and_stays(live_server, page, office):
    item = factories.draft()
    page.goto(live_server.url + change(item))
    page.locator("[name=headline_de]").fill("Mit Enter")
    page.locator("[name=headline_de]").press("Enter")
    page.wait_for_selector(".messagelist")
    assert page.url.endswith(change(item))
    item.refresh_from_db()
    assert (item.headline_de, item.state) == ("Mit Enter", "draft")


def test_no_page_complains_or_scrolls_sideways(live_server, page, office, complaints):
    full_desk()
    item = NewsItem.objects.drafts().get()
    statement = factories.statement(item, authorised=False)
    long_name = factories.stage(name_en="Quality control, batch release, transport")
    opening = factories.opening(stage=long_name)
    addresses = [START, change(opening), *(address for _admin, address in pages())]
    for record, names in {
        item: ["publish", "schedule", "embargo", "authorise", "history", "delete"],
        statement: ["authorise", "history"],
        Person.objects.first(): ["history", "delete"],
    }.items():
        addresses += [address_of(record, name) for name in names]
    for address in addresses:
        page.goto(live_server.url + address)
        assert [width for width in (390, 1280) if overflow(page, width) > 0] == [], address
        assert complaints == [], address


def test_lists_fit_beside_menu_and_filters(live_server, page, office):
    house = factories.member("Isotope Technologies Dresden", address_locality="Dresden-Rossendorf")
    house.kind, house.checked_on = "research_institution", date(2026, 11, 23)
    house.save()
    leader = factories.person("Sebastian", "Freitag-Stechl", honorific_prefix="Prof. Dr.")
    title = "Leiterin der Qualitätskontrolle"
    days = {"since": date(2023, 9, 1), "until": date(2024, 8, 31)}
    factories.mandate(leader, house, job_title_de=title, **days)
    step = factories.stage(2, name_de="Bestrahlung oder Generator")
    evidence = {"evidence": "handling_permit", "checked_on": date(2026, 11, 23)}
    factories.competence(house, stage=step, radionuclide=factories.radionuclide(), **evidence)
    item = factories.published("Radiopharmazie", kind="event_report")
    factories.statement(item, speaker=leader)
    page.set_extra_http_headers({"Accept-Language": "de"})
    for kind in (Organisation, Person, Mandate, Competence, NewsItem, Statement, User):
        page.goto(live_server.url + changelist(kind))
        box = page.locator("#changelist .results")
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0, kind


def test_every_field_of_a_release_says_its_name(live_server, page, office):
    firms = [factories.organisation() for _ in range(2)]
    contact = factories.mandate(at=firms[0], is_press_contact=True)
    item = factories.draft(press_contact=contact, organisations=firms)
    factories.statement(item, authorised=False)
    page.goto(live_server.url + change(item))
    page.locator(".tiptap[aria-labelledby]").last.wait_for()
    page.locator(".select2-container [role=combobox][aria-labelledby]").last.wait_for()
    assert violations(page) == []
