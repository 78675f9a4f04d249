"""Two people at one record in the same moment: decided once, and nobody's text is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from members.models import ChangeProposal, Organisation
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.members.own_page.forms import at, filled, signed_in
from tests.news.test_races import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in connection.settings_dict["ENGINE"],
        reason="the tests' SQLite lives in the memory of one connection",
    ),
]


@pytest.fixture
def alpha():
    return make.member("Alpha", legal_name="Alt")


def test_two_coordinators_decide_once(alpha):
    change = make.change(alpha, None, "facts", legal_name="Neu")
    one, two = (make.coordinator() for _ in range(2))

    def accept(by):
        return lambda: ChangeProposal.objects.get(pk=change.pk).accept(by, {"legal_name": "Neu"})

    answers = together(accept(one), accept(two))
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1
    assert Letter.objects.count() == 1
    assert alpha.history.filter(legal_name="Neu").count() == 1


def test_accepting_and_withdrawing_end_in_one_of_the_two(alpha):
    change = make.change(alpha, None, "facts", legal_name="Neu")
    by = make.coordinator()
    answers = together(
        lambda: ChangeProposal.objects.get(pk=change.pk).accept(by, {"legal_name": "Neu"}),
        lambda: ChangeProposal.objects.get(pk=change.pk).withdraw(),
    )
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1
    change.refresh_from_db()
    is_new = Organisation.objects.get().legal_name == "Neu"
    assert (change.state == "accepted") == is_new


@pytest.mark.parametrize("part", ["facts", "person_new"])
def test_a_double_click_makes_one_proposal(alpha, part):
    robin = make.representative(alpha)
    typed = {"legal_name": "Neu", "given_name": "Eva", "family_name": "Neu", "send": ""}
    address = at(part, alpha)
    form = filled(signed_in(robin).get(address)) | typed
    clients = [signed_in(robin), signed_in(robin)]
    answers = together(*(lambda c=c: c.post(address, form).status_code for c in clients))
    assert answers == [302, 302]
    assert ChangeProposal.objects.count() == 1


def test_two_representatives_at_one_field_both_are_heard(alpha):
    clients = [signed_in(make.representative(alpha)) for _ in range(2)]
    address = at("facts", alpha)
    form = filled(clients[0].get(address)) | {"send": ""}
    answers = together(
        lambda: clients[0].post(address, form | {"legal_name": "Eins"}).status_code,
        lambda: clients[1].post(address, form | {"legal_name": "Zwei"}).status_code,
    )
    assert sorted(answers) == [200, 302]  # the second is shown what the first wrote
    assert ChangeProposal.objects.get().proposed()["legal_name"] in ("Eins", "Zwei")
