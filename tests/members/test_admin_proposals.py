"""The office decides on what members propose."""

import pytest
from django.core import mail
from django.urls import reverse

from members.models import ChangeProposal, Organisation, Person
from members.own_page.change_rules import PARTS
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import changelist, parsed, picture, shown_messages, text, upload
from tests.members.own_page.forms import at, send, words

pytestmark = pytest.mark.django_db
State = ChangeProposal.State


def page_of(change):
    return reverse("admin:members_changeproposal_change", args=[change.pk])


def filled(response):
    """Return what a browser would post from the review."""
    form, posted = parsed(response).select_one("#content form[method=post]"), {}
    for field in form.select("input, textarea, select"):
        if field.get("type") == "radio":
            posted |= {field["name"]: field["value"]} if field.has_attr("checked") else {}
        elif field.get("type") == "checkbox":
            if field.has_attr("checked"):
                posted.setdefault(field["name"], []).append(field["value"])
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            posted[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("name") and field.get("type") != "submit":
            posted[field["name"]] = field.get("value") or field.get_text().removeprefix("\n")
    return posted


def decide(desk, change, press, **typed):
    posted = filled(desk.get(page_of(change))) | {press: "1"} | typed
    return desk.post(page_of(change), posted, follow=True)


@pytest.fixture
def change(alpha, robin):
    alpha.legal_name, alpha.founding_year = "Alpha Radiochemie GmbH", 1998
    alpha.save()
    values = {"legal_name": "Alpha Radiopharmazie GmbH", "founding_year": 1999}
    return make.change(alpha, robin, "facts", **values)


def test_the_start_page_and_the_queue_name_what_waits(desk, change):
    start = desk.get(reverse("admin:index"))
    assert page_of(change) in start.text
    queue = desk.get(changelist(ChangeProposal, "?todo=waiting"))
    assert "Name and facts" in queue.text
    change.withdraw()
    assert page_of(change) not in desk.get(reverse("admin:index")).text


def test_the_review_shows_old_new_and_the_words_that_differ(desk, change):
    page = desk.get(page_of(change))
    assert "Alpha Radiochemie GmbH" in text(page)
    marked = [
        (e.name, e.get_text().split(": ")[-1].strip()) for e in parsed(page).select("ins, del")
    ]
    assert marked[:2] == [("del", "Radiochemie"), ("ins", "Radiopharmazie")]


def test_texts_that_would_take_long_to_compare_stand_one_after_the_other(desk, alpha, robin):
    texts = [" ".join(f"w{i}{end}" for i in range(600)) for end in (" x", " y x")]
    alpha.description_en, wanted = texts
    alpha.save()
    proposal = make.change(alpha, robin, "texts", description_en=wanted)
    page = desk.get(page_of(proposal))  # it took five seconds
    assert [mark.name for mark in parsed(page).select("ins, del")] == ["del", "ins"]


def test_everything_is_accepted_and_the_member_reads_it_once(
    desk, coordinator, change, robin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = decide(desk, change, "accept_all")
    assert "The member gets a letter." in shown_messages(page)[0]
    alpha = Organisation.objects.get()
    assert (alpha.legal_name, alpha.founding_year) == ("Alpha Radiopharmazie GmbH", 1999)
    entry = alpha.history.first()
    assert entry.history_user == coordinator
    assert entry.history_change_reason == f"Proposed by {robin}"
    assert [letter.to for letter in Letter.objects.all()] == [robin.email]
    assert len(mail.outbox) == 1
    letter = Letter.objects.get()
    assert (letter.language, letter.kind) == ("de", "decision")
    assert "Guten Tag" in letter.body
    assert "- Gründungsjahr: angenommen" in letter.body
    assert f"http://testserver/de/mein-profil/einrichtung/alpha/aenderungen/{change.pk}/" in (
        letter.body
    )


def test_some_is_accepted_with_a_reason(desk, change):
    page = decide(desk, change, "accept_ticked", accept=["founding_year"])
    assert "Tell the member why not everything is accepted." in text(page)
    change.refresh_from_db()
    assert change.state == State.SUBMITTED
    decide(desk, change, "accept_ticked", accept=["founding_year"], reason="Nicht im Register.")
    change.refresh_from_db()
    assert change.state == State.PARTLY
    alpha = Organisation.objects.get()
    assert (alpha.legal_name, alpha.founding_year) == ("Alpha Radiochemie GmbH", 1999)
    body = Letter.objects.get().body
    assert "Nicht im Register." in body
    assert "nicht angenommen" in body


def test_the_office_changes_while_accepting_and_the_member_is_told(desk, change):
    decide(desk, change, "accept_all", legal_name="Alpha Radiopharma GmbH")
    assert Organisation.objects.get().legal_name == "Alpha Radiopharma GmbH"
    assert "vom Büro geändert in „Alpha Radiopharma GmbH“" in Letter.objects.get().body
    change.refresh_from_db()
    assert change.decisions["legal_name"]["value"] == "Alpha Radiopharma GmbH"


@pytest.mark.parametrize("reason", ["", "Bitte wie im Register."])
def test_a_return_needs_a_reason(reason, desk, change):
    page = decide(desk, change, "return", reason=reason)
    change.refresh_from_db()
    assert Organisation.objects.get().legal_name == "Alpha Radiochemie GmbH"
    if reason:
        assert change.state == State.RETURNED
        assert reason in Letter.objects.get().body
    else:
        assert change.state == State.SUBMITTED
        assert "Tell the member why the change is returned." in text(page)
        assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"founding_year": "gestern"}, "whole number"),
        ({"founding_year": "1"}, "1400"),
        ({"legal_name": "x" * 300}, "at most 200 characters"),
    ],
)
def test_what_nobody_may_store_is_said_at_the_field(typed, sentence, desk, change):
    page = decide(desk, change, "accept_all", reason="Bleibt.", **typed)
    assert sentence in text(page)
    assert filled(page)["reason"] == "Bleibt."
    change.refresh_from_db()
    assert change.state == State.SUBMITTED
    # What is not accepted need not be right.
    other = ({"founding_year", "legal_name"} - set(typed)).pop()
    decide(desk, change, "accept_ticked", accept=[other], reason="Ein Teil.", **typed)
    change.refresh_from_db()
    assert change.state == State.PARTLY


