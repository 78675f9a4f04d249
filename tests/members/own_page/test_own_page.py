"""The own page and its forms: what a representative changes, keeps, sends and takes back."""

import pytest

from members.models import ChangeProposal, Organisation
from tests import factories as make
from tests.members.own_page.forms import at, filled, problems, send, signed_in, words
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
State = ChangeProposal.State


def only():
    return ChangeProposal.objects.get()


def test_the_own_page_shows_what_is_public_and_how_to_change_it(alpha, member):
    make.competence(alpha, evidence="gmp_certificate")
    make.mandate(at=alpha)
    make.organisation("Geschäftsstelle", role="coordinator", email="office@x.example")
    make.representative(alpha, first_name="Mila", last_name="Zweite")
    page = member.get("/de/mein-profil/")
    assert "0351 1" in words(page)
    assert "Mila Zweite" in words(page)
    assert "office@x.example" in words(page)
    links = [a["href"] for a in soup(page).main.find_all("a") if "mein-profil" in a["href"]]
    for link in links:
        assert member.get(link).status_code == 200, link
    assert len(links) > 10


def test_what_is_missing_leads_to_its_form(alpha, member):
    page = member.get(at("organisation", alpha))
    gaps = {a.get_text(): a["href"] for a in soup(page).select("[aria-labelledby=gaps] a")}
    assert gaps["There is no logo."] == at("logo", alpha)
    assert gaps["The description is missing (English)."] == at("texts", alpha)
    assert gaps["Nobody is named as speaking for you."] == at("person_new", alpha)


def test_two_organisations_are_one_click_apart(alpha, robin, member):
    beta = make.member("Beta")
    robin.organisations.add(beta)
    page = member.get("/en/my-profile/")
    assert at("organisation", alpha) in page.text
    assert at("organisation", beta) in page.text
    assert at("organisation", beta) in member.get(at("organisation", alpha)).text


def test_the_page_does_not_ask_more_often_for_more(alpha, member, django_assert_num_queries):
    def count():
        with django_assert_num_queries(13):
            fetch(at("organisation", alpha), member)

    make.competence(alpha, radionuclide=make.radionuclide())
    make.mandate(at=alpha)
    count()
    for mass in (131, 123):
        make.competence(alpha, radionuclide=make.radionuclide("I", mass))
        make.mandate(at=alpha)
        make.opening(alpha)
    count()


def test_sent_texts_wait_and_the_public_page_stays(alpha, member):
    page = send(member, at("texts", alpha), description_de="Neu.\r\nZweite Zeile.")
    assert "The office looks at your change" in words(page)
    assert "Lang." in fetch(alpha.get_absolute_url("de")).text
    change = only()
    assert change.changes == {"description_de": {"old": "Lang.", "new": "Neu.\nZweite Zeile."}}
    assert (change.state, change.language) == (State.SUBMITTED, "en")
    assert "Waits for the office" in words(member.get(at("organisation", alpha)))


def test_trusted_contact_is_public_at_once(alpha, member):
    Organisation.objects.update(edits_at_once=True)
    page = send(member, at("contact", alpha, language="de"), telephone="0351 2")
    assert "Ihre Änderung ist jetzt öffentlich" in words(page)
    assert "0351 2" in fetch(alpha.get_absolute_url("de")).text
    assert only().state == State.AT_ONCE


def test_a_form_says_which_field_waits(alpha, member):
    Organisation.objects.update(edits_at_once=True)
    page = member.get(at("texts", alpha))
    assert words(page).count("after review") == 5  # the sentence above and four fields
    page = send(member, at("texts", alpha), summary_de="Neu.", boilerplate_de="Auch neu.")
    assert "Part of it is public now" in words(page)
    alpha.refresh_from_db()
    assert (alpha.summary_de, alpha.boilerplate_de) == ("Neu.", "")


def test_a_draft_is_kept_shown_and_sent(alpha, member):
    page = send(member, at("facts", alpha), press="draft", legal_name="Alpha AG")
    assert "Kept as a draft" in words(page)
    assert only().state == State.DRAFT
    assert filled(member.get(at("facts", alpha)))["legal_name"] == "Alpha AG"
    member.post(at("submit", alpha, only().pk))
    assert only().state == State.SUBMITTED
    member.post(at("withdraw", alpha, only().pk))
    assert only().state == State.WITHDRAWN
    assert filled(member.get(at("facts", alpha)))["legal_name"] == ""


def test_nothing_changed_is_no_proposal(alpha, member):
    page = send(member, at("texts", alpha))
    assert "nothing to do" in words(page)
    assert not ChangeProposal.objects.exists()


