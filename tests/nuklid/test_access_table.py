"""Who may what: every address of the resolver × six people × GET and POST.

`access_table.txt` says it; an address without a row fails, and the failure says what to add.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import resolve, translate_url

from members.accounts.second_factor import SETTING_UP
from tests.nuklid import access
from tests.nuklid.access import ACTORS

pytestmark = pytest.mark.django_db

HOW = "Add or correct the rows in tests/nuklid/access_table.txt (its head says how):\n"


@pytest.fixture
def things(settings):
    settings.SECOND_FACTOR = True
    return access.things()


def test_every_address_has_a_row(things):
    told = {resolve(address).route for address in access.rows(things)}
    missing = [route for route in access.routes() if route not in told]
    assert not missing, HOW + "\n".join(f"{route} | ? | ?" for route in missing)


@pytest.mark.parametrize("column", range(len(ACTORS)), ids=ACTORS)
def test_everyone_gets_what_the_table_says(things, column):
    client = access.clients(things["a"])[ACTORS[column]]
    wrong = [
        f"{address}: {ACTORS[column]} got {found}, the table says {told}"
        for address, answers in access.rows(things).items()
        if (told := [answer[column] for answer in answers])
        != (found := access.outcomes(client, address))
    ]
    assert not wrong, HOW + "\n".join(wrong)


@pytest.mark.parametrize("column", range(len(ACTORS)), ids=ACTORS)
def test_the_german_address_answers_the_same(things, column):
    client = access.clients(things["a"])[ACTORS[column]]
    for address, answers in access.rows(things).items():
        if address.startswith("/en/"):
            german = translate_url(address, "de")
            told = [answer[column] for answer in answers]
            assert (german, access.outcomes(client, german)) == (german, told)


def test_staff_without_a_second_factor_reach_nothing_but_its_pages(things):
    client = access.clients(things["a"])["superuser"]
    Authenticator.objects.all().delete()
    for address in access.rows(things):
        if resolve(address).view_name not in SETTING_UP:
            for method in (client.get, client.post):
                answer = method(address)
                assert (answer.status_code, address) == (302, address)
                assert answer.url.startswith("/en/sign-in/second-factor/?next=")
