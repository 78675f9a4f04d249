"""Two coordinators at one release, and what may be deleted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Person
from news.models import Authorisation, NewsItem, Statement
from tests import factories
from tests.desk import change, changelist, filled, page, parsed, save, save_anyway, text

pytestmark = pytest.mark.django_db


def test_two_coordinators_at_one_release(desk, colleague):
    item = factories.draft()
    factories.statement(item, factories.person("Maria", "Muster"), text_de="Alt.")
    mine = filled(desk.get(change(item)))
    save_anyway(colleague, change(item), **{"statements-0-text_de": "Von Anna."})
    refused = desk.post(change(item), mine | {"headline_de": "Meins", "_save": "1"})
    said = text(refused)
    for words in ("Anna Erste", "Maria Muster", "Wording (German)", "Von Anna."):
        assert words in said
    assert filled(refused)["headline_de"] == "Meins"
    item.refresh_from_db()
    assert item.headline_de != "Meins"
    assert item.statements.get().text_de == "Von Anna."


def test_publishing_meanwhile_counts_as_an_edit(desk, colleague):
    item = factories.draft()
    mine = filled(desk.get(change(item)))
    colleague.post(page(item, "publish"))
    refused = desk.post(change(item), mine | {"headline_de": "Meins", "_save": "1"})
    assert "Published at" in text(refused)
    item.refresh_from_db()
    assert item.is_public


def test_a_statement_deleted_meanwhile_comes_back_in_the_form(desk, colleague):
    item = factories.draft()
    for number in (10, 20):
        factories.statement(item, text_de=f"Satz {number}.", position=number)
    mine = filled(desk.get(change(item)))
    save(colleague, change(item), **{"statements-0-DELETE": "on"})
    refused = desk.post(change(item), mine | {"_save": "1"})
    words = [t.get_text(strip=True) for t in parsed(refused).select("[name$='-text_de']")]
    assert sorted(filter(None, words)) == ["Satz 10.", "Satz 20."]
    desk.post(change(item), filled(refused) | {"_save": "1"})
    assert sorted(s.text_de for s in item.statements.all()) == ["Satz 10.", "Satz 20."]


# Deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["published", "scheduled", "withdrawn"])
def test_what_was_published_cannot_be_deleted(desk, state):
    item = factories.published()
    if state == "scheduled":
        item.publish(at=timezone.now() + timedelta(days=2))
    if state == "withdrawn":
        item.withdraw(withdrawal_reason_de="Falsch.", withdrawal_reason_en="Wrong.")
    assert not parsed(desk.get(change(item))).select(".deletelink")
    for answer in (desk.get(page(item, "delete")), desk.post(page(item, "delete"), {"post": 1})):
        assert "withdrawn, never deleted" in text(answer)
    chosen = {"action": "delete_selected", "_selected_action": [item.pk], "post": "yes"}
    assert "withdrawn, never deleted" in text(desk.post(changelist(NewsItem), chosen))
    assert NewsItem.objects.filter(pk=item.pk).exists()


def test_a_draft_goes_with_its_statements_and_their_authorisations(desk):
    item = factories.draft()
    factories.statement(item, organisations=[factories.organisation()])
    assert parsed(desk.get(change(item))).select(".deletelink")
    desk.post(page(item, "delete"), {"post": "yes"})
    assert not NewsItem.objects.exists()
    assert not Authorisation.objects.exists()
    assert Person.objects.exists()


def test_a_published_statement_cannot_be_deleted(desk):
    statement = factories.statement()
    shown = desk.get(change(statement.item))
    assert "cannot be deleted" in text(shown)
    save(desk, change(statement.item), **{"statements-0-DELETE": "on"})
    answer = desk.post(page(statement, "delete"), {"post": "yes"})
    assert "Withdraw it" in text(answer)
    chosen = {"action": "delete_selected", "_selected_action": [statement.pk], "post": "yes"}
    desk.post(changelist(Statement), chosen)
    assert Statement.objects.get() == statement


def test_statements_of_a_draft_can_be_deleted_everywhere(desk):
    item = factories.draft()
    one, two, three = (factories.statement(item, position=n) for n in (1, 2, 3))
    save(desk, change(item), **{"statements-0-DELETE": "on"})
    desk.post(page(two, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [three.pk], "post": "yes"}
    desk.post(changelist(Statement), chosen)
    assert not item.statements.exists()
    assert one.history.filter(history_type="-").exists()
