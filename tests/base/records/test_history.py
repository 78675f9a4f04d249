"""Who changed what when, in words, and the way back; deleting never loses what is used."""

import pytest
from django.test import Client

from members.models import FormerName, Organisation, Person
from tests import factories
from tests.desk import change, changelist, filled, page, save, shown_messages, text

pytestmark = pytest.mark.django_db


def test_the_history_says_who_changed_what(desk, colleague):
    firm = factories.member("Alpha", kind="company")
    parent = factories.organisation("Konzern")
    save(colleague, change(firm), parent=parent.pk, kind="university", is_listed=None)
    save(colleague, change(firm), **{"memberships-0-until": "2026-01-01"})
    said = text(desk.get(page(firm, "history")))
    for words in (
        "Anna Erste changed",
        "Belongs to before: – after: Konzern",
        "Kind before: company after: university",
        "Listed before: yes after: no",
        "Membership “Alpha: founding member”",
        "Until before: – after: 1 January 2026",
    ):
        assert words in said
    assert "Summary" not in said


def test_many_to_many_and_moments_are_told_in_words(desk, colleague):
    item = factories.draft(organisations=[factories.organisation("Alpha")])
    beta = factories.organisation("Beta")
    save(colleague, change(item), organisations=[beta.pk])
    colleague.post(page(item, "publish"))
    said = text(desk.get(page(item, "history")))
    assert "Organisations before: – after: Beta" in said
    assert "(Berlin time)" in said
    gone = beta.pk
    beta.delete()
    assert f"deleted entry {gone}" in text(desk.get(page(item, "history")))


def test_a_version_comes_back(desk):
    firm = factories.organisation("Alpha", summary_de="Alt")
    save(desk, change(firm), summary_de="Neu")
    version = page(firm, "version", firm.history.last().history_id)
    shown = desk.get(version)
    assert "In one sentence (German) Neu Alt" in text(shown)
    answer = desk.post(version, filled(shown), follow=True)
    assert "is back" in shown_messages(answer)[0]
    firm.refresh_from_db()
    assert firm.summary_de == "Alt"
    assert "Back to the version" in firm.history.first().history_change_reason
    assert firm.history.first().history_user.is_staff


def test_bringing_back_leaves_the_state_of_news_alone(desk):
    item = factories.draft("Alt", headline_de="Alt")
    old = page(item, "version", item.history.last().history_id)
    save(desk, change(item), headline_de="Neu")
    desk.post(page(item, "publish"))
    desk.post(old, filled(desk.get(old)))
    item.refresh_from_db()
    assert item.headline_de == "Alt"
    assert item.is_public


def test_a_version_that_is_not_allowed_any_more_is_refused_with_a_sentence(desk):
    firm = factories.organisation("Alpha")
    old = page(firm, "version", firm.history.last().history_id)
    save(desk, change(firm), name="Beta", slug="beta")
    factories.organisation("Alpha", slug="neu")
    answer = desk.post(old, filled(desk.get(old)))
    assert answer.status_code == 200
    assert "already exists" in text(answer)
    assert Organisation.objects.get(pk=firm.pk).name == "Beta"


def test_bringing_back_meets_the_others(desk, colleague):
    firm = factories.organisation("Alpha", summary_de="Alt")
    save(desk, change(firm), summary_de="Neu")
    old = page(firm, "version", firm.history.last().history_id)
    posted = filled(desk.get(old))
    save(colleague, change(firm), summary_de="Von Anna")
    assert "meanwhile" in text(desk.post(old, posted))
    assert Organisation.objects.get().summary_de == "Von Anna"


def test_what_was_deleted_comes_back(desk):
    firm = factories.organisation("Alpha", legal_name="Alpha AG")
    pk = firm.pk
    desk.post(page(firm, "delete"), {"post": "yes"})
    firm.pk = pk
    assert not Organisation.objects.exists()
    assert "Alpha" in text(desk.get("/admin/members/organisation/deleted/"))
    assert "deleted" in text(desk.get(page(firm, "history")))
    version = page(firm, "version", firm.history.model.objects.first().history_id)
    desk.post(version, filled(desk.get(version)))
    assert Organisation.objects.get(pk=pk).legal_name == "Alpha AG"


@pytest.mark.parametrize("path", ["history/", "history/1/", "history/999/"])
def test_pages_of_history_need_a_right_and_a_record(desk, path):
    assert desk.get(f"/admin/members/organisation/999/{path}").status_code == 404
    assert desk.get(f"/admin/members/organisation/x/{path}").status_code in (302, 404)
    firm = factories.organisation()
    nobody = Client()
    nobody.force_login(factories.coordinator())
    number = firm.history.first().history_id
    for address in (page(firm, "history"), page(firm, "version", number)):
        assert nobody.get(address).status_code == 403
        assert nobody.post(address, {"seen": "1"}).status_code in (403, 405)
    assert nobody.get("/admin/members/organisation/deleted/").status_code == 403


def test_restoring_needs_the_right_to_change(desk, coordinator):
    coordinator.groups.get().permissions.remove(
        *coordinator.groups.get().permissions.filter(codename="change_organisation")
    )
    firm = factories.organisation("Alpha")
    firm.name = "Beta"
    firm.save()
    version = page(firm, "version", firm.history.last().history_id)
    shown = desk.get(version)
    assert "Bring this version back" not in text(shown)
    assert desk.post(version, filled(shown)).status_code == 403
    assert Organisation.objects.get().name == "Beta"


# Deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("used", ["person", "organisation"])
def test_the_refusal_to_delete_says_where_it_is_used(desk, used):
    item = factories.published("Gründung")
    speaker, firm = factories.person("Maria", "Muster"), factories.organisation("Alpha")
    factories.statement(item, speaker, [firm])
    record = {"person": speaker, "organisation": firm}[used]
    for answer in (
        desk.get(page(record, "delete")),
        desk.post(page(record, "delete"), {"post": 1}),
    ):
        assert str(item) in text(answer)
        assert "Maria Muster" in text(answer)
    chosen = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    assert str(item) in text(desk.post(changelist(type(record)), chosen))
    assert type(record).objects.filter(pk=record.pk).exists()


def test_rows_that_news_needs_are_kept_with_a_sentence(desk):
    held = factories.mandate(is_press_contact=True)
    item = factories.draft(press_contact=held)
    answer = save(desk, change(held.person), **{"mandates-0-DELETE": "on"})
    assert str(item) in " ".join(map(str, answer.context["problems"]))
    assert held.person.mandates.exists()


def test_what_nothing_hangs_on_can_be_deleted(desk):
    firm = factories.organisation()
    FormerName.objects.create(organisation=firm, name="Alt")
    person = factories.person()
    chosen = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    desk.post(changelist(Person), chosen)
    desk.post(page(firm, "delete"), {"post": "yes"})
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()
