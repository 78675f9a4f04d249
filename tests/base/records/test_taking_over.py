"""Who saves second overwrites nothing that they had not touched themselves."""

import pytest

from tests import factories
from tests.desk import change, filled, save, text

pytestmark = pytest.mark.django_db


def test_the_second_overwrites_nothing_untouched_in_rows_links_ticks_and_days(desk, colleague):
    firm, other = factories.member("Alpha"), factories.organisation("Beta")
    person = factories.person()
    mandate = factories.mandate(person, firm, since="2020-01-01", is_press_contact=True)
    mine = filled(desk.get(change(person)))
    theirs = {"organisation": other.pk, "since": "2021-02-03", "is_press_contact": None}
    save(
        colleague,
        change(person),
        is_listed=None,
        **{f"mandates-0-{n}": v for n, v in theirs.items()},
    )
    typed = {"family_name": "Neu", "mandates-0-job_title_de": "Leiterin", "_save": "1"}
    refused = desk.post(change(person), mine | typed)
    again = filled(refused)
    assert "is_listed" not in again
    assert "mandates-0-is_press_contact" not in again
    desk.post(change(person), again | {"_save": "1"})
    person.refresh_from_db()
    mandate.refresh_from_db()
    assert (person.family_name, person.is_listed) == ("Neu", False)
    assert (mandate.organisation, str(mandate.since), mandate.is_press_contact) == (
        other,
        "2021-02-03",
        False,
    )
    assert mandate.job_title_de == "Leiterin"


def test_what_both_typed_is_the_second_s_after_reading_it(desk, colleague):
    firm, item = factories.organisation("Alpha"), factories.draft()
    mine = filled(desk.get(change(item)))
    save(colleague, change(item), organisations=[firm.pk], headline_de="Von Anna")
    refused = desk.post(change(item), mine | {"headline_de": "Von mir", "_save": "1"})
    assert "Von Anna" in text(refused)
    desk.post(change(item), filled(refused) | {"_save": "1"})
    item.refresh_from_db()
    assert item.headline_de == "Von mir"
    assert list(item.organisations.all()) == [firm]
