"""Speakers at their page: opening the link, filling in a form, pressing its button."""

from django.test import Client

from news.models import Statement
from news.release_desk import links
from tests.reading import soup

# What to type for each answer.
GIVEN = {
    "authorised": {},
    "changed": {"text_en": "Better words."},
    "declined": {"reason": "Not now."},
}


def answer(asked, decision="authorised", token=None, client=None, **typed):
    """Answer as a browser does: what the page offered, and what is typed; return the answer."""
    client = client or Client(enforce_csrf_checks=True)
    address = links.address(asked, "en") if token is None else f"/en/authorise/{token}/"
    button = soup(client.get(address)).find("button", value=decision)
    posted = {"decision": decision}
    for field in button.find_parent("form").select("input, textarea") if button else ():
        posted[field["name"]] = field.get("value") or field.get_text().removeprefix("\n")
    posted |= {f"{decision}-{name}": value for name, value in typed.items()}
    return client.post(address, posted, follow=True)


def shown(asked):
    statement = Statement.objects.with_publicity().get(pk=asked.statement_id)
    return statement.shown_languages()
