"""Rubbish typed into every form of every page, taken from the access table: never a fault of ours.

A new address is in that table, or its test fails; so the forms of a new page are tried here too.
"""

import re
from copy import deepcopy
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.nuklid import access
from tests.reading import soup

pytestmark = pytest.mark.django_db
CHOSEN = ("hidden", "submit", "checkbox", "radio")  # types whose value is the page's own
# Bytes that no text has and markup that hides them; a number that no database holds.
RUBBISH = "a\x00b\ud800\ufffe<p style=x>&#0;&#xD800;<script>a()".encode("utf-8", "surrogatepass")
NUMBER = "9" * 40
ENDLESS = "9" * 5000  # more digits than Python turns into a number
FILE = b"\x89PNG\r\n\x1a\n\x00\x00<svg"


def forms(page, address):
    """Yield (where a form of `page` goes, {name: element}) for what is posted."""
    for form in soup(page).find_all("form", method="post"):
        there = urljoin(address, form.get("action") or address)
        fields = form.find_all(["input", "textarea", "select", "button"], attrs={"name": True})
        if not there.endswith(("/logout/", "/sign-out/", "/set_language")):
            yield there, {field["name"]: field for field in fields}


def typed(fields):
    """Return what to post: rubbish in each field to type into, a number where one chooses."""
    posted = {}
    for name, field in fields.items():
        kind = field.get("type", field.name)
        if kind == "file":
            posted[name] = SimpleUploadedFile("x.png", FILE)
        elif kind == "select":
            posted[name] = NUMBER
        else:
            posted[name] = field.get("value", "") if kind in CHOSEN else RUBBISH
    return posted


def tampered(fields):
    """Return what to post: the page's own values with endless numbers, counts of rows as is."""
    values = {name: field.get("value", "") for name, field in fields.items()}
    own = {name for name, field in fields.items() if field.get("type") in CHOSEN}
    for name in own - {"csrfmiddlewaretoken"}:
        if not name.endswith("_FORMS"):
            values[name] = re.sub(r"\d+|^\D*$", ENDLESS, values[name], count=1)
    return values


def post_status(client, there, fields):
    """Return the status; nothing of what was posted is stored."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        status = client.post(there, fields).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


@pytest.mark.timeout(600)  # about a hundred forms
@pytest.mark.parametrize("actor", ["anonymous", "of A", "superuser"])
def test_no_form_breaks(settings, actor):
    settings.SECOND_FACTOR = True
    things = access.things()
    client, column = access.clients(things["a"])[actor], access.ACTORS.index(actor)
    client.raise_request_exception = False
    tried: set = set()
    broken = []
    shown = (row for row, (told, _posts) in access.rows(things).items() if told[column] == "200")
    for address in shown:
        page = client.get(address)
        if not page.headers["Content-Type"].startswith("text/html"):
            continue
        for there, fields in forms(page, address):
            if (key := (there, tuple(fields))) not in tried:
                tried.add(key)
                for posted in (typed(fields), tampered(fields)):
                    if post_status(client, there, posted) >= 500:
                        broken.append(there)
    assert len(tried) >= {"anonymous": 5, "of A": 15, "superuser": 60}[actor]
    assert broken == []
