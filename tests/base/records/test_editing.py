"""Two people at one record, and every refusal of the database as a sentence at its field."""

import pytest

from members.models import (
    Competence,
    FormerName,
    Mandate,
    Membership,
    Organisation,
    Person,
    Radionuclide,
    Stage,
    User,
)
from tests import factories
from tests.desk import add, change, errors, filled, parsed, row_errors, save, text

pytestmark = pytest.mark.django_db

# Two coordinators -----------------------------------------------------------------------------


def test_the_second_who_saves_is_told_and_loses_nothing(desk, colleague):
    firm = factories.organisation("Alpha", summary_de="Alt")
    mine = filled(desk.get(change(firm)))
    save(colleague, change(firm), summary_de="Von Anna")
    refused = desk.post(change(firm), mine | {"legal_name": "Alpha AG", "_save": "1"})
    page = text(refused)
    assert "somebody else saved the same record" in errors(refused)[0]
    assert "Anna Erste" in page
    assert "Alt" in page
    assert "Von Anna" in page
    firm.refresh_from_db()
    assert (firm.summary_de, firm.legal_name) == ("Von Anna", "")
    # Everything typed is still there, and what was not touched says what Anna saved.
    again = filled(refused)
    assert (again["legal_name"], again["summary_de"]) == ("Alpha AG", "Von Anna")
    desk.post(change(firm), again | {"_save": "1"})
    firm.refresh_from_db()
    assert (firm.summary_de, firm.legal_name) == ("Von Anna", "Alpha AG")


def test_a_third_edit_is_told_too(desk, colleague):
    firm = factories.organisation("Alpha")
    mine = filled(desk.get(change(firm)))
    save(colleague, change(firm), summary_de="Eins")
    refused = desk.post(change(firm), mine | {"_save": "1"})
    save(colleague, change(firm), summary_de="Zwei")
    again = desk.post(change(firm), filled(refused) | {"_save": "1"})
    assert "Zwei" in text(again)
    assert Organisation.objects.get().summary_de == "Zwei"


def test_rows_under_the_record_count_as_the_record(desk, colleague):
    firm = factories.member("Alpha")
    mine = filled(desk.get(change(firm)))
    save(colleague, change(firm), **{"memberships-0-until": "2026-01-01"})
    refused = desk.post(change(firm), mine | {"_save": "1"})
    assert "1 January 2026" in text(refused)
    assert str(firm.memberships.get().until) == "2026-01-01"


def test_a_row_deleted_meanwhile_comes_back_with_what_was_typed(desk, colleague):
    firm = factories.organisation("Alpha")
    for name in ("Erster Name", "Zweiter Name"):
        FormerName.objects.create(organisation=firm, name=name)
    mine = filled(desk.get(change(firm)))
    gone = next(n for n, v in mine.items() if v == "Erster Name").removesuffix("name")
    save(colleague, change(firm), **{f"{gone}DELETE": "on"})
    assert firm.former_names.count() == 1
    refused = desk.post(change(firm), mine | {f"{gone}name": "Erster Name GmbH", "_save": "1"})
    shown = [field["value"] for field in parsed(refused).select("[name$='-name'][value]")]
    assert sorted(shown) == ["Erster Name GmbH", "Zweiter Name"]
    desk.post(change(firm), filled(refused) | {"_save": "1"})
    names = firm.former_names.values_list("name", flat=True)
    assert sorted(names) == ["Erster Name GmbH", "Zweiter Name"]


def test_a_form_without_version_is_refused(desk):
    firm = factories.organisation("Alpha")
    typed = filled(desk.get(change(firm))) | {"name": "Beta"}
    for seen in ("", "x", "9.9", "0.0.0\x00"):
        assert desk.post(change(firm), typed | {"seen": seen}).status_code == 200
    assert Organisation.objects.get().name == "Alpha"


