"""The own page and the office's review in Chromium: everybody can use them, errors are found."""

import pytest

from tests import factories as make
from tests.looking import SIGHTS, barriers, press, violations
from tests.members.own_page.forms import at

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
    return make.representative(alpha, email="robin@alpha.example")


def own_pages(alpha, robin):
    """Return {name: arguments} of every page a representative can meet."""
    competence, mandate = alpha.competences.get(), alpha.mandates.get()
    change = make.change(alpha, robin, "logo")
    returned = make.change(alpha, robin, "facts", legal_name="Alpha AG")
    returned.return_(make.coordinator(), "Bitte wie im Register.")
    found = [
        (name, ()) for name in ("organisation", "texts", "contact", "facts", "logo", "picture")
    ]
    found += [(name, ()) for name in ("competence_new", "person_new", "mandate_new")]
    found += [(name, (competence.pk,)) for name in ("competence", "competence_end")]
    found += [(name, (mandate.pk,)) for name in ("mandate", "mandate_end")]
    found += [("person", (mandate.person.pk,)), ("proposal", (returned.pk,))]
    return found + [(name, (change.pk,)) for name in ("proposal", "preview", "revise")]


def test_own_pages_can_be_used_by_everyone(live_server, page, sign_in, alpha, robin):
    pages, lost = own_pages(alpha, robin), []
    page.on(
        "response", lambda response: lost.append(response.url) if response.status >= 400 else None
    )
    sign_in(robin)
    for language, sights in SIGHTS.items():
        for name, args in pages:
            page.goto(live_server.url + at(name, alpha, *args, language=language))
            assert lost == [], name
            assert barriers(page, sights, [320]) == {}, (name, language)
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
    for address in ("", "rules/", *(f"{change.pk}/change/" for change in changes)):
        page.goto(desk + address)
        assert barriers(page, SIGHTS["de"]) == {}, address
