"""What a news item under embargo says beyond the name about whom it names."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from news.press.kit_views import kit_address
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


@pytest.mark.parametrize("columns", [{"is_listed": False}, {}])
def test_of_a_hidden_press_contact_news_and_kit_show_the_name_alone(client, columns):
    contact = make.mandate(make.person("Jonas", "Probe", **columns), job_title_en="Head of press")
    item = make.published(press_contact=contact)
    page = client.get(item.get_absolute_url("en")).text
    kit = b"".join(client.get(kit_address(item, "en")).streaming_content)
    with ZipFile(BytesIO(kit)) as files:
        written = "".join(files.read(n).decode() for n in files.namelist() if n.endswith(".html"))
    for text in (page, written):
        assert "Jonas Probe" in text
        assert ("Head of press" in text) is columns.get("is_listed", True)


def test_nobody_is_called_by_a_function_that_is_over(client):
    contact = make.mandate(job_title_en="Head of press", until=date(2026, 1, 31))
    item = make.published(press_contact=contact)
    assert "Head of press" not in client.get(item.get_absolute_url("en")).text
