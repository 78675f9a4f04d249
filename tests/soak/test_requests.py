"""Requests made up at random to every address, by a stranger and by the office: none is a 5xx."""

import os
import time
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from members.models import Organisation, Person
from news.models import NewsItem
from tests.reading import rich_portal
from tests.soak.requests import patterns, request

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("SOAK_REQUESTS", "300"))
SEED = int(os.environ.get("SOAK_SEED", "20261126"))
SLOW = 2  # seconds; told, and in the long form refused


def arguments():
    """Return what fills in an address so that it leads somewhere."""
    slugs = [*Organisation.objects.values_list("slug", flat=True)]
    slugs += Person.objects.values_list("slug", flat=True)
    slugs += NewsItem.objects.values_list("slug_de", flat=True)
    return [*slugs, "lu-177", "1", "2", "3", "members", "news", "newsitem", "organisation"]


@pytest.fixture
def askers(coordinator):
    stranger, office = (Client(raise_request_exception=False) for _ in range(2))
    office.force_login(coordinator)
    return {"stranger": stranger, "office": office}


def test_no_request_breaks_the_portal(askers, settings, capsys):
    settings.ALLOWED_HOSTS = ["testserver"]
    rich_portal()
    chance, every, known = Random(SEED), list(patterns()), arguments()
    broken, slow = [], []
    for _ in range(COUNT):
        who = chance.choice(list(askers))
        asked = request(chance, every, known)
        began = time.perf_counter()
        status = ask(askers[who], *asked)
        if status >= 500:
            broken.append((status, who, *asked))
        if time.perf_counter() - began > SLOW:
            slow.append((time.perf_counter() - began, who, *asked))
    with capsys.disabled():
        print(f"\n{COUNT} requests to {len(every)} addresses, {len(slow)} over {SLOW} s")  # noqa: T201
    assert broken == []
    assert COUNT < 10_000 or slow == []


def ask(client, method, address, sent, headers):
    """Return the status of the answer; what the request changed is taken back."""
    with transaction.atomic():
        answer = client.generic(
            method,
            address,
            encode_multipart(BOUNDARY, sent) if method == "POST" else b"",
            content_type=MULTIPART_CONTENT,
            headers=headers,
        )
        transaction.set_rollback(True)
    return answer.status_code