def test_a_record_deleted_meanwhile_answers_with_a_sentence(desk, colleague):
    firm = factories.organisation("Alpha")
    mine = filled(desk.get(change(firm)))
    colleague.post(f"/admin/members/organisation/{firm.pk}/delete/", {"post": "yes"})
    answer = desk.post(change(firm), mine | {"_save": "1"}, follow=True)
    assert "“Alpha” was deleted by Anna Erste" in text(answer)


def test_an_untouched_form_leaves_no_trace(desk):
    firm = factories.organisation("Alpha", description_de="Ein Absatz.\n\nNoch einer.")
    posted = filled(desk.get(change(firm)))
    posted["description_de"] = posted["description_de"].replace("\n", "\r\n")
    assert desk.post(change(firm), posted | {"_save": "1"}).status_code == 302
    assert firm.history.count() == 1


# Constraints, each posted through the page ----------------------------------------------------

NUL = "a\x00b"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "Beta"}, "name", "already exists"),
        ({"slug": "beta"}, "slug", "already exists"),
        ({"slug": "once"}, "slug", "once belonged"),
        ({"parent": "self"}, "parent", "cannot belong to itself"),
        ({"founding_year": "999"}, "founding_year", "1400"),
        ({"latitude": "91"}, "latitude", "90"),
        ({"latitude": "1e400"}, "latitude", "digits"),
        ({"ror_id": "1"}, "ror_id", "Nine characters"),
        ({"address_country": "D"}, "address_country", "Two capital letters"),
        ({"url": "x" * 10_000}, "url", "200"),
        ({"summary_de": "x" * 10_000}, "summary_de", "300"),
        ({"legal_name": NUL}, "legal_name", "Null characters"),
        ({"description_en": NUL}, "description_en", "Null characters"),
        ({"parent": NUL}, "parent", "Null characters"),
        ({"parent": "9" * 40}, "parent", "valid choice"),
        ({"parent": "x"}, "parent", "valid choice"),
    ],
)
def test_organisation_refusals(desk, typed, field, sentence):
    firm = factories.organisation("Alpha")
    beta = factories.organisation("Once")
    beta.name, beta.slug = "Beta", "beta"
    beta.save()
    typed = {name: str(firm.pk) if v == "self" else v for name, v in typed.items()}
    answer = save(desk, change(firm), telephone="+49 351 1", **typed)
    assert answer.status_code == 200
    assert sentence in " ".join(errors(answer, field))
    assert filled(answer)["telephone"] == "+49 351 1"
    assert Organisation.objects.get(pk=firm.pk).telephone == ""


@pytest.mark.parametrize(
    ("rows", "field", "sentence"),
    [
        ([{"role": "member"}, {"role": "member"}], "__all__", "repeats another"),
        ([{"role": "founding_member"}], "__all__", "already held"),
        ([{"role": "member", "since": "2026-01-02", "until": "2026-01-01"}], "until", "before"),
        ([{"role": "king"}], "role", "valid choice"),
        ([{"role": "member", "since": NUL}], "since", "valid date"),
    ],
)
def test_membership_refusals(desk, rows, field, sentence):
    firm = factories.member("Alpha")
    typed = {f"memberships-{n}-{f}": v for n, row in enumerate(rows, 1) for f, v in row.items()}
    answer = save(desk, change(firm), **typed, **{"memberships-TOTAL_FORMS": len(rows) + 1})
    assert sentence in " ".join(row_errors(answer)[field])
    assert Membership.objects.count() == 1


def test_an_added_row_is_saved_even_with_what_was_offered(desk):
    firm = factories.organisation("Alpha")
    save(desk, change(firm), **{"memberships-TOTAL_FORMS": 1, "memberships-0-role": "member"})
    assert firm.role_on() == "member"


