"""Asking as a coordinator does: whom to ask, then the letters, then send."""

from tests import factories
from tests.desk import filled, page


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
