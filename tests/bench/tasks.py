"""What the bench does inside the portal, each in a process of its own; all print JSON."""

import json
import statistics
import sys
import time

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import NewsItem, Statement
from tests.bench.office import measure_office
from tests.bench.portal import load

SAVES = 9


def fill(members, news):
    """Load a portal of this size; return {name: path} of the pages to read."""
    call_command("migrate", verbosity=0, interactive=False)
    load(int(members), int(news))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    last = -(-int(news) // 10)
    return {
        "home": "/en/",
        "news list": "/en/news/",
        "news list, last page": f"/en/news/?page={last}" if last > 1 else "/en/news/",
        "news item": "/en/news/meldung-3/",
        "statement": f"/en/statements/{Statement.objects.order_by('pk')[6].pk}/",
        "feed": "/en/news/feed/",
        "directory": "/en/members/",
        "organisation": "/en/members/beispiel-3/",
        "person": "/en/people/maria-muster3/",
        "atlas": "/en/competences/",
        "radionuclide": "/en/competences/lu-177/",
        "standing page": "/en/about/",
        "search, one hit": "/en/search/?q=Muster3",
        "search, a nuclide": "/en/search/?q=Lu-177",
        "search, a common word": "/en/search/?q=Forschung",
    }


def queries(*paths):
    """Return how many queries each page needs, once what is remembered is remembered."""
    return [count(Client(headers={"host": "localhost"}), path) for path in paths]


def count(client, path):
    client.get(path, secure=True)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, secure=True)
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    return len(asked)


def save():
    """Return the median milliseconds, of CPU and of the clock, to publish a release."""
    cpu, clock = zip(*(publishing(number) for number in range(SAVES)), strict=True)
    return {"cpu_ms": statistics.median(cpu), "clock_ms": statistics.median(clock)}


def publishing(number):
    """Store a copy of a news item under a new headline and publish it; return milliseconds."""
    item = NewsItem.objects.order_by("pk")[number]
    item.pk, item.slug_de, item.slug_en, item.published_at = None, "", "", None
    item._state.adding = True
    item.headline_de = f"{item.headline_de} neu {number}"
    item.save()
    cpu, clock = time.process_time(), time.perf_counter()
    item.publish(at=timezone.now())
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000


def office():
    return measure_office()


def main():
    task, *arguments = sys.argv[1:]
    print(json.dumps(globals()[task](*arguments)))  # noqa: T201 -- what it is for