def test_a_name_taken_meanwhile_is_refused_at_its_field(desk, alpha, robin):
    change = make.change(alpha, robin, "facts", name="Beta")
    make.member("Beta")
    page = decide(desk, change, "accept_all")
    assert parsed(page).select_one("#id_name ~ .errorlist, .errors .errorlist")
    assert Organisation.objects.filter(name="Alpha").exists()


def test_what_changed_meanwhile_is_shown_and_nobody_is_overwritten_unseen(desk, change):
    open_page = filled(desk.get(page_of(change)))
    Organisation.objects.update(legal_name="Alpha & Söhne GmbH")
    page = desk.post(page_of(change), open_page | {"accept_all": "1", "reason": "Meins."})
    change.refresh_from_db()
    assert change.state == State.SUBMITTED
    assert "Alpha & Söhne GmbH" in text(page)
    assert filled(page)["reason"] == "Meins."
    assert Organisation.objects.get().legal_name == "Alpha & Söhne GmbH"
    desk.post(page_of(change), filled(page) | {"accept_all": "1"})
    assert Organisation.objects.get().legal_name == "Alpha Radiopharmazie GmbH"


def test_a_member_who_changes_the_proposal_meanwhile_is_not_overlooked(desk, alpha, member, change):
    open_page = filled(desk.get(page_of(change)))
    send(member, at("facts", alpha), legal_name="Alpha SE")
    page = desk.post(page_of(change), open_page | {"accept_all": "1"})
    change.refresh_from_db()
    assert change.state == State.SUBMITTED
    assert "Alpha SE" in text(page)
    send(member, at("facts", alpha), press="draft", legal_name="Alpha KG")
    assert desk.post(page_of(change), filled(page) | {"accept_all": "1"}).status_code == 404
    assert Organisation.objects.get().legal_name == "Alpha Radiochemie GmbH"


@pytest.mark.parametrize("ending", ["accepted twice", "withdrawn"])
def test_what_is_decided_is_refused_politely(ending, desk, colleague, change):
    open_page = filled(desk.get(page_of(change))) | {"accept_all": "1"}
    if ending == "withdrawn":
        change.withdraw()
    else:
        colleague.post(page_of(change), open_page)
    letters, entries = Letter.objects.count(), Organisation.history.count()
    page = desk.post(page_of(change), open_page)
    assert page.status_code == 200
    assert (Letter.objects.count(), Organisation.history.count()) == (letters, entries)
    assert "submit" not in text(desk.get(page_of(change)))


