"""What an own page says is missing: each gap alone, where to fill it; nothing once it is filled."""

import pytest

from members.models import Organisation
from members.own_page.missing import gaps
from tests import factories as make
from tests.desk import upload
from tests.members.own_page.forms import at, send, words
from tests.reading import soup

pytestmark = pytest.mark.django_db

WHOLE = {
    f"{name}_{language}": "Ein Text."
    for name in ("summary", "description", "boilerplate", "logo_alt_text", "picture_alt_text")
    for language in ("de", "en")
} | {
    "email": "post@alpha.example",
    "telephone": "",
    "address_locality": "Radeberg",
    "logo": "logos/alpha.svg",
}


@pytest.fixture
def whole(alpha):
    """Alpha, of which nothing is missing, with a competence and a mandate."""
    for name, value in WHOLE.items():
        setattr(alpha, name, value)
    alpha.picture.save("alpha.jpg", upload())
    make.competence(alpha, evidence="own_statement")
    make.mandate(at=alpha, is_press_contact=True)
    return alpha


def missing(organisation):
    """Return [(part, sentence)] of what is missing today."""
    competences, mandates = list(organisation.competences.all()), list(organisation.mandates.on())
    return [(gap.part, str(gap.sentence)) for gap in gaps(organisation, competences, mandates)]


def test_of_a_whole_page_nothing_is_missing(whole, member):
    assert missing(whole) == []
    assert "What is missing" not in words(member.get(at("organisation", whole)))


TAKEN_AWAY = {
    "summary_de": ("texts", "sentence in the directory is missing (German)"),
    "summary_en": ("texts", "sentence in the directory is missing (English)"),
    "description_en": ("texts", "description is missing (English)"),
    "boilerplate_de": ("texts", "boilerplate under releases is missing (German)"),
    "email": ("contact", "e-mail address and telephone are missing"),
    "address_locality": ("contact", "the map does not show you"),
    "logo": ("logo", "There is no logo"),
    "logo_alt_text_en": ("logo", "not described in both languages"),
    "picture": ("picture", "no picture of the house or laboratory"),
    "picture_alt_text_de": ("picture", "not described in both languages"),
}


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_each_gap_alone_is_said_once_and_leads_to_its_form(name, whole, member):
    Organisation.objects.filter(pk=whole.pk).update(**{name: ""})
    whole.refresh_from_db()
    part, sentence = TAKEN_AWAY[name]
    [(found, said)] = missing(whole)
    assert found == part
    assert sentence in said
    page = soup(member.get(at("organisation", whole)))
    [link] = [a for a in page.select("main a") if sentence in a.get_text()]
    assert link["href"] == at(part, whole)
    assert member.get(link["href"]).status_code == 200


def test_a_telephone_will_do_where_no_address_is_given(whole):
    whole.email, whole.telephone = "", "+49 351 1234"
    assert missing(whole) == []


def test_both_languages_at_once_are_one_gap(whole):
    whole.description_de = whole.description_en = ""
    [(_part, said)] = missing(whole)
    assert "German, English" in said


def test_what_an_organisation_does_and_who_speaks_is_missed_too(whole):
    competence, mandate = whole.competences.get(), whole.mandates.get()
    competence.evidence = ""
    competence.save()
    mandate.is_press_contact = False
    mandate.save()
    assert [part for part, _said in missing(whole)] == ["competence", "mandate"]
    competence.delete()
    mandate.delete()
    assert [part for part, _said in missing(whole)] == ["competence_new", "person_new"]


def test_who_speaks_no_longer_is_missed(whole):
    whole.mandates.update(until="2020-01-01")
    assert [part for part, _said in missing(whole)] == ["person_new"]


def test_a_gap_is_gone_once_the_office_has_accepted_what_fills_it(whole, member, coordinator):
    whole.summary_de = ""
    whole.save()
    send(member, at("texts", whole), summary_de="Kann viel.")
    [proposal] = whole.change_proposals.all()
    assert missing(whole)
    proposal.accept(coordinator, dict.fromkeys(proposal.changes, "Kann viel."))
    whole.refresh_from_db()
    assert missing(whole) == []
