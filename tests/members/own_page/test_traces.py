"""The history of what is gone, together with what it hung on: it can be read, and it says so."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Competence, Mandate, Organisation
from nuklid.base.records.audit import AuditEvent
from tests import factories as make
from tests.desk import change, changelist, filled, page, parsed, save, shown_messages, text

pytestmark = pytest.mark.django_db


def lost(desk, record, with_it):
    """Delete the record `with_it` at the desk, and `record` with it; return its newest version."""
    desk.post(page(with_it, "delete"), {"post": "yes"})
    assert not type(record).objects.filter(pk=record.pk).exists()
    return record.history.model.objects.filter(id=record.pk).latest("history_id")


@pytest.fixture
def firm():
    return make.organisation("Alpha")


def test_a_competence_that_went_with_its_organisation_is_still_listed(desk, firm):
    competence = make.competence(firm)
    version = lost(desk, competence, firm)
    listed = desk.get(changelist(Competence) + "deleted/")
    [address] = [a["href"] for a in parsed(listed).select("#content a") if "history" in a["href"]]
    assert str(competence) in text(desk.get(address))
    shown = text(desk.get(page(competence, "version", version.history_id)))
    assert f"deleted entry {version.organisation_id}" in shown


def test_whose_name_needs_what_is_gone_is_called_by_its_number(desk, firm):
    mandate = make.mandate(at=firm)
    version = lost(desk, mandate, mandate)
    assert str(mandate) in text(desk.get(changelist(Mandate) + "deleted/"))
    firm.delete()
    for address in (
        changelist(Mandate) + "deleted/",
        page(mandate, "history"),
        page(mandate, "version", version.history_id),
    ):
        shown = desk.get(address)
        assert shown.status_code == 200
        assert f"#{mandate.pk}" in shown.rendered_content


def test_it_does_not_come_back_without_what_it_hung_on(desk, firm):
    competence = make.competence(firm)
    version = lost(desk, competence, firm)
    address = page(competence, "version", version.history_id)
    answer = desk.post(address, filled(desk.get(address)), follow=True)
    assert answer.status_code == 200
    assert not Competence.objects.exists()
    assert shown_messages(answer)
    assert "is back" not in shown_messages(answer)[0]


def test_it_comes_back_after_what_it_hung_on(desk, firm):
    competence = make.competence(firm, sentence_de="Kann es noch immer.")
    version = lost(desk, competence, firm)
    back = firm.history.model.objects.filter(id=firm.pk).latest("history_id")
    for record, number in ((firm, back.history_id), (competence, version.history_id)):
        address = page(record, "version", number)
        answer = desk.post(address, filled(desk.get(address)), follow=True)
        assert "is back" in shown_messages(answer)[0]
    assert Organisation.objects.get().pk == firm.pk
    assert Competence.objects.get().sentence_de == "Kann es noch immer."


def test_the_trail_leads_to_the_history_of_what_was_deleted(desk, firm):
    lost(desk, make.competence(firm), firm)
    trail = parsed(desk.get(changelist(AuditEvent)))
    [link] = [a for a in trail.select("#result_list a") if f"Organisation: {firm}" in a.text]
    assert "Alpha" in text(desk.get(link["href"]))


def test_the_trail_names_what_has_no_page_of_its_own(desk, coordinator):
    preview = make.preview()
    AuditEvent.record(AuditEvent.Kind.EXPORTED, coordinator, preview, "all_about_person")
    trail = parsed(desk.get(changelist(AuditEvent)))
    name = f"Press preview: {preview}"
    assert name in trail.select_one("#result_list").text
    assert not [a for a in trail.select("#result_list a") if name in a.text]


texts = st.sampled_from(["", "Kann viel.", "Kann alles,\nund mehr.", "<b>&", "größer"])
TYPED = st.fixed_dictionaries(
    {},
    optional={
        "summary_de": texts,
        "description_en": texts,
        "founding_year": st.sampled_from(["", "1999", "2001"]),
        "kind": st.sampled_from(["company", "university"]),
        "is_listed": st.sampled_from(["on", None]),
    },
)


def state(firm):
    firm.refresh_from_db()
    names = ("summary_de", "description_en", "founding_year", "kind", "is_listed")
    return {name: getattr(firm, name) for name in names}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.lists(TYPED, min_size=1, max_size=3), data=st.data())
def test_whatever_was_edited_every_version_comes_back_as_it_was(desk, typed, data):
    firm = make.organisation()
    states = {firm.history.first().history_id: state(firm)}
    for each in typed:
        save(desk, change(firm), **each)
        states[firm.history.first().history_id] = state(firm)
    number = data.draw(st.sampled_from(sorted(states)))
    address = page(firm, "version", number)
    answer = desk.post(address, filled(desk.get(address)), follow=True)
    assert state(firm) == states[number], shown_messages(answer)
    assert set(states) <= set(firm.history.values_list("history_id", flat=True))
