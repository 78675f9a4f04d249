"""The form of address and contact understands what people write, and lets a browser fill it in."""

import pytest

from members.models import ChangeProposal, Organisation
from tests.members.own_page.forms import at, problems, send
from tests.reading import soup

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("language", ["de", "en"])


def only():
    return ChangeProposal.objects.get()


@pytest.mark.parametrize("typed", ["Deutschland", "de", "+49", "Germany", "DE"])
def test_a_country_is_understood(alpha, member, typed):
    Organisation.objects.update(address_country="AT")
    send(member, at("contact", alpha), address_country=typed, postal_code="01328")
    assert only().proposed()["address_country"] == "DE"


@BOTH
def test_a_postal_code_is_one_of_its_country(alpha, member, language):
    address = at("contact", alpha, language=language)
    page = send(member, address, address_country="Österreich", postal_code="01328")
    assert "1010" in problems(page)["id_postal_code"]
    send(member, address, address_country="Österreich", postal_code="1010")
    assert only().proposed()["address_country"] == "AT"


def test_the_browser_fills_in_what_it_knows_and_nothing_about_others(alpha, member):
    form = soup(member.get(at("contact", alpha)))
    inputs = {name: form.select_one(f"[name={name}]") for name in ("telephone", "email", "url")}
    assert {name: (i["type"], i["autocomplete"]) for name, i in inputs.items()} == {
        "telephone": ("tel", "tel"),
        "email": ("email", "email"),
        "url": ("url", "url"),
    }
    form = soup(member.get(at("person_new", alpha)))
    assert form.select_one("[name=given_name]")["autocomplete"] == "off"
    ids = [tag["id"] for tag in form.select("[id]")]
    assert len(ids) == len(set(ids))
