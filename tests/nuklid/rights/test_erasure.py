"""Erased is erased: a word planted wherever a person can stand is searched for in the dump."""

import io
import json
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client

from members.models import ChangeProposal, Person, User
from news.models import AuthorisationRequest, DismissedQuotation
from nuklid.base.letters.models import Letter
from nuklid.base.management.commands.reindex import forget_unused
from nuklid.rights.rows import histories, rows_about
from tests import factories as make
from tests.desk import add, change, picture, save, upload
from tests.members.own_page.forms import at, send, signed_in
from tests.nuklid.rights.test_rights import CANARY, dump, post

pytestmark = pytest.mark.django_db(transaction=True)
KEPT_APART = (
    "base.AuditEvent",
    "base.Notice",
    "news.DismissedQuotation",
    "news.NewsItem",
    "members.Opening",
    "admin.LogEntry",
)  # about others too


def lines():
    return [line for line in dump()[0].splitlines() if CANARY in line]


def archive(response):
    return zipfile.ZipFile(io.BytesIO(response.content))


@pytest.fixture
def alpha():
    return make.member("Alpha", edits_at_once=True)


@pytest.fixture
def karla(alpha):
    """Somebody with a row of every kind that is about one person."""
    agreed = dict.fromkeys(("contact_agreed_on", "portrait_agreed_on"), "2026-01-01")
    person = make.person("Karla", CANARY.title(), email="k@a.example", **agreed)
    person.slug = "karla-neu"
    person.save()
    mandate = make.mandate(person, alpha)
    said = make.statement(make.draft(press_contact=mandate), person)
    asked = make.auth_request(said)
    asked.letter = make.letter(to="vorzimmer@a.example")
    asked.save()
    make.preview(email=person.email)
    asked.answers.create(
        decision_de="changed",
        decision_en="changed",
        text_de="Ja.",
        text_en="Yes.",
        reason="Besser so.",
        answered_by="Karla",
        receipt=make.letter(to="vorzimmer@a.example"),
    )
    waiting = propose(alpha, "person", person.pk, biography_de="Neu.", portrait="x.png")
    waiting.files.create(column="portrait", name="x.png", content=picture())
    propose(alpha, "mandate", mandate.pk, job_title_de="Neu")
    propose(alpha, "mandate_new", None, person=person.pk)
    return person


def propose(alpha, part, pk, **values):
    made = ChangeProposal(organisation=alpha, part=part, object_id=pk)
    made.keep({name: {"old": "", "new": new} for name, new in values.items()}, None, "de")
    return made


def plantable(row):
    """Return {column: value} with the canary in every column of texts, JSON or bytes."""
    found = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, models.JSONField):
            told = {"email": {"old": CANARY, "new": CANARY, "accepted": True}}
            found[field.name] = getattr(row, field.name) | told
        elif isinstance(field, models.BinaryField):
            found[field.name] = CANARY.encode()
        elif isinstance(field, models.CharField | models.TextField):
            roomy = (field.max_length or 100) > len(CANARY) + 10
            if roomy and not field.choices and not field.name.startswith("history_"):
                found[field.name] = CANARY + "@a.example" * isinstance(field, models.EmailField)
    return found


def plant(rows):
    """Write the canary into every column of `rows` and of their earlier versions."""
    for row in [*rows, *histories(rows)]:
        # Past the managers of what is otherwise only added to.
        models.QuerySet(type(row)).filter(pk=row.pk).update(**plantable(row))


def test_no_column_of_any_row_about_a_person_is_left(desk, karla):
    everything = [rows for rows in rows_about(karla) if rows.model._meta.label not in KEPT_APART]
    assert {rows.model._meta.label for rows in everything if not rows.exists()} == set()
    pks = [(rows.model, list(rows.values_list("pk", flat=True))) for rows in everything]
    for model, keys in pks:  # read before: what was planted is no longer found by its name
        plant(model.objects.filter(pk__in=keys))
    planted = len(lines())
    assert planted > 60
    post(desk, karla, do="erase", sure="on")
    assert lines() == []
    assert dump()[1] == []


