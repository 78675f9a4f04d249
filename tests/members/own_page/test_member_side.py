"""What a member's side promises: nothing twice, nothing forgotten, nothing kept that was not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.models import ChangeProposal, Competence, Mandate, Organisation, Person
from tests import factories as make
from tests.desk import upload
from tests.members.own_page.forms import at, filled, problems, send, signed_in, words
from tests.reading import soup

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("language", ["de", "en"])
TODAY = timezone.localdate()


def only():
    return ChangeProposal.objects.get()


def home(member, alpha, language="en"):
    return member.get(at("organisation", alpha, language=language))


def test_a_colleague_comes_with_portrait_and_contact_in_one_round(alpha, member, coordinator):
    typed = {
        "given_name": "Eva",
        "family_name": "Neu",
        "job_title_de": "Leiterin",
        "portrait": upload(),
        "portrait_alt_text_de": "Eva Neu",
        "portrait_agreed_on": "2026-01-01",
        "email": "eva@alpha.example",
        "contact_agreed_on": "2026-01-02",
    }
    send(member, at("person_new", alpha), **typed)
    only().accept(coordinator, only().proposed())
    eva = Person.objects.get()
    assert (eva.email, str(eva.contact_agreed_on)) == ("eva@alpha.example", "2026-01-02")
    assert eva.portrait
    assert eva.mandates.get().organisation == alpha


def test_portrait_and_contact_of_a_colleague_need_consent(alpha, member):
    names = {"given_name": "Eva", "family_name": "Neu"}
    page = send(member, at("person_new", alpha), email="eva@alpha.example", **names)
    assert set(problems(page)) == {"id_contact_agreed_on"}
    page = send(member, at("person_new", alpha), portrait=upload(), **names)
    assert set(problems(page)) == {"id_portrait_agreed_on", "id_portrait_alt_text_de"}


@BOTH
def test_what_was_returned_comes_first_with_its_reason(alpha, member, coordinator, language):
    send(member, at("person_new", alpha), given_name="Eva", family_name="Neu")
    only().return_(coordinator, "Bitte mit Funktion.")
    page = home(member, alpha, language)
    first = soup(page).select_one(".article-main h2").text
    assert first == {"de": "Vom Büro zurückgegeben", "en": "Returned by the office"}[language]
    again = at("revise", alpha, only().pk, language=language)
    assert soup(page).find("a", href=again)
    assert "Bitte mit Funktion." in words(member.get(again))
    send(member, again, job_title_de="Leiterin")
    sent = ChangeProposal.objects.get(state="submitted")
    assert sent.takes_up.state == "returned"
    assert first not in words(home(member, alpha, language))
    sent.withdraw()
    assert first in words(home(member, alpha, language))


def test_the_form_of_a_part_that_was_returned_says_why(alpha, member, coordinator):
    send(member, at("facts", alpha), legal_name="Alpha AG")
    only().return_(coordinator, "Bitte wie im Register.")
    assert "Bitte wie im Register." in words(member.get(at("facts", alpha)))
    send(member, at("facts", alpha), legal_name="Alpha GmbH")
    assert "Returned by the office" not in words(home(member, alpha))


def test_what_was_returned_can_be_left_at_that(alpha, member, coordinator):
    send(member, at("facts", alpha), legal_name="Alpha AG")
    only().return_(coordinator, "Nein.")
    address = at("withdraw", alpha, only().pk)
    assert "Leave it at that?" in words(member.get(address))
    assert only().state == "returned"
    member.post(address)
    assert (only().state, only().reason) == ("withdrawn", "Nein.")
    assert "Returned by the office" not in words(home(member, alpha))


@BOTH
def test_withdrawing_asks_first(alpha, member, language):
    send(member, at("facts", alpha), legal_name="Alpha AG")
    address = at("withdraw", alpha, only().pk, language=language)
    question = {"de": "Diese Änderung zurückziehen?", "en": "Withdraw this change?"}[language]
    assert question in words(member.get(address))
    assert only().state == "submitted"
    member.post(address)
    assert only().state == "withdrawn"
    again = member.get(at("revise", alpha, only().pk))
    assert filled(again)["legal_name"] == "Alpha AG"


@BOTH
def test_the_same_competence_is_not_sent_twice(alpha, member, language):
    stage = make.stage(5, name_de="Markierung", name_en="Labelling")
    address = at("competence_new", alpha, language=language)
    send(member, address, stage=str(stage.pk))
    page = send(member, address, stage=str(stage.pk))
    name = {"de": "Markierung", "en": "Labelling"}[language]
    assert name in problems(page)["id_stage"]
    assert ChangeProposal.objects.count() == 1
    send(member, address, stage=str(stage.pk), kind="uses")
    assert ChangeProposal.objects.count() == 2


@BOTH
def test_a_duplicate_competence_is_named(alpha, member, language):
    stage = make.stage(5, name_de="Markierung", name_en="Labelling")
    make.competence(alpha, stage=stage, radionuclide=make.radionuclide())
    address = at("competence_new", alpha, language=language)
    nuclide = str(Competence.objects.get().radionuclide_id)
    page = send(member, address, stage=str(stage.pk), radionuclide=nuclide)
    sentence = {
        "de": "„Markierung, Lu-177, bietet an“ ist schon eingetragen.",
        "en": "“Labelling, Lu-177, offers” is entered already.",
    }[language]
    assert problems(page)["id_stage"].startswith(sentence)
    assert not ChangeProposal.objects.exists()


@BOTH
def test_evidence_with_a_link_needs_its_kind(alpha, member, language):
    able = make.competence(alpha)
    address = at("competence", alpha, able.pk, language=language)
    page = send(member, address, evidence_url="https://proof.example/")
    word = {"de": "Art von Beleg", "en": "kind of evidence"}[language]
    assert word in problems(page)["id_evidence"]
    send(member, address, evidence_url="https://proof.example/", evidence="publication")
    assert only().proposed()["evidence"] == "publication"


def test_the_office_sees_the_kind_of_a_new_competence(alpha, member, desk):
    send(member, at("competence_new", alpha), stage=str(make.stage(5).pk))
    assert only().changes["kind"] == {"old": "", "new": "offers"}
    review = desk.get(f"/admin/members/changeproposal/{only().pk}/change/")
    assert "Kind" in [h2.text.strip() for h2 in soup(review).select(".proposed h2")]


def test_what_waits_is_marked_at_its_section_and_not_missing(alpha, member):
    able = make.competence(alpha)
    gap, texts = f"Without evidence: {able}", "The sentence in the directory is missing"
    page = words(home(member, alpha))
    assert gap in page
    assert texts in page
    send(member, at("competence", alpha, able.pk), evidence="publication")
    send(member, at("texts", alpha), press="draft", summary_en="Can do a lot.")
    assert texts in words(home(member, alpha))
    member.post(at("submit", alpha, ChangeProposal.objects.get(part="texts").pk))
    send(member, at("logo", alpha), logo=upload(), logo_alt_text_de="Logo", logo_alt_text_en="Logo")
    page = home(member, alpha)
    assert gap not in words(page)
    assert texts not in words(page)
    assert "There is no logo" not in words(page)
    section = soup(page).find(id="texts").find_parent("section")
    assert "Waits for the office" in section.text


@pytest.mark.parametrize(
    ("until", "is_refused"), [("1999-12-31", True), ("2019-12-31", True), ("2021-01-01", False)]
)
@BOTH
def test_a_function_cannot_end_before_it_or_the_company_began(
    alpha, member, language, until, is_refused
):
    Organisation.objects.update(founding_year=2005)
    mandate = make.mandate(at=alpha, since=date(2020, 1, 1) if until > "2000" else None)
    page = send(member, at("mandate_end", alpha, mandate.pk, language=language), until=until)
    assert ("id_until" in problems(page)) is is_refused
    if until < "2000":
        assert "2005" in problems(page)["id_until"]


def test_a_function_cannot_begin_after_its_end(alpha, member):
    mandate = make.mandate(at=alpha, until=TODAY + timedelta(days=1))
    page = send(member, at("mandate", alpha, mandate.pk), since="2127-01-01")
    assert page.status_code == 200
    assert problems(page) or soup(page).select(".problems")
    assert not ChangeProposal.objects.exists()


@pytest.mark.parametrize("press", ["preview", "draft"])
def test_looking_at_the_page_keeps_nothing_and_loses_nothing(alpha, member, press):
    send(member, at("logo", alpha), logo=upload(), logo_alt_text_de="Logo")
    sent = only()
    page = send(member, at("logo", alpha), press="preview", logo_alt_text_de="Neu")
    sent.refresh_from_db()
    assert (sent.state, sent.proposed()["logo_alt_text_de"]) == ("submitted", "Logo")
    look = ChangeProposal.objects.get(state="preview")
    assert at("file", alpha, look.pk, "logo") in page.text
    assert "Neu" not in words(home(member, alpha))
    back = soup(page).select_one(".ribbon a")["href"]
    assert filled(member.get(back))["logo_alt_text_de"] == "Neu"
    send(member, back, press="send")
    assert only().proposed()["logo_alt_text_de"] == "Neu"
    assert only().files.count() == 1
    assert only().pk == sent.pk


def test_a_look_at_something_new_is_no_proposal(alpha, member, desk):
    page = send(
        member, at("person_new", alpha), press="preview", given_name="Eva", family_name="Neu"
    )
    assert "Eva Neu" in words(page)
    assert "Eva" not in words(home(member, alpha))
    assert "Eva" not in desk.get("/admin/members/changeproposal/").text
    back = soup(page).select_one(".ribbon a")["href"]
    send(member, back)
    assert (only().state, only().proposed()["given_name"]) == ("submitted", "Eva")


@BOTH
def test_the_office_is_asked_for_a_colleague(alpha, member, language):
    make.organisation("Büro", role="coordinator", email="office@nuklid.example")
    link = soup(home(member, alpha, language)).select_one("aside a[href*=subject]")
    assert link["href"].startswith("mailto:office@nuklid.example?subject=")
    assert {"de": "erbitten", "en": "Ask the office"}[language] in link.text


@BOTH
def test_whoever_left_gets_a_function_and_no_second_page(alpha, member, coordinator, language):
    jens = make.person("Jens", "Junker")
    make.mandate(jens, alpha, until=TODAY - timedelta(days=1))
    add = at("mandate_new", alpha, language=language)
    assert soup(home(member, alpha, language)).find("a", href=add)
    address = at("person_new", alpha, language=language)
    page = send(member, address, given_name="jens", family_name="Junker")
    assert {"de": "schon jemand", "en": "is on record"}[language] in problems(page)[
        "id_family_name"
    ]
    way = soup(page).select_one(f"a[href='{add}?person={jens.pk}']")
    assert "Jens Junker" in way.text
    send(member, way["href"], job_title_de="Wieder da")
    only().accept(coordinator, only().proposed())
    assert Person.objects.get().mandates.count() == 2
    send(member, address, given_name="Jens", family_name="Junker", namesake="on")
    assert ChangeProposal.objects.filter(part="person_new").exists()


@BOTH
def test_the_own_proposal_is_by_you(alpha, robin, member, language):
    send(member, at("facts", alpha), legal_name="Alpha AG")
    by = {"de": "Von Ihnen,", "en": "By you,"}[language]
    other = signed_in(make.representative(alpha))
    page = at("proposal", alpha, only().pk, language=language)
    assert by in words(member.get(page))
    assert by not in words(other.get(page))
    by = {"de": "Änderung von Ihnen", "en": "change by you"}[language]
    assert by in words(member.get(at("facts", alpha, language=language)))


def test_links_beside_rows_are_told_apart(alpha, member):
    stage = make.stage(5)
    for nuclide in (make.radionuclide(), make.radionuclide("I", 131)):
        make.competence(alpha, stage=stage, radionuclide=nuclide)
    make.mandate(at=alpha)
    section = soup(home(member, alpha)).find(id="competences").find_parent("section")
    names = [" ".join(a.text.split()) for a in section.select(".ways a")]
    assert len(names) == len(set(names)) == 4
    assert Mandate.objects.exists()
