"""A representative in Chromium: on a phone without JavaScript, on a desktop without a mouse."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from members.models import ChangeProposal, Organisation
from tests import factories as make
from tests.desk import picture
from tests.members.own_page import at
from tests.nuklid.test_browser_public import SIGHTS, overflow, violations
from tests.reading import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def alpha():
    office = make.organisation("Geschäftsstelle", role="coordinator", email="office@x.example")
    assert office
    made = make.member("Alpha", summary_de="Alt.", summary_en="Old.", edits_at_once=True)
    make.competence(made, radionuclide=make.radionuclide(), evidence="gmp_certificate")
    make.mandate(at=made)
    return made


@pytest.fixture
def robin(alpha):
    cache.clear()
    return make.representative(alpha, email="robin@alpha.example")


def mailed_code():
    return re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE).group(1)


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        locale="de-DE",
    )
    yield context.new_page()
    context.close()


def sign_in_by_code(page, host):
    page.goto(f"{host}/de/mein-profil/")
    page.get_by_label("E-Mail").fill("robin@alpha.example")
    press(page.get_by_role("button", name="Code senden"))
    page.get_by_label("Code").fill(mailed_code())
    press(page.locator("main form button").first)


def test_from_the_mailed_code_to_a_public_change_on_a_phone_without_javascript(
    live_server, phone, alpha, robin
):
    host = live_server.url
    sign_in_by_code(phone, host)
    press(phone.get_by_role("link", name="Texte ändern"))
    phone.locator("#id_summary_de").fill("Wir liefern Lutetium.")
    phone.locator("#id_summary_en").fill("We deliver lutetium.")
    press(phone.get_by_role("button", name="Vorschau"))
    assert "Wir liefern Lutetium." in phone.locator("main").inner_text()
    assert "noch nicht öffentlich" in phone.locator(".ribbon").inner_text()
    press(phone.locator(".ribbon a"))
    press(phone.get_by_role("button", name="Absenden"))
    assert "jetzt öffentlich" in phone.locator(".messages").inner_text()
    for language, words in (("de", "Wir liefern Lutetium."), ("en", "We deliver lutetium.")):
        phone.goto(host + alpha.get_absolute_url(language))
        assert words in phone.locator("main").inner_text()


def test_a_logo_is_sent_from_the_phone_and_accepted(
    live_server, phone, page, sign_in, coordinator, alpha, robin
):
    sign_in_by_code(phone, live_server.url)
    press(phone.get_by_role("link", name="Logo ändern"))
    file = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture((300, 120))}
    phone.locator("#id_logo").set_input_files(file)
    press(phone.get_by_role("button", name="An das Büro senden"))
    assert "noch einmal aus" in phone.locator("main").inner_text()
    phone.locator("#id_logo").set_input_files(file)
    phone.locator("#id_logo_alt_text_de").fill("Logo der Alpha")
    press(phone.get_by_role("button", name="An das Büro senden"))
    change = ChangeProposal.objects.get()
    sign_in(coordinator)
    page.goto(f"{live_server.url}/admin/members/changeproposal/{change.pk}/change/")
    sizes = page.locator(".pictures img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert sizes == [300]
    press(page.locator("[name=accept_all]"))
    assert Organisation.objects.get(pk=alpha.pk).logo
    phone.goto(live_server.url + at("proposal", alpha, change.pk, language="de"))
    assert "Angenommen" in phone.locator("main").inner_text()


def reach(page, locator):
    """Press Tab until the element is focused; a keyboard finds every one."""
    for _ in range(80):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("never reached")


def test_from_the_mailed_code_to_a_public_change_by_keyboard_alone(live_server, page, alpha, robin):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/en/my-profile/")

    def type_into(locator, words):
        reach(page, locator)
        page.keyboard.press("Control+A")
        page.keyboard.type(words)

    def enter(locator):
        reach(page, locator)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    type_into(page.locator("input[type=email]"), "robin@alpha.example")
    enter(page.locator("main form button").first)
    type_into(page.get_by_label("Code"), mailed_code())
    enter(page.locator("main form button").first)
    enter(page.get_by_role("link", name="Change texts"))
    type_into(page.locator("#id_summary_de"), "Mit der Tastatur.")
    type_into(page.locator("#id_summary_en"), "By keyboard.")
    enter(page.get_by_role("button", name="Send to the office"))
    assert "public now" in page.locator(".messages").inner_text()
    for language, words in (("de", "Mit der Tastatur."), ("en", "By keyboard.")):
        page.goto(live_server.url + alpha.get_absolute_url(language))
        assert words in page.locator("main").inner_text()


def own_pages(alpha, robin):
    """Return {name: arguments} of every page a representative can meet."""
    competence, mandate = alpha.competences.get(), alpha.mandates.get()
    change = make.change(alpha, robin, "logo")
    returned = make.change(alpha, robin, "facts", legal_name="Alpha AG")
    returned.return_(make.coordinator(), "Bitte wie im Register.")
    found = [(name, ()) for name in ("organisation", "texts", "contact", "facts", "logo")]
    found += [(name, ()) for name in ("competence_new", "person_new", "mandate_new")]
    found += [(name, (competence.pk,)) for name in ("competence", "competence_end")]
    found += [(name, (mandate.pk,)) for name in ("mandate", "mandate_end")]
    found += [("person", (mandate.person.pk,)), ("proposal", (returned.pk,))]
    return found + [(name, (change.pk,)) for name in ("proposal", "preview", "revise")]


def test_own_pages_can_be_used_by_everyone(live_server, page, sign_in, alpha, robin):
    pages, lost = own_pages(alpha, robin), []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    sign_in(robin)
    for language, width, scheme in SIGHTS:
        page.emulate_media(color_scheme=scheme)
        for name, args in pages:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + at(name, alpha, *args, language=language))
            assert lost == [], name
            assert violations(page) == [], (name, language, width, scheme)
            assert overflow(page, 320) <= 0, name
            lost.clear()  # the tool asks for style sheets at addresses of its own


def test_what_is_wrong_is_said_above_and_at_the_field(live_server, page, sign_in, alpha, robin):
    sign_in(robin)
    for name in ("contact", "facts", "person_new", "competence_new"):
        page.goto(live_server.url + at(name, alpha, language="de"))
        for field in page.locator("main input[type=text]").all():
            field.fill("")
        press(page.locator("main form.form button").first)
        if page.locator(".problems").count():
            link = page.locator(".problems a").first
            target = link.get_attribute("href")
            assert page.locator(target).get_attribute("aria-invalid") == "true"
            assert violations(page) == [], name
    assert page.locator(".problems").count()


def test_the_review_can_be_used_by_everyone(live_server, page, sign_in, coordinator, alpha, robin):
    changes = [make.change(alpha, robin, "logo")]
    changes += [make.change(alpha, robin, "facts", legal_name="Alpha AG", founding_year=1999)]
    sign_in(coordinator)
    desk = f"{live_server.url}/admin/members/changeproposal/"
    for width, scheme in ((390, "dark"), (1280, "light")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("", "rules/", *(f"{change.pk}/change/" for change in changes)):
            page.goto(desk + address)
            assert violations(page) == [], (address, width)
