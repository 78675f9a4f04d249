"""The atlas and the directory in Chromium: nothing axe minds, keyboard, phone, paper."""

import pytest

from members.directory.towns import known_towns
from members.management.commands.load_reference import load_reference
from members.models import Radionuclide, Stage
from tests import factories as make
from tests.looking import SIGHTS, barriers, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "atlas": ("/de/kompetenzen/", "/en/competences/"),
    "nothing": ("/de/kompetenzen/?kind=uses&member=alpha-labor", "/en/competences/?kind=uses"),
    "radionuclide": ("/de/kompetenzen/ac-225/", "/en/competences/ac-225/"),
    "stage": ("/de/kompetenzen/schritt/labelling/", "/en/competences/stage/labelling/"),
    "chain": (
        "/de/kompetenzen/?radionuclide=ac-225&stage=labelling&until=plants",
        "/en/competences/?radionuclide=ac-225&stage=labelling",
    ),
    "directory": ("/de/mitglieder/", "/en/members/?stage=labelling"),
    "nobody": ("/de/mitglieder/?stage=labelling&town=Leipzig", "/en/members/?town=Nowhere"),
}


@pytest.fixture(autouse=True)
def network(transactional_db):
    load_reference()
    nuclides = {str(nuclide): nuclide for nuclide in Radionuclide.objects.all()}
    stages = {stage.slug: stage for stage in Stage.objects.all()}
    alpha = make.member("Alpha Labor", address_locality="Dresden")
    beta = make.member("Beta Radiochemie und Isotopentechnik GmbH", address_locality="Leipzig")
    make.competence(alpha, stage=stages["labelling"], radionuclide=nuclides["Ac-225"])
    make.competence(
        beta,
        stage=stages["irradiation"],
        radionuclide=nuclides["Ac-225"],
        kind="develops",
        evidence="handling_permit",
    )
    make.competence(beta, stage=stages["recycling"], kind="uses")


@pytest.fixture
def browse(live_server, page):
    def go(path, width=1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        return page

    return go


@pytest.mark.parametrize("name", PAGES)
def test_everyone_can_use_it(browse, complaints, name):
    for language, path in zip(SIGHTS, PAGES[name], strict=True):
        page = browse(path)
        assert complaints == [], path
        assert barriers(page, SIGHTS[language], [320, 640, 1920]) == {}, path
        complaints.clear()  # axe itself writes styles


OUT_OF_SIGHT = """table => [...table.querySelectorAll('th, td, a')].filter(part => {
  const box = part.getBoundingClientRect(), cell = part.closest('th, td').getBoundingClientRect()
  return box.left < cell.left - 1 || box.right > cell.right + 1 || cell.left < 0
    || cell.right > document.documentElement.clientWidth
}).map(part => part.innerText)"""
SCROLLERS = """() => [...document.querySelectorAll('main *')]
  .filter(part => /auto|scroll/.test(getComputedStyle(part).overflow)).length"""


@pytest.mark.parametrize("path", PAGES["atlas"])
def test_nothing_of_the_table_is_hidden_and_its_head_stays_in_sight(browse, path):
    for number in range(30):
        maker = make.member(f"Radiopharmazeutische Werkstätten {number:02} Beispiel-Kliniken")
        for stage in Stage.objects.filter(number__in=[1 + number % 14, 1 + number * 3 % 14]):
            make.competence(maker, stage=stage, evidence="manufacturing_licence")
    page = browse(path)
    table = page.locator(".atlas")
    assert table.evaluate("table => table.rows[0].cells.length") == 15
    assert table.evaluate(OUT_OF_SIGHT) == []
    assert page.evaluate(SCROLLERS) == 0
    page.locator(".atlas tbody tr").last.scroll_into_view_if_needed()
    assert page.locator(".atlas thead th").nth(3).bounding_box()["y"] >= 0


WIDER_THAN_ITS_BOX = """() => [...document.querySelectorAll('.map svg a')].filter(link => {
  const [box, text] = [...link.children].map(part => part.getBoundingClientRect())
  return text.left < box.left - 1 || text.right > box.right + 1
}).map(link => link.textContent)"""


def test_every_label_of_the_map_keeps_to_its_box_and_leads_to_its_town(browse):
    for town in list(known_towns())[:30]:
        make.member(address_locality=town)
    page = browse("/de/mitglieder/")
    assert page.locator(".map a").count() > 15
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []
    dresden = page.locator(".map svg a", has_text="Dresden")
    dresden.focus()
    assert dresden.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**?town=Dresden")


def test_on_a_phone_the_table_is_a_list(browse):
    page = browse("/en/competences/", 390)
    row = page.locator(".atlas tbody tr", has=page.locator("a[href$='ac-225/']"))
    text = row.inner_text()
    assert "Labelling, GMP" in text
    assert "Alpha Labor" in text
    assert "handling permit" in text
    assert page.locator(".atlas thead").is_hidden()


def test_by_keyboard_from_home_to_the_members_of_a_radionuclide_and_a_stage(browse):
    page = browse("/en/")
    tile = page.locator(".chart a[href='/en/competences/ac-225/']")
    for _ in range(60):
        page.keyboard.press("Tab")
        if tile.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/competences/ac-225/")
    assert page.locator("#labelling h3 a").inner_text() == "Alpha Labor"
    page.get_by_role("link", name="Labelling, GMP").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/stage/labelling/")
    assert page.get_by_role("link", name="Alpha Labor").is_visible()


def test_a_form_without_script_narrows(live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/members/")
    radionuclide = page.get_by_label("Radionuclide")
    assert radionuclide.is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert radionuclide.is_hidden()
    page.locator(".filters summary").click()
    radionuclide.select_option(label="Ac-225 (2)")
    press(page.get_by_role("button", name="Show"))
    assert "radionuclide=ac-225" in page.url
    assert page.locator(".member").count() == 2
    context.close()


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_prints_on_one_width_of_paper(browse, paper):
    """No column lies off the sheet."""
    page = browse("/de/kompetenzen/", 1280)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": {"A4": 1062, "A3": 1527}[paper], "height": 800})
    table = page.locator(".atlas").bounding_box()
    assert table["x"] + table["width"] <= page.viewport_size["width"]


def test_loads_few_and_only_own_things(browse, page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    browse("/en/competences/")
    fetched = [url for url in asked if "favicon" not in url]
    assert all(url.startswith(live_server.url) for url in fetched)
    assert len(fetched) <= 5
