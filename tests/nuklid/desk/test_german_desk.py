"""The desk in German: what our libraries say in English, past every catalogue."""

import pytest
from django.conf import settings

from members.models import ChangeProposal, Organisation
from tests import factories
from tests.desk import change, changelist, parsed, text
from tests.desk import page as address_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def german_desk(desk):
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    return desk


def test_search_boxes_in_rows_are_german(german_desk):
    """Their form is declared in English, long before anybody asks for German."""
    item = factories.draft()
    factories.statement(item)
    answer = german_desk.get(change(item))
    boxes = parsed(answer).select("select.admin-autocomplete")
    assert "statements-0-speaks_for" in {box["name"] for box in boxes}
    assert {box["lang"] for box in boxes} == {"de"}


def test_the_box_that_searches_a_list_is_named(german_desk):
    answer = german_desk.get(changelist(Organisation))
    field = parsed(answer).select_one("#searchbar")
    label = parsed(answer).select_one(f"label[for={field['id']}]")
    assert label.get_text(strip=True) == "Einrichtungen durchsuchen"
    assert "Search" not in answer.rendered_content.replace("changelist-search", "")


def test_labels_of_a_list_begin_with_a_capital(german_desk):
    page = parsed(german_desk.get(changelist(ChangeProposal)))
    assert (
        page.select_one("label[for=searchbar]").get_text(strip=True)
        == "Vorgeschlagene Änderungen durchsuchen"
    )
    assert page.select_one("#toolbar [type=submit]")["value"] == "Suchen"
    assert page.select_one("details summary").text.strip() == "Offene Aufgabe"


def test_deleting_lists_what_a_person_can_read(german_desk):
    item = factories.draft()
    factories.statement(item)
    said = text(german_desk.get(address_of(item, "delete")))
    assert "Stellungnahmen: 1" in said
    assert "Spricht für" not in said
    assert "Nein, zurück" in said


def test_a_password_is_told_without_its_hash(german_desk, coordinator):
    said = text(german_desk.get(change(coordinator)))
    assert "Ein Passwort ist gesetzt." in said or "Es ist kein Passwort gesetzt." in said
    assert "md5" not in said
    assert "Salt" not in said


def test_groups_are_named_in_german(german_desk, coordinator):
    other = factories.coordinator(email="other@nuklid.example")
    for user in (coordinator, other):
        said = text(german_desk.get(change(user)))
        assert "Koordinatorinnen und Koordinatoren" in said
        assert "Coordinators" not in said


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_editor_names_its_buttons_in_german(live_server, page, context, coordinator, sign_in):
    item = factories.draft()
    sign_in(coordinator)
    german = {"name": settings.LANGUAGE_COOKIE_NAME, "value": "de", "url": live_server.url}
    context.add_cookies([german])
    page.goto(live_server.url + change(item))
    page.get_by_role("button", name="Rückgängig machen").first.wait_for()
    bar = page.locator(".prose-menubar").first
    bar.locator(".prose-menubar__selected").click()
    assert bar.locator(".prose-menubar__option").all_inner_texts() == [
        "Zwischenüberschrift",
        "Kleine Zwischenüberschrift",
        "Absatz",
    ]
    names = {button.get_attribute("aria-label") for button in bar.locator("[title]").all()}
    assert names == {
        "Absatz", "Aufzählung", "Nummerierte Liste", "Liste einstellen", "Fett", "Kursiv",
        "Tiefgestellt", "Hochgestellt", "Link einfügen", "Link entfernen", "Rückgängig machen",
        "Wiederholen",
    }  # fmt: skip
