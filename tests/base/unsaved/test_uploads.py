"""A file that was chosen stays chosen, whatever else is wrong with its form."""

import pytest
from django.test import Client

from members.models import Person
from nuklid.base.unsaved.models import PendingUpload
from tests import factories as make
from tests.base.unsaved.journeys import FORMS, main_form
from tests.base.unsaved.test_lost_forms import typed
from tests.desk import add, picture, save, upload

pytestmark = pytest.mark.django_db
# A value that the form refuses, at another field than the file's.
REFUSED = {
    "release": {"slug_de": "ä ä"},
    "new release": {"slug_de": "ä ä"},
    "organisation": {"name": ""},
    "person": {"family_name": ""},
    "new person": {"family_name": ""},
    "reading": {"language": ""},
    "member's logo": {"logo_alt_text_de": "", "logo_alt_text_en": ""},
    "member's person": {"portrait_alt_text_de": "", "portrait_alt_text_en": ""},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_form_keeps_the_file(name):
    form = FORMS[name]()
    client = form.client()
    refused = client.post(form.address, typed(form, client) | {"text": ""} | REFUSED[name])
    assert refused.status_code == 200
    row = PendingUpload.objects.get()
    assert f"“{row.name}” is still chosen" in refused.text
    assert main_form(refused)[f"{form.file}-chosen"] == [row.token]
    # Refused again, it is still there, and not stored twice.
    posted = main_form(refused) | REFUSED[name]
    assert f"“{row.name}” is still chosen" in client.post(form.address, posted).text
    assert PendingUpload.objects.get() == row


def test_a_new_person_keeps_the_portrait_though_the_day_of_consent_was_forgotten(desk):
    refused = save(
        desk, add(Person), given_name="A", family_name="N", portrait=upload(picture(), "Anna.jpg")
    )
    assert "agreed to the portrait" in refused.text
    desk.post(add(Person), main_form(refused) | {"portrait_agreed_on": "2026-01-01", "_save": "1"})
    person = Person.objects.get()
    assert person.portrait_width == 60
    assert "Anna" not in person.portrait.name
    assert not PendingUpload.objects.exists()


def test_a_member_sends_the_logo_that_was_refused_for_its_missing_words():
    form = FORMS["member's logo"]()
    client = form.client()
    data = typed(form, client) | {form.field: ""}
    refused = client.post(form.address, data | {"send": ""})
    client.post(form.address, main_form(refused) | {form.field: "Ein Kreis", "send": ""})
    (proposal,) = form.writer.organisations.get().change_proposals.all()
    assert proposal.state == "submitted"
    assert bytes(proposal.files.get().content).startswith(b"\xff\xd8")


def test_what_is_held_back_was_cleaned_and_a_file_that_is_wrong_is_not_held_back(desk):
    save(desk, add(Person), family_name="", portrait=upload(b"Hello", "x.jpg"))
    assert not PendingUpload.objects.exists()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9"/></svg>'
    save(desk, add(make.Organisation), name="", logo=upload(svg, "logo.svg", "image/svg+xml"))
    assert b"alert" not in bytes(PendingUpload.objects.get().content)


def test_the_token_of_another_user_is_useless(desk):
    form = FORMS["member's logo"]()
    client = form.client()
    refused = client.post(form.address, typed(form, client) | {form.field: ""})
    token = main_form(refused)["logo-chosen"]
    firm = make.organisation("Beta")
    save(desk, f"/admin/members/organisation/{firm.pk}/change/", **{"logo-chosen": token})
    firm.refresh_from_db()
    assert not firm.logo
    Client().post(form.address, {"logo-chosen": token})
    assert PendingUpload.objects.exists()


def test_unticked_it_is_dropped_and_another_file_takes_its_place(desk):
    data = {"given_name": "A", "family_name": "", "portrait_agreed_on": "2026-01-01"}
    first = save(desk, add(Person), portrait=upload(picture(), "Anna.jpg"), **data)
    unticked = main_form(first) | {"family_name": "Ohne", "_save": "1"}
    del unticked["portrait-chosen"]
    desk.post(add(Person), unticked)
    assert not Person.objects.get(family_name="Ohne").portrait
    other = main_form(first) | {"family_name": "Mit", "portrait": upload(picture((8, 9)), "b.jpg")}
    desk.post(add(Person), other | {"_save": "1"})
    assert Person.objects.get(family_name="Mit").portrait_width == 8