def test_pictures_stand_side_by_side_for_the_office_alone(desk, client, alpha, member):
    typed = {"logo_alt_text_de": "Logo"}
    send(member, at("logo", alpha), logo=upload(picture((90, 30))), **typed)
    change = ChangeProposal.objects.get()
    address = reverse("admin:members_changeproposal_file", args=[change.pk, "logo"])
    assert address in desk.get(page_of(change)).text
    assert desk.get(address)["Content-Type"] == "image/jpeg"
    for stranger in (member, client.__class__()):
        assert stranger.get(address).status_code in (302, 403)
        assert stranger.get(page_of(change)).status_code in (302, 403)
    decide(desk, change, "accept_all")
    assert Organisation.objects.get().logo.name.startswith("logos/")
    assert desk.get(address).status_code == 404


def test_a_portrait_is_accepted_with_its_focus_and_consent(desk, alpha, member):
    person = make.mandate(at=alpha).person
    typed = {"portrait_agreed_on": "2026-01-01", "portrait_alt_text_de": "Eine Frau"}
    address = at("person", alpha, person.pk)
    send(member, address, portrait=upload(), portrait_focus="0.8x0.2", **typed)
    decide(desk, ChangeProposal.objects.get(), "accept_all")
    person.refresh_from_db()
    assert (person.portrait_focus, str(person.portrait_agreed_on)) == ("0.8x0.2", "2026-01-01")
    assert person.portrait_width == 60
    assert desk.get(person.portrait.w96).status_code == 200


def test_a_draft_is_not_seen_by_the_office(desk, alpha, member):
    send(member, at("facts", alpha), press="draft", legal_name="Geheim")
    assert desk.get(page_of(ChangeProposal.objects.get())).status_code == 404
    assert "Alpha" not in text(desk.get(changelist(ChangeProposal)))


def test_somebody_of_the_same_name_is_pointed_out(desk, alpha, member):
    known = make.person("Eva", "Neu")
    send(member, at("person_new", alpha), given_name="Eva", family_name="Neu")
    page = desk.get(page_of(ChangeProposal.objects.get()))
    assert reverse("admin:members_person_change", args=[known.pk]) in page.text


@pytest.mark.parametrize("who", ["same", "new"])
def test_a_second_person_of_a_name_is_the_choice_of_the_office(desk, alpha, member, who):
    jens = make.person("Jens", "Junker")
    send(member, at("person_new", alpha), given_name="Jens", family_name="Junker")
    change = ChangeProposal.objects.get()
    page = decide(desk, change, "accept_all")
    assert "id_namesake" in page.text
    change.refresh_from_db()
    assert change.state == "submitted"
    decide(desk, change, "accept_all", namesake=str(jens.pk) if who == "same" else "new")
    change.refresh_from_db()
    assert change.state == "accepted"
    assert jens.mandates.filter(organisation=alpha).exists() is (who == "same")
    assert type(jens).objects.count() == (1 if who == "same" else 2)


@pytest.mark.parametrize("part", ["competence", "competence_end", "mandate_end"])
def test_what_is_gone_can_only_be_returned(part, desk, alpha, member):
    competence, mandate = make.competence(alpha), make.mandate(at=alpha)
    target = mandate if part == "mandate_end" else competence
    send(member, at(part, alpha, target.pk), sentence_de="Neu.", until="2026-01-31")
    change = ChangeProposal.objects.get()
    target.delete()
    page = decide(desk, change, "accept_all")
    assert page.status_code == 200
    change.refresh_from_db()
    assert change.state == State.SUBMITTED
    decide(desk, change, "return", reason="Gibt es nicht mehr.")
    change.refresh_from_db()
    assert change.state == State.RETURNED


def test_the_office_reads_what_waits_and_what_does_not(desk):
    page = text(desk.get(reverse("admin:members_changeproposal_rules")))
    for part in PARTS.values():
        assert str(part.label) in page
    assert "legal name" in page


def test_who_only_reads_decides_nothing(client, change):
    reader = make.coordinator()
    client.force_login(reader)
    assert client.get(page_of(change)).status_code == 403
    assert client.post(page_of(change), {"accept_all": "1"}).status_code == 403
    assert not Person.objects.exists()


def test_the_office_reads_its_own_language_whatever_the_member_speaks(desk, alpha, member):
    stage = make.stage(4, name_de="Vorstufen", name_en="Precursors")
    able = make.competence(alpha, stage=stage)
    send(member, at("competence_end", alpha, able.pk))  # by the English page
    queue = desk.get("/admin/members/changeproposal/", headers={"Accept-Language": "de"})
    assert "Vorstufen" in queue.rendered_content
    assert "Precursors" not in queue.rendered_content
    assert "Precursors" in words(member.get(at("organisation", alpha)))