def test_a_former_name_cannot_stand_twice(desk):
    firm = factories.organisation("Alpha")
    typed = {"former_names-TOTAL_FORMS": 2, "former_names-0-name": "A", "former_names-1-name": "A"}
    assert save(desk, change(firm), **typed).context["problems"]
    FormerName.objects.create(organisation=firm, name="A")
    typed = {"former_names-TOTAL_FORMS": 2, "former_names-1-name": "A"}
    assert save(desk, change(firm), **typed).context["problems"]
    assert FormerName.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"family_name": ""}, "family_name", "required"),
        ({"email": "a@example.org"}, "contact_agreed_on", "agreed to public contact"),
        ({"orcid": "1"}, "orcid", "Four groups"),
        ({"slug": "beta"}, "slug", "already exists"),
        ({"portrait_focus": "x" * 21}, "portrait_focus", "20"),
        ({"contact_agreed_on": "31.02.2026"}, "contact_agreed_on", "valid date"),
    ],
)
def test_person_refusals(desk, typed, field, sentence):
    person = factories.person()
    factories.person(slug="beta")
    answer = save(desk, change(person), **typed)
    assert sentence in " ".join(errors(answer, field))


def test_mandate_refusals(desk):
    held = factories.mandate()
    answer = save(desk, change(held), since="2026-01-02", until="2026-01-01")
    assert "before" in errors(answer, "until")[0]
    answer = save(desk, change(held), organisation="")
    assert "required" in errors(answer, "organisation")[0]
    assert Mandate.objects.get().until is None


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"symbol": "Xx"}, "symbol", "No chemical element"),
        ({"mass_number": "9" * 40}, "mass_number", "less than or equal"),
        ({"mass_number": "0"}, "mass_number", "greater than or equal"),
        ({"symbol": "F", "mass_number": "18"}, "mass_number", "already exists"),
        ({"half_life": "", "half_life_unit": "d"}, "half_life_unit", "number above zero"),
        ({"half_life": "0"}, "half_life_unit", "number above zero"),
        ({"source": ""}, "source", "required"),
        ({"alpha_percent": "60", "isomeric_percent": "50"}, "isomeric_percent", "at most 100"),
        ({"alpha_percent": "100.5"}, "alpha_percent", "less than or equal"),
        ({"alpha_percent": "60", "capture_percent": "40"}, "principal_decay", "most per cent"),
    ],
)
def test_radionuclide_refusals(desk, typed, field, sentence):
    factories.radionuclide("F", 18)
    lutetium = factories.radionuclide()
    answer = save(desk, change(lutetium), **typed)
    assert sentence in " ".join(errors(answer, field))
    assert Radionuclide.objects.get(pk=lutetium.pk).symbol == "Lu"


def test_a_competence_cannot_be_entered_twice(desk):
    firm = factories.organisation()
    lutetium = factories.radionuclide()
    for nuclide in (lutetium, None):
        first = factories.competence(firm, stage=factories.stage(), radionuclide=nuclide)
        posted = filled(desk.get(change(first)))
        answer = save(desk, add(Competence), **posted | {"seen": ""})
        assert str(first) in errors(answer, "stage")[0]
    assert Competence.objects.count() == 2


def test_stage_and_user_refusals(desk):
    _, second = factories.stage(1), factories.stage(2)
    assert errors(save(desk, change(second), number="1"), "number")
    factories.coordinator("taken@example.org")
    answer = save(desk, add(User), email="Taken@Example.org")
    assert errors(answer, "email")
    assert Stage.objects.get(pk=second.pk).number == 2


def test_a_new_person_with_mandates_in_one_go(desk):
    firm = factories.organisation()
    typed = {
        "given_name": "Maria",
        "family_name": "Muster",
        "mandates-TOTAL_FORMS": "1",
        "mandates-0-organisation": firm.pk,
        "mandates-0-job_title_de": "Geschäftsführerin",
    }
    save(desk, add(Person), **typed)
    person = Person.objects.get()
    assert person.mandates.get().job_title == "Geschäftsführerin"
    assert person.history.get().history_user.is_staff


def test_an_emptied_address_is_said_beside_another_refusal(desk):
    """The form's own links lead to the stored record, not to what was just typed."""
    firm = factories.member()
    answer = save(desk, change(firm), slug="", name="")
    assert errors(answer, "name")
    assert firm.get_absolute_url() in answer.rendered_content
    item = factories.published()
    assert save(desk, change(item), slug_de="", headline_de="", headline_en="").status_code == 200
