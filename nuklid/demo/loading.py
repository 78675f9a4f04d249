"""Fills an empty database with the demo, once."""

from allauth.account.models import EmailAddress
from django.db import transaction

from members.management.commands.load_reference import load_reference
from members.models import Organisation, User
from nuklid.demo.contents import load_news, load_pages
from nuklid.demo.events import load_events
from nuklid.demo.facts import load_organisations, load_people
from nuklid.demo.openings import load_openings
from nuklid.management.commands.roles import make_roles

# The demo answers on this machine only, and its contents are public.
COORDINATOR = ("coordinator@nuklid.example", "Lutetium-177-Dresden")
REPRESENTATIVE = "representative@nuklid.example"


@transaction.atomic
def fill():
    """Load contents and accounts if there are none; what a person changed or deleted stays so."""
    coordinators = make_roles()
    load_reference()
    if User.objects.exists():
        return
    load_organisations()
    load_people()
    load_openings()
    coordinator = add_user(*COORDINATOR, first_name="Petra", is_staff=True)
    coordinator.groups.add(coordinators)
    representative = add_user(REPRESENTATIVE, None, first_name="Robin")
    representative.organisations.add(Organisation.objects.get(name="ROTOP"))
    load_news(recorded_by=coordinator)
    load_events(recorded_by=coordinator)
    load_pages()


def add_user(email, password, **fields):
    """Add a user who can sign in at once: the address counts as verified."""
    user = User.objects.create_user(email, password, last_name="Beispiel", **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