def test_nothing_noted_about_others_names_whom_it_was_erased_for(desk, alpha, karla):
    """The letters, proposals, reasons and notes of others, written by the portal itself."""
    mila = make.representative(alpha)
    name = str(karla)
    send(signed_in(mila), at("facts", alpha), legal_name="Alpha AG")
    one = ChangeProposal.objects.get(part="facts")
    desk.post(change(one), {"return": "", "reason": f"Bitte {name} fragen.", "seen": one.version()})
    send(signed_in(mila), at("person_new", alpha), given_name="Dr. KARLA", family_name=CANARY)
    send(signed_in(mila), at("texts", alpha), description_de=f"Geleitet von Frau {CANARY}.")
    two = ChangeProposal.objects.get(part="texts")
    two.accept(make.coordinator(), two.proposed(), f"Frau\n{CANARY} weiß es.")
    make.mandate(at=alpha, delegate_name=name, delegate_email="k@a.example")
    DismissedQuotation.objects.create(
        item=make.draft(),
        language="de",
        words=f"Ein Tag mit {name}",
        fingerprint="f",
        decided_by=make.coordinator(),
    )
    page = desk.get(f"/admin/members/person/{karla.pk}/rights/").rendered_content
    assert f"/admin/members/organisation/{alpha.pk}/change/" not in page  # “Frau …”: no full name
    before = Letter.objects.count()
    post(desk, karla, do="erase", sure="on")
    alpha.refresh_from_db()
    assert CANARY in alpha.description_de  # what all read is the office's to mend
    alpha.description_de = ""
    alpha.save()
    alpha.history.all().delete()
    forget_unused()
    assert lines() == []
    assert Letter.objects.count() < before
    one.refresh_from_db()
    assert one.reason == "Bitte […] fragen."


def test_public_texts_that_name_somebody_are_shown_to_the_office(desk, karla, alpha):
    item = make.published(body_de=f"<p>{karla} sagt es.</p>")
    page = desk.get(f"/admin/members/person/{karla.pk}/rights/").rendered_content
    assert f"/admin/news/newsitem/{item.pk}/change/" in page


def test_a_letter_to_somebody_that_others_rely_on_is_no_obstacle(desk, karla):
    """Karla answers for another speaker, whose published words stay."""
    said = make.statement(make.published(), authorised=False)
    asked = make.auth_request(said, email=karla.email, is_delegate=True)
    asked.letter = make.letter(to=karla.email)
    asked.save()
    post(desk, karla, do="erase", sure="on")
    asked = AuthorisationRequest.objects.get(pk=asked.pk)
    assert (asked.letter, asked.email) == (None, "")


@pytest.fixture
def robin(desk, alpha):
    """A representative who was invited, changed things and had them accepted, by real pages."""
    save(
        desk,
        add(User),
        email=f"{CANARY}@alpha.example",
        first_name="Robin",
        last_name=CANARY.title(),
        organisations=[alpha.pk],
    )
    user = User.objects.get(email=f"{CANARY}@alpha.example")
    own = signed_in(user)
    send(own, at("contact", alpha), telephone="0351 2")
    send(own, at("facts", alpha), legal_name="Alpha AG")
    waiting = ChangeProposal.objects.get(part="facts")
    seen = desk.get(change(waiting)).context["form"].version
    desk.post(change(waiting), {"accept_all": "", "legal_name": "Alpha AG", "seen": seen})
    send(own, at("logo", alpha), logo=upload(), logo_alt_text_de="Logo")
    return user


def test_an_account_goes_from_the_reasons_in_the_histories_of_others(desk, alpha, robin):
    asking = Client()
    asking.post("/de/anmelden/", {"email": robin.email})
    sessions = Session.objects.count()
    assert (
        CANARY in str(list(alpha.history.values_list("history_change_reason", flat=True))).lower()
    )
    post(desk, robin, do="erase", sure="on")
    assert lines() == []
    assert Session.objects.count() == sessions - 2  # the own one, and the one that waits for a code
    assert alpha.history.filter(legal_name="Alpha AG").exists()
    assert ChangeProposal.objects.get(part="logo").files.exists()  # the member's, not the person's


