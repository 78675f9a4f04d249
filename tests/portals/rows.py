"""Programs for a portal of a test's own: rows in the tables the demo leaves empty, and a writer."""

import sys
import time
from itertools import count

import django

django.setup()

from allauth.account.models import EmailConfirmation  # noqa: E402 (after the set-up)
from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402
from django.apps import apps  # noqa: E402
from django.contrib.admin.models import LogEntry  # noqa: E402
from django.contrib.auth.models import Permission  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.db import transaction  # noqa: E402

from members.models import Opening, Organisation, Person, User  # noqa: E402
from news.models import Correction, Event, NewsItem  # noqa: E402
from nuklid.backup.tables import LEFT_OUT  # noqa: E402
from nuklid.models import MachineUse  # noqa: E402
from tests import factories as make  # noqa: E402


def fill():
    """Store what happens while people work with the portal: what the demo has none of."""
    user, of = User.objects.filter(is_staff=True).first(), Organisation.objects.public().first()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    address = user.emailaddress_set.get_or_create(email=user.email)[0]
    EmailConfirmation.create(address)
    user.user_permissions.add(Permission.objects.first())
    LogEntry.objects.create(user=user, action_flag=1, object_repr="x")
    SessionStore().save()
    MachineUse.objects.create()
    make.change(of)
    letter = make.letter()
    user.notices.create(kind="declined", title="x", url="https://x.example")
    make.preview().notices.add(letter)
    request = make.auth_request()
    request.answers.create(decision_de="declined", reason="Nein.", answered_by="Ein Sprecher")
    request.statement.overrides.create(language="de", reason="Eilt.", given_by=user)
    request.statement.item.dismissed_quotations.create(words="Nur ein Titel", decided_by=user)
    item, other = NewsItem.objects.public()[:2]
    Correction.record(item, user, note_de="Ein Datum war falsch.")
    item.related.add(other)
    item.listed_people.add(Person.objects.public().first())
    item.listed_organisations.add(of)
    item.save()
    opening = Opening.objects.public().first()
    person = Person.objects.public().first()
    event = Event.objects.public().first()
    rows = ((of, "slug"), (person, "slug"), (item, "slug_de"), (opening, "slug_en"))
    for row, slug in (*rows, (event, "slug_de")):
        setattr(row, slug, "frueher-anders")
        row.save()


def empty():
    """Print the names of the tables without a row, other than those no backup holds."""
    models = apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.db_table not in LEFT_OUT]
    print(*(m._meta.db_table for m in kept if not m._base_manager.exists()))  # noqa: T201


def write():
    """Until killed: add two organisations at a time, each with a logo; print how many pairs."""
    for number in count(1):
        with transaction.atomic():
            for half in "ab":
                name = f"Paar {number}{half}"
                made = Organisation(name=name, slug=f"paar-{number}{half}", kind="company")
                made.logo.save("x.png", ContentFile(make.pixel()))
        print(number, flush=True)  # noqa: T201 -- acknowledged
        # SQLite's queue is not fair: beside a writer that never breathes, another waits for ever.
        time.sleep(0.02)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