def test_typing_back_what_is_public_withdraws(alpha, member):
    send(member, at("facts", alpha), legal_name="Alpha AG")
    send(member, at("facts", alpha), legal_name="")
    assert only().state == State.WITHDRAWN


@pytest.mark.parametrize("seen", ["", "[", "[]", "null", "1", "[" * 5000, '{"telephone": 1}'])
def test_a_broken_memory_of_the_form_asks_before_it_overwrites(seen, alpha, member):
    page = send(member, at("contact", alpha), telephone="0351 2", seen=seen)
    assert "0351 1" in problems(page)["id_telephone"]
    page = member.post(at("contact", alpha), filled(page) | {"send": ""}, follow=True)
    assert only().changes["telephone"] == {"old": "0351 1", "new": "0351 2"}


def test_mass_assignment_changes_nothing_outside_the_form(alpha, member, robin, coordinator):
    beta = make.member("Beta")
    extra = {
        "is_listed": "",
        "slug": "gekapert",
        "organisation": beta.pk,
        "organisation_id": beta.pk,
        "edits_at_once": "on",
        "state": "accepted",
        "part": "facts",
        "name": "Gekapert",
        "legal_name": "Gekapert",
        "kind": "clinic",
        "parent": beta.pk,
        "checked_on": "2026-01-01",
        "object_id": beta.pk,
    }
    send(member, at("contact", alpha), telephone="0351 2", **extra)
    change = only()
    assert list(change.changes) == ["telephone"]
    assert (change.organisation, change.object_id, change.part) == (alpha, alpha.pk, "contact")
    assert change.state == State.SUBMITTED
    change.accept(coordinator, change.proposed())
    before = vars(Organisation.objects.get(pk=alpha.pk))
    assert (before["slug"], before["legal_name"], before["kind"]) == ("alpha", "", "company")
    assert not before["edits_at_once"]


def test_two_representatives_see_each_others_texts(alpha, member):
    mila = signed_in(make.representative(alpha, first_name="Mila"))
    address = at("texts", alpha)
    hers = filled(mila.get(address))
    send(member, address, description_de="Von Robin.", boilerplate_de="Auch von Robin.")
    page = mila.post(address, hers | {"description_de": "Von Mila.", "send": ""})
    assert "Von Robin." in problems(page)["id_description_de"]
    assert filled(page)["description_de"] == "Von Mila."
    mila.post(address, filled(page) | {"send": ""})
    assert only().proposed() == {
        "description_de": "Von Mila.",
        "boilerplate_de": "Auch von Robin.",
    }


def test_the_office_changes_what_a_representative_has_open(alpha, member):
    address = at("contact", alpha)
    open_form = filled(member.get(address))
    Organisation.objects.update(telephone="0351 77", email="neu@alpha.example")
    page = member.post(address, open_form | {"telephone": "0351 2", "send": ""})
    assert "0351 77" in problems(page)["id_telephone"]
    page = member.post(address, filled(page) | {"send": ""})
    assert only().changes == {"telephone": {"old": "0351 77", "new": "0351 2"}}


def test_a_double_click_makes_one_proposal(alpha, member):
    for part, typed in (
        ("person_new", {"given_name": "Eva", "family_name": "Neu"}),
        ("facts", {"legal_name": "Alpha AG"}),
    ):
        posted = filled(member.get(at(part, alpha))) | typed | {"send": ""}
        for _ in range(2):
            assert member.post(at(part, alpha), posted, follow=True).status_code == 200
        assert ChangeProposal.objects.filter(part=part).count() == 1
        assert ChangeProposal.objects.get(part=part).state == State.SUBMITTED


def test_a_second_click_after_the_decision_starts_nothing(alpha, member, coordinator):
    address = at("person_new", alpha)
    posted = filled(member.get(address)) | {
        "given_name": "Eva",
        "family_name": "Neu",
        "send": "",
    }
    member.post(address, posted)
    only().accept(coordinator, only().proposed())
    page = member.post(address, posted, follow=True)
    assert "nothing was sent twice" in words(page)
    assert ChangeProposal.objects.count() == 1


def test_a_returned_change_is_taken_up_again(alpha, member, coordinator):
    send(member, at("facts", alpha), legal_name="Alpha AG", founding_year="1999")
    first = only()
    first.return_(coordinator, "Bitte wie im Register.")
    assert "Bitte wie im Register." in words(member.get(at("organisation", alpha)))
    address = at("revise", alpha, first.pk)
    assert filled(member.get(address))["legal_name"] == "Alpha AG"
    send(member, address, legal_name="Alpha GmbH")
    again = ChangeProposal.objects.open().get()
    assert again.proposed() == {"legal_name": "Alpha GmbH", "founding_year": 1999}
    first.refresh_from_db()
    assert first.state == State.RETURNED
