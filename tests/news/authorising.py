"""Both sides of an authorisation: the office asks for it, speakers answer at their page."""

from django.test import Client

from news.models import Statement
from news.release_desk import links
from tests import factories
from tests.desk import filled, page
from tests.reading import form_values, soup

# What to type for each answer, if it decides about both languages.
GIVEN = {
    "authorised": {},
    "changed": {"decision_de": "authorised", "text_en": "Better words."},
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


def decided(auth_request, decision):
    """Return {field: value} that decides so about each language of a request."""
    return {f"decision_{code}": decision for code in auth_request.languages()}


def give_answer(auth_request, decision="authorised", token=None, client=None, **typed):
    """Answer as a browser does: what the page offered, and what is typed; return the answer."""
    client = client or Client(enforce_csrf_checks=True)
    address = links.address(auth_request, "en") if token is None else f"/en/authorise/{token}/"
    form = soup(client.get(address)).select_one("form.answers")
    posted = form_values(form) if form else {}
    posted |= decided(auth_request, decision) | typed
    return client.post(address, posted, follow=True)


def shown(auth_request):
    statement = Statement.objects.with_publicity().get(pk=auth_request.statement_id)
    return statement.shown_languages()
