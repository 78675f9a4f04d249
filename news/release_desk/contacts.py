"""Whom strangers call back about a news item: one address, on every page and in every letter."""

from typing import NamedTuple

from django.db.models import Model

from members.models import Organisation
from news.models import NewsItem
from news.press.contact import beyond_names


class Contact(NamedTuple):
    """`name` may be that of a person or of the office; what is unknown is ""."""

    name: str
    organisation: str
    email: str
    telephone: str


def contact_for(item: NewsItem, sender: Model) -> Contact:
    """Return the press contact of `item`, else the office, else `sender` (a User).

    There is always an address: where nobody entered one, that of `sender`.
    """
    if item.press_contact:
        person, organisation = item.press_contact.person, item.press_contact.organisation
        reach = beyond_names(item)["reach"]
        email = reach["email"] or sender.email
        return Contact(str(person), str(organisation), email, reach["telephone"])
    office = Organisation.objects.office()
    if office and (office.email or office.telephone):
        return Contact(str(office), "", office.email, office.telephone)
    return Contact(sender.get_full_name(), "", sender.email, "")
