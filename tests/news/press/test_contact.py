"""What a news item under embargo says beyond the name about whom it names."""

import pytest

from news.release_desk import links
from tests import factories as make
from tests.reading import fetch

pytestmark = pytest.mark.django_db


def test_it_shows_those_who_appear_with_it_and_of_other_hidden_ones_the_name():
    preview = make.preview()
    address = links.address(preview, "en")
    firms = [
        make.organisation(name, is_listed=False, boilerplate_en=f"{name} profile", email=email)
        for name, email in (("Coming", "in@x.example"), ("Hidden", "no@x.example"))
    ]
    preview.item.organisations.set(firms)
    preview.item.press_contact = make.mandate(make.person(is_listed=False), firms[0])
    preview.item.list_with(organisations=firms[:1])
    text = fetch(address).text
    assert "Coming profile" in text
    assert "in@x.example" in text
    assert "Hidden profile" not in text
    preview.item.list_with()
    text = fetch(address).text
    assert "Coming" in text
    assert "Coming profile" not in text
    assert "in@x.example" not in text
