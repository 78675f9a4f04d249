"""Both sides of an authorisation: the office asks for it, speakers answer at their page."""

from django.test import Client

from news.models import Statement
from news.release_desk import links
from tests import factories
from tests.desk import filled, page
from tests.reading import form_values, soup

# What to type for each answer.
GIVEN = {
    "authorised": {},
    "changed": {"text_en": "Better words."},
    "declined": {"reason": "Not now."},
}


def quote(item, name="Muster", **person):
    speaker = factories.person("Maria", name, **{"request_email": f"{name}@x.example"} | person)
    return factories.statement(item, speaker, authorised=False)


def letters(desk, item, query="", **typed):
    """Go through the first step; return the answer with the letters."""
    address = page(item, "ask") + query
    return desk.post(address, filled(desk.get(address)) | typed)


def ask(desk, item, query="", **typed):
    """Ask for everything open, as proposed except for what is typed in the second step."""
    posted = filled(letters(desk, item, query)) | {"step": "send"} | typed
    return desk.post(page(item, "ask") + query, posted, follow=True)


def answer(asked, decision="authorised", token=None, client=None, **typed):
    """Answer as a browser does: what the page offered, and what is typed; return the answer."""
    client = client or Client(enforce_csrf_checks=True)
    address = links.address(asked, "en") if token is None else f"/en/authorise/{token}/"
    button = soup(client.get(address)).find("button", value=decision)
    posted = form_values(button.find_parent("form")) if button else {}
    posted |= {"decision": decision} | {
        f"{decision}-{name}": value for name, value in typed.items()
    }
    return client.post(address, posted, follow=True)


def shown(asked):
    statement = Statement.objects.with_publicity().get(pk=asked.statement_id)
    return statement.shown_languages()