def test_an_erased_colleague_is_named_in_no_letter(desk, colleague):
    anna = User.objects.get(first_name="Anna")
    User.objects.filter(pk=anna.pk).update(last_name=CANARY.title(), email=f"{CANARY}@x.example")
    save(colleague, add(User), email="rep@alpha.example", organisations=[make.member().pk])
    assert lines()
    anna.refresh_from_db()
    post(desk, anna, do="erase", sure="on")
    assert lines() == []
    assert "[…]" in Letter.objects.get(to="rep@alpha.example").body


def test_everything_is_handed_out_what_waits_too(desk, karla):
    found = archive(post(desk, karla, do="export"))
    told = json.loads(found.read("data.json"))
    parts = {row["part"] for row in told["members.ChangeProposal"]}
    assert parts == {"person", "mandate", "mandate_new"}
    waiting = [name for name in found.namelist() if name.startswith("waiting/")]
    assert [found.read(name) for name in waiting] == [picture()]
    assert told["news.NewsItem"]


def test_an_account_is_handed_out_with_what_it_may_edit(desk, alpha, robin):
    found = archive(post(desk, robin, do="export"))
    told = json.loads(found.read("data.json"))
    assert told["members.User"][0]["organisations"] == ["Alpha"]
    assert {row["kind"] for row in told["base.Letter"]} == {"invitation", "decision", "notice"}
    assert len(told["members.ChangeProposal"]) == 3
    assert "password" not in told["members.User"][0]


def test_a_consent_taken_back_takes_it_from_proposals_and_letters(desk, alpha, karla):
    ChangeProposal.objects.all().delete()
    send(
        signed_in(make.representative(alpha, first_name="Robin")),
        at("person", alpha, karla.pk),
        email=f"{CANARY}@b.example",
        contact_agreed_on="2026-02-02",
    )
    proposal = ChangeProposal.objects.get(part="person")
    proposal.accept(make.coordinator(), proposal.proposed() | {"email": f"neu-{CANARY}@b.example"})
    assert sum(f"{CANARY}@b.example" in line for line in lines()) > 4
    post(desk, karla, do="contact")
    assert [line for line in lines() if "@" in line] == []
    proposal.refresh_from_db()
    assert proposal.changes == {}


def test_a_portrait_that_waits_goes_with_the_consent(desk, karla):
    waiting = ChangeProposal.objects.get(part="person")
    waiting.files.create(column="other", name="x", content=ContentFile(b"x").read())
    post(desk, karla, do="portrait")
    assert list(waiting.files.values_list("column", flat=True)) == ["other"]
    waiting.refresh_from_db()
    assert list(waiting.changes) == ["biography_de"]


def test_a_consent_taken_back_takes_it_from_how_the_person_came_too(desk, alpha, coordinator):
    mila = signed_in(make.representative(alpha))
    contact = {"email": f"{CANARY}@alpha.example", "contact_agreed_on": "2026-01-01"}
    send(mila, at("person_new", alpha), given_name="Eva", family_name="Neu", **contact)
    proposal = ChangeProposal.objects.get()
    proposal.accept(coordinator, proposal.proposed())
    post(desk, Person.objects.get(pk=proposal.object_id), do="contact")
    proposal.refresh_from_db()
    assert CANARY not in str(proposal.changes)


def test_who_was_only_proposed_is_erased_by_way_of_an_entry(desk, alpha):
    mila = signed_in(make.representative(alpha))
    send(mila, at("person_new", alpha), given_name="Karla", family_name=CANARY.title())
    proposal = ChangeProposal.objects.get()
    seen = desk.get(change(proposal)).context["form"].version
    desk.post(change(proposal), {"return": "", "reason": "Bitte später.", "seen": seen})
    assert Letter.objects.filter(body__contains=CANARY.title()).exists()
    entry = make.person("Karla", CANARY.title(), is_listed=False)
    post(desk, entry, do="erase", sure="on")
    assert lines() == []
    assert not ChangeProposal.objects.exists()
