"""What the pages cost that a coordinator waits for, asked as one who is signed in."""

import gzip
import statistics
import time

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organisation, Person
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.desk import filled, page

ROUNDS = 9
STATEMENTS = 6


def measure_office():
    """Return {page: {"cpu_ms", "bytes", "gzip", "queries"}} of a release with six statements."""
    with override_settings(SECOND_FACTOR=False):
        client = Client(headers={"host": "localhost"})
        user = factories.coordinator("desk@nuklid.example")
        user.groups.add(make_roles())
        client.force_login(user)
        item = release()
        form = page(item, "change")
        return {
            "release form": measure(lambda: client.get(form, secure=True)),
            "start page": measure(lambda: client.get(reverse("admin:index"), secure=True)),
            "release desk": measure(lambda: client.get(page(item, "board"), secure=True)),
            "list of news": measure(
                lambda: client.get(reverse("admin:news_newsitem_changelist"), secure=True)
            ),
            "saving a release": measure_saving(client, form),
        }


def release():
    """Return a draft with six statements, the first three authorised."""
    item = factories.draft("Bench")
    speakers = Person.objects.order_by("pk")[:STATEMENTS]
    organisations = Organisation.objects.order_by("pk")[:1]
    for position, speaker in enumerate(speakers):
        factories.statement(item, speaker, organisations, position < 3, position=position)
    return item


def measure_saving(client, form):
    """Measure how long a changed release takes to be saved, six statements with it."""
    response = client.get(form, secure=True)
    posted = filled(response)

    def save():
        posted["standfirst_de"] += "."
        posted["seen"] = filled(client.get(form, secure=True))["seen"]
        return lambda: client.post(form, posted, secure=True)

    return measure_each(save)


def measure(ask):
    return measure_each(lambda: ask)


def measure_each(prepare):
    """Return the median CPU, the size and the queries of what `prepare` returns to be called."""
    prepare()()
    ask = prepare()
    with CaptureQueriesContext(connection) as asked:
        response = ask()
        queries = len(asked)
    if response.status_code not in (200, 302):
        raise ValueError(f"{response.status_code}")
    spent = [timed(prepare()) for _round in range(ROUNDS)]
    return {
        "cpu_ms": statistics.median(spent),
        "bytes": len(response.content),
        "gzip": len(gzip.compress(response.content)),
        "queries": queries,
    }


def timed(ask):
    start = time.process_time()
    ask()
    return (time.process_time() - start) * 1000
