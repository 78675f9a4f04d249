"""A representative at the own page: fills in the forms of real pages and presses their buttons."""

from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.reading import form_values, soup


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def at(name, organisation, *args, language="en"):
    with translation.override(language):
        return reverse(f"my_profile_{name}", args=[organisation.slug, *args])


def words(response):
    return " ".join(soup(response).main.get_text(" ").split())


def filled(response):
    """Return {name: value} of what a browser would post from the page's form."""
    return form_values(soup(response).select_one("main form.form"))


def send(client, address, press="send", **typed):
    """Open the form at `address`, type, press a button; return the next page."""
    posted = filled(client.get(address)) | {press: ""} | typed
    return client.post(address, posted, follow=True)


def problems(response):
    """Return {id of the field: sentence} of what the page says is wrong."""
    return {p["id"].removesuffix("_error"): p.get_text() for p in soup(response).select(".problem")}
