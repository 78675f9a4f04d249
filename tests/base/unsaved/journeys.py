"""Every form in which somebody writes: who, where, and the field into which the text goes."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from nuklid.management.commands.roles import make_roles
from tests import factories as make
from tests.desk import add, change, page
from tests.members.own_page.forms import at
from tests.reading import form_values, soup

TEXT = "Was in einer Stunde entstand."
HERE = {"headers": {"origin": "http://testserver"}}


@dataclass
class Desk:
    """A form, its writer, and what of the database must stay as it was."""

    writer: Any
    address: str
    field: str
    file: str = ""

    def client(self):
        client = Client()
        client.force_login(self.writer)
        return client


def coordinator():
    user = make.coordinator()
    user.groups.add(make_roles())
    return user


def office(address, field, file=""):
    return Desk(coordinator(), address, field, file)


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
    "leaving out": leaving_out,
    "member's texts": lambda: member_form("texts", "description_de"),
    "member's contact": lambda: member_form("contact", "street_address"),
    "member's logo": lambda: member_form("logo", "logo_alt_text_de", "logo"),
    "member's person": person_of_member,
    "member's new person": lambda: member_form("person_new", "job_title_de"),
}


def main_form(response):
    """Return {name: value} of the form with the mark of its writer."""
    return form_values(soup(response).select_one("form:has([name=_writer])"))
