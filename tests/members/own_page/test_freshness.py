"""What nobody has checked for long is shown to those who can say that it is still right."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.models import ChangeProposal, Competence, Organisation
from members.own_page.freshness import SHELF_LIFE, fresh_since, is_old
from tests import factories as make
from tests.members.own_page.forms import at, words
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "since"),
    [("organisation", (2024, 3, 28)), ("mandate", (2025, 9, 28)), ("competence", (2025, 3, 28))],
)
def test_shelf_lives_are_months(kind, since):
    assert fresh_since(kind, date(2026, 3, 31)) == date(*since)


@pytest.mark.parametrize("kind", SHELF_LIFE)
def test_a_fact_is_old_the_day_after_its_shelf_life(kind, alpha):
    record = {
        "organisation": lambda: alpha,
        "mandate": lambda: make.mandate(at=alpha),
        "competence": lambda: make.competence(alpha),
    }[kind]()
    assert is_old(record)
    record.checked_on = fresh_since(kind)
    assert not is_old(record)
    record.checked_on -= timedelta(days=1)
    assert is_old(record)


def buttons(page):
    return [button["value"] for button in soup(page).select("button[name=fact]")]


def test_one_click_says_that_it_is_still_right(alpha, robin, member):
    competence = make.competence(alpha, checked_on="2020-01-01")
    page = member.get(at("organisation", alpha))
    facts = [f"organisation-{alpha.pk}", f"competence-{competence.pk}"]
    assert buttons(page) == facts
    page = member.post(at("still_right", alpha), {"fact": facts[1]}, follow=True)
    assert buttons(page) == facts[:1]
    competence.refresh_from_db()
    assert competence.checked_on == timezone.localdate()
    assert competence.history.first().history_user == robin
    assert "Checked on" in words(fetch(alpha.get_absolute_url("en")))


@pytest.mark.parametrize(
    "fact",
    [
        *("", "person-1", "user-1", "competence-", "competence-x", "competence-²", "mandate--1"),
        "organisation-" + "9" * 5000,  # more digits than Python turns into a number
    ],
)
def test_what_is_no_fact_is_not_confirmed(fact, alpha, member):
    assert member.post(at("still_right", alpha), {"fact": fact}).status_code == 404


def test_nobody_confirms_for_another_organisation(alpha, member):
    beta = make.member("Beta")
    foreign = make.competence(beta)
    for address in (at("still_right", alpha), at("still_right", beta)):
        for fact in (f"competence-{foreign.pk}", f"organisation-{beta.pk}", f"competence-{9**40}"):
            assert member.post(address, {"fact": fact}).status_code == 404
    assert not Organisation.objects.exclude(checked_on=None).exists()
    assert not Competence.objects.exclude(checked_on=None).exists()


def test_what_is_sent_and_accepted_is_checked(alpha, robin, coordinator):
    """Who has just written an address is not asked whether it is still right."""
    type(alpha).objects.update(edits_at_once=True)
    alpha.refresh_from_db()
    make.change(alpha, robin, "texts", summary_de="Neu.")
    alpha.refresh_from_db()
    assert is_old(alpha)
    make.change(alpha, robin, "contact", telephone="0351 2")
    alpha.refresh_from_db()
    assert not is_old(alpha)
    change = make.change(alpha, robin, "facts", legal_name="Alpha AG")
    mandate = make.mandate(at=alpha)
    new = ChangeProposal(organisation=alpha, part="mandate", object_id=mandate.pk)
    new.keep({"job_title_de": {"old": "", "new": "Leiterin"}}, robin, "de")
    type(alpha).objects.update(edits_at_once=False)
    new.refresh_from_db()
    new.submit(robin)
    mandate.refresh_from_db()
    assert is_old(mandate)
    for each in (change, new):
        each.accept(coordinator, each.proposed())
    mandate.refresh_from_db()
    assert not is_old(mandate)
