"""On a phone and without a script: a member publishes, extends by letter and closes an opening."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from members.models import Opening
from tests import factories as make
from tests.looking import barriers, press
from tests.mailbox import delivered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIGHTS = [(390, "dark"), (1280, "light")]


@pytest.fixture
def phone(browser):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def robin():
    of = make.member("Alpha", address_locality="Radeberg", email="jobs@alpha.example")
    return make.representative(of, email="robin@alpha.example")


def sign_in(phone, client, user, url):
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    phone.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def letter_links(site):
    call_command("ask_openings", site)
    return re.findall(rf"{site}\S+", delivered()[-1].body)


def test_from_publishing_to_filled(live_server, phone, client, robin):
    site = live_server.url
    sign_in(phone, client, robin, site)
    phone.goto(f"{site}/de/mein-profil/")
    press(phone.get_by_role("link", name="Stellenangebot veröffentlichen").first)
    phone.get_by_label("Art").select_option(label="Promotion")
    phone.get_by_label("Titel (Deutsch)").fill("Promotion zu Lu-177 (m/w/d)")
    last_day = timezone.localdate() + timedelta(days=3)
    phone.get_by_label("letzter Tag").fill(last_day.isoformat())
    press(phone.get_by_role("button", name="Veröffentlichen"))
    assert "öffentlich" in phone.locator(".messages").inner_text()
    opening = Opening.objects.get()
    assert (opening.town, opening.apply_at) == ("Radeberg", "jobs@alpha.example")
    phone.context.clear_cookies()
    extend, filled = letter_links(site)
    phone.goto(extend)
    assert Opening.objects.get().closes_on == last_day
    press(phone.get_by_role("button", name="Um vier Wochen verlängern"))
    assert Opening.objects.get().closes_on == last_day + timedelta(weeks=4)
    phone.goto(filled)
    assert Opening.objects.get().filled_at is None
    press(phone.get_by_role("button", name="Als besetzt melden"))
    assert Opening.objects.get().state == "filled"
    phone.goto(site + opening.get_absolute_url("de"))
    assert "Beendet seit" in phone.locator("main").inner_text()


def test_an_applicant_finds_a_doctorate_on_lutetium_in_few_clicks(live_server, phone):
    lutetium = make.radionuclide()
    wanted = make.opening(kind="doctorate", radionuclide=lutetium, title="Ligand")
    for mass in (225, 226, 227):
        make.opening(radionuclide=make.radionuclide("Ac", mass))
    phone.goto(f"{live_server.url}/en/")
    press(phone.get_by_role("link", name="Careers"))
    phone.locator(".filters summary").click()
    phone.get_by_label("Radionuclide").select_option("lu-177")
    press(phone.get_by_role("button", name="Show"))
    press(phone.get_by_role("link", name=wanted.title_en))
    assert phone.get_by_role("link", name="Apply by e-mail").is_visible()
    assert "Doctorate" in phone.locator("main").inner_text()


def test_no_page_about_openings_keeps_anybody_out(live_server, page, client, robin):
    of = robin.organisations.get()
    opening = make.opening(of, radionuclide=make.radionuclide(), stage=make.stage())
    make.opening(of, kind="apprenticeship", title_en="")
    make.opening(of, closes_on=timezone.localdate() + timedelta(days=1))
    make.page("careers", title_de="Karriere", title_en="Careers")
    over = make.opening(of, filled_at=timezone.now())
    robin.language = "en"
    robin.save()
    extend, filled = letter_links(live_server.url)
    public = ["/de/stellen/", "/de/karriere/", opening.get_absolute_url("de")]
    public += [over.get_absolute_url("de"), "/de/stellen/?kind=postdoc"]
    found = {}
    for path in public:
        page.goto(live_server.url + path)
        found[path] = barriers(page, SIGHTS, widths=[320])
    for link in (extend, filled):
        page.goto(link)
        found[link] = barriers(page, SIGHTS, widths=[320])
    sign_in(page, client, robin, live_server.url)
    own = f"/de/mein-profil/einrichtung/{of.slug}/"
    for path in (own, f"{own}stellen/neu/", f"{own}stellen/{opening.pk}/besetzt/"):
        page.goto(live_server.url + path)
        found[path] = barriers(page, SIGHTS, widths=[320])
    assert {where: what for where, what in found.items() if what} == {}
