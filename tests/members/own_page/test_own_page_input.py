"""What is sent to the forms of the own page: too much, wrong, and pictures."""

import pytest
from django.test import Client

from members.models import ChangeProposal, Competence, Mandate, Organisation, Person
from members.own_page.change_rules import PARTS
from tests import factories as make
from tests.desk import change, picture, upload
from tests.members.own_page.forms import at, filled, problems, send, signed_in, words
from tests.reading import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def targets(alpha):
    """Return {part: arguments of its form} for each part that is about a row of Alpha."""
    competence, mandate = make.competence(alpha), make.mandate(at=alpha, since="2020-01-01")
    rows = {"competence": [competence.pk], "mandate": [mandate.pk], "person": [mandate.person_id]}
    return {key: [] if part.is_new else rows.get(part.subject, []) for key, part in PARTS.items()}


def everything(beta):
    """Return a value for every column there is, as one who reads the source would send it."""
    names = {
        field.name
        for model in (Organisation, Person, Mandate, Competence, ChangeProposal)
        for field in model._meta.get_fields()
        if field.concrete
    }
    return dict.fromkeys(names, str(beta.pk)) | {f"{name}_id": str(beta.pk) for name in names}


@pytest.mark.parametrize("part", PARTS)
def test_no_form_takes_more_than_its_own_fields(part, alpha, member, targets):
    beta = make.member("Beta")
    make.competence(beta)
    make.mandate(at=beta)
    known = list(Organisation.objects.values_list("pk", "slug", "is_listed", "edits_at_once"))
    address = at(part, alpha, *targets[part])
    form = filled(member.get(address))
    member.post(address, everything(beta) | form | {"send": ""})
    member.post(address, form | everything(beta) | {"send": ""})
    for made in ChangeProposal.objects.all():
        assert (made.organisation, made.part) == (alpha, part)
        assert set(made.changes) <= set(PARTS[part].columns)
        assert made.object_id in (None, alpha.pk, *targets[part])
        assert made.proposed_by.email == "robin@alpha.example"
        assert made.state in ("draft", "submitted")
    told = Organisation.objects.values_list("pk", "slug", "is_listed", "edits_at_once")
    assert list(told) == known
    assert not beta.change_proposals.exists()


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("contact", {"email": "kein at"}, "email"),
        ("contact", {"url": "javascript:alert(1)"}, "url"),
        ("contact", {"address_country": "Mittelerde"}, "address_country"),
        ("facts", {"name": ""}, "name"),
        ("facts", {"name": "Beta"}, "name"),
        ("facts", {"founding_year": "-3"}, "founding_year"),
        ("facts", {"founding_year": "99999999999999999999"}, "founding_year"),
        ("texts", {"summary_de": "x" * 301}, "summary_de"),
        ("texts", {"summary_de": "a\x00b"}, "summary_de"),
        ("competence_new", {"stage": "0"}, "stage"),
        ("competence_new", {"stage": "9" * 30}, "stage"),
        ("competence_new", {"kind": "beats"}, "kind"),
        ("person_new", {"since": "gestern"}, "since"),
        ("person_new", {"given_name": "", "family_name": ""}, "family_name"),
        ("competence", {"evidence_url": "www"}, "evidence_url"),
        ("competence", {"stage": ""}, "stage"),
        ("competence", {"sentence_de": "x" * 5000}, "sentence_de"),
        ("mandate", {"since": "31.02.2026"}, "since"),
        ("mandate", {"job_title_de": "x" * 500}, "job_title_de"),
        ("mandate_end", {"until": ""}, "until"),
        ("mandate_end", {"until": "2019-01-01"}, "until"),
        ("mandate_new", {"person": ""}, "person"),
        ("mandate_new", {"person": "x"}, "person"),
        ("person", {"email": "a@"}, "email"),
        ("person", {"contact_agreed_on": "heute"}, "contact_agreed_on"),
        ("person", {"telephone": "1"}, "contact_agreed_on"),
    ],
)
def test_bad_input_is_said_at_the_field_and_the_rest_is_kept(
    part, typed, field, alpha, member, targets
):
    make.member("Beta")
    kept = {"telephone": "0351 9", "ror_id": "01zy2cs03", "boilerplate_en": "Kept."}
    kept |= {"biography_de": "Bleibt.", "sentence_en": "Stays.", "job_title_en": "Stays"}
    address = at(part, alpha, *targets[part])
    shown = set(filled(member.get(address))) - set(typed)
    there = {name: word for name, word in kept.items() if name in shown}
    page = send(member, address, **(there | typed))
    assert page.status_code == 200
    assert f"id_{field}" in problems(page)
    assert soup(page).select_one(f".problems a[href='#id_{field}']")
    assert filled(page).items() >= there.items()
    assert not ChangeProposal.objects.exists()


