"""Every form in which somebody writes: who, where, and the field into which the text goes."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from news.release_desk import links
from nuklid.management.commands.roles import make_roles
from tests import factories as make
from tests.desk import add, change, page
from tests.members.own_page.forms import at
from tests.reading import form_values, soup

TEXT = "Was in einer Stunde entstand."
HERE = {"headers": {"origin": "http://testserver"}}


@dataclass
class Desk:
    """A form, its writer, and what of the database must stay as it was.

    `first_step` is what is sent to `address` before the form is there, `target` what takes it.
    """

    writer: Any
    address: str
    field: str
    file: str = ""
    first_step: dict | None = None
    target: str = ""

    def __post_init__(self):
        self.target = self.target or self.address

    def client(self):
        client = Client()
        if self.writer:
            client.force_login(self.writer)
        return client

    def open(self, client):
        """Return the page with the form, reached as a person does."""
        response = client.get(self.address)
        if self.first_step is None:
            return response
        return client.post(self.address, main_form(response) | self.first_step)


def coordinator():
    user = make.coordinator()
    user.groups.add(make_roles())
    return user


def office(address, field, file="", **steps):
    return Desk(coordinator(), address, field, file, **steps)


def member_form(part, field, file=""):
    firm = make.member("Alpha")
    return Desk(make.representative(firm), at(part, firm), field, file)


def leaving_out():
    statement = make.statement(make.draft(), authorised=False)
    return office(page(statement.item, "leave_out", statement.pk), "reason")


def person_of_member():
    firm = make.member("Alpha")
    person = make.mandate(at=firm).person
    address = at("person", firm, person.pk)
    return Desk(make.representative(firm), address, "biography_de", "portrait")


def competence_of_member():
    firm = make.member("Alpha")
    address = at("competence", firm, make.competence(firm).pk)
    return Desk(make.representative(firm), address, "sentence_de")


def review():
    proposal = make.change(make.member("Alpha"), part="texts", summary_de="Ein Satz.")
    return office(change(proposal), "reason")


def speakers_answer():
    """Nobody is signed in: what opens the page is the link."""
    return Desk(None, links.address(make.auth_request(), "de"), "reason")


def request_letter():
    speaker = make.person(request_email="maria@x.example")
    statement = make.statement(make.draft(), speaker, authorised=False)
    return office(page(statement.item, "ask"), f"s{statement.pk}-body", first_step={})


def reminder():
    auth_request = make.auth_request()
    return office(page(auth_request.statement.item, "remind", auth_request.pk), "body")


def preview_letter():
    journalists = {"journalists": "Jo, Zeitung, jo@zeitung.example"}
    return office(page(make.embargoed(), "previews"), "body", first_step=journalists)


def reading_confirmed():
    pasted = {"text": "Ein Titel\n\nDresden. Ein Text.", "language": "de"}
    target = reverse("admin:news_newsitem_confirm")
    address = reverse("admin:news_newsitem_read")
    return office(address, "release-body", first_step=pasted, target=target)


FORMS = {
    "release": lambda: office(change(make.draft()), "standfirst_de", "image"),
    "new release": lambda: office(add(make.NewsItem), "headline_de", "image"),
    "statement": lambda: office(change(make.statement(authorised=False)), "text_de"),
    "organisation": lambda: office(change(make.organisation()), "description_de", "logo"),
    "person": lambda: office(change(make.person()), "biography_de", "portrait"),
    "new person": lambda: office(add(make.Person), "biography_de", "portrait"),
    "mandate": lambda: office(change(make.mandate()), "job_title_de"),
    "competence": lambda: office(change(make.competence(make.organisation())), "sentence_de"),
    "reading": lambda: office(reverse("admin:news_newsitem_read"), "text", "upload"),
    "reading confirmed": reading_confirmed,
    "leaving out": leaving_out,
    "request letter": request_letter,
    "reminder": reminder,
    "preview letter": preview_letter,
    "review": review,
    "member's texts": lambda: member_form("texts", "description_de"),
    "member's contact": lambda: member_form("contact", "street_address"),
    "member's logo": lambda: member_form("logo", "logo_alt_text_de", "logo"),
    "member's competence": competence_of_member,
    "member's person": person_of_member,
    "member's new person": lambda: member_form("person_new", "job_title_de"),
}
# Whoever answers here has no session that could end: the link alone opens the page.
BY_LINK = {"speaker's answer": speakers_answer}
# Which test_battery_browser.py leaves in every way; the others share the mark that the script
# watches, and test_lost_forms.py sees that each form bears it.
WALKED = ("release", "statement", "member's texts", "review", "preview letter", "request letter")
WALKED += ("reading confirmed", "speaker's answer")
# Alike to one of the others in fields and template too: no browser is needed for both.
ALIKE = ("organisation", "new person", "mandate", "member's contact", "member's competence")


def main_form(response):
    """Return {name: value} of the form with the mark of its writer."""
    return form_values(soup(response).select_one("form:has([name=_writer])"))