def logo(member, alpha, press="send"):
    picture_ = upload(picture((300, 300)), "Geheim.jpg")
    send(member, at("logo", alpha), press=press, logo=picture_, logo_alt_text_de="Logo")
    return ChangeProposal.objects.get(part="logo")


def file_for(client, of, by_office=False):
    if by_office:
        return client.get(f"/admin/members/changeproposal/{of.pk}/file/logo/").status_code
    return client.get(at("file", of.organisation, of.pk, "logo")).status_code


def test_a_waiting_picture_is_for_the_two_sides_alone(alpha, member, desk):
    waiting = logo(member, alpha)
    others = (Client(), signed_in(make.representative(make.member("Beta"))), desk)
    assert [file_for(client, waiting) for client in others] == [302, 404, 404]
    readers = (member, Client(), desk)
    assert [file_for(client, waiting, by_office=True) for client in readers] == [302, 302, 200]
    assert file_for(member, waiting) == 200


def test_the_picture_of_a_draft_is_its_authors_alone(alpha, member, desk):
    draft = logo(member, alpha, press="draft")
    assert file_for(member, draft) == 200
    assert file_for(desk, draft, by_office=True) == 404


@pytest.mark.parametrize("accepted", [["logo", "logo_alt_text_de"], ["logo_alt_text_de"]])
def test_a_decided_picture_is_public_under_a_new_name_or_gone(
    accepted, alpha, member, desk, client, settings
):
    waiting = logo(member, alpha)
    old_name = waiting.files.get().name
    seen = desk.get(change(waiting)).context["form"].version
    typed = {"accept": accepted, "accept_ticked": "", "seen": seen, "reason": "Nur der Text."}
    desk.post(change(waiting), typed | {"logo_alt_text_de": "Logo"})
    alpha.refresh_from_db()
    waiting.refresh_from_db()
    assert waiting.state == ("accepted" if "logo" in accepted else "partly_accepted")
    assert (file_for(member, waiting), file_for(desk, waiting, by_office=True)) == (404, 404)
    assert not waiting.files.exists()
    stored = [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert old_name not in stored
    assert bool(stored) is bool(alpha.logo) is ("logo" in accepted)
    if alpha.logo:
        assert client.get(alpha.logo.url).status_code == 200


@pytest.mark.parametrize(
    ("part", "typed", "field", "sentence"),
    [
        ("facts", {"name": ""}, "name", "Bitte füllen Sie dieses Feld aus."),
        ("facts", {"ror_id": "x" * 10}, "ror_id", "Höchstens 9 Zeichen, bitte; es sind 10."),
        ("contact", {"email": "x"}, "email", "Bitte geben Sie eine vollständige E-Mail-Adresse"),
        ("contact", {"url": "x y"}, "url", "Bitte geben Sie eine vollständige Adresse ein: https"),
    ],
)
def test_a_refusal_says_in_german_what_to_do(part, typed, field, sentence, alpha, member):
    page = send(member, at(part, alpha, language="de"), **typed)
    assert sentence in problems(page)[f"id_{field}"]
    assert sentence in words(page).partition("Bitte berichtigen Sie Folgendes")[2]
    assert not ChangeProposal.objects.exists()


def test_a_refused_form_is_still_about_the_organisation_as_it_is(alpha, member):
    page = send(member, at("facts", alpha), name="Ganz anders", ror_id="falsch!")
    assert problems(page)
    assert soup(page).select_one("main .lead").get_text() == "Alpha"
    assert filled(page)["name"] == "Ganz anders"
