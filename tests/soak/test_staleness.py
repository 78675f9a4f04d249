"""No reader is shown an older page than the last save made, whichever server answers.

The judge is the portal without its cache: at every step both must send the same bytes.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Organisation
from news.models import NewsItem, Statement
from tests import factories as make
from tests.nuklid.page_cache.test_pages import Reader
from tests.nuklid.page_cache.test_version import begin_transaction_anew

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("SOAK_STEPS", "150")) // 15
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)
SOON = (0.5, 60, 3600, 13 * 3600)  # seconds

ITEMS, MOMENTS = st.integers(0, 2), st.sampled_from(SOON)
STEPS = st.one_of(
    st.tuples(st.just("rename"), ITEMS, st.integers(0, 99)),
    st.tuples(st.just("update"), ITEMS, st.integers(0, 99)),
    st.tuples(st.just("publish"), ITEMS, MOMENTS),
    st.tuples(st.just("embargo"), ITEMS, MOMENTS),
    st.tuples(st.just("withdraw"), ITEMS, st.just(0)),
    st.tuples(st.just("link"), ITEMS, st.integers(0, 1)),
    st.tuples(st.just("revoke"), ITEMS, st.just(0)),
    st.tuples(st.just("hide"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("leave"), st.integers(0, 1), st.integers(0, 1)),
    st.tuples(st.just("wait"), st.just(0), MOMENTS),
)


class Office:
    """Does to a small portal what a step says; `clock` is the travelling one."""

    def __init__(self, clock):
        self.clock = clock
        self.members = [make.member("Eins"), make.member("Zwei")]
        self.items = [make.published(), make.draft(), make.published(published_at=NOON)]
        for item in self.items:
            make.statement(item, organisations=self.members[:1])

    def rename(self, which, number):
        item = NewsItem.objects.get(pk=self.items[which].pk)
        item.headline_en = f"Headline {number}"
        item.save()

    def update(self, which, number):
        rows = NewsItem.objects.filter(pk=self.items[which].pk)
        rows.update(headline_en=f"Updated {number}")

    def publish(self, which, seconds):
        later = self.now() + timedelta(seconds=seconds)
        with suppress(ValidationError):  # a quotation nobody agreed to
            NewsItem.objects.get(pk=self.items[which].pk).publish(at=later)

    def embargo(self, which, seconds):
        until = self.now() + timedelta(seconds=seconds)
        with suppress(ValidationError, ValueError):  # readers have seen it
            NewsItem.objects.get(pk=self.items[which].pk).embargo(until)

    def withdraw(self, which, _):
        item = NewsItem.objects.get(pk=self.items[which].pk)
        if item.published_at:
            item.withdraw(withdrawal_reason_en="Wrong.")

    def link(self, which, member):
        item = NewsItem.objects.get(pk=self.items[which].pk)
        item.organisations.set([] if item.organisations.exists() else [self.members[member]])

    def revoke(self, which, _):
        for said in Statement.objects.filter(item=self.items[which]):
            for agreement in said.authorisations.valid():
                agreement.revoke("Changed their mind.")

    def hide(self, which, _):
        organisation = Organisation.objects.get(pk=self.members[which].pk)
        organisation.is_listed = not organisation.is_listed
        organisation.save()

    def leave(self, which, days):
        day = self.now().date() + timedelta(days=days)
        self.members[which].memberships.update(until=day)

    def wait(self, _, seconds):
        self.clock.shift(timedelta(seconds=seconds))

    def now(self):
        return datetime.now(UTC)

    def paths(self):
        rows = [*NewsItem.objects.all(), *Organisation.objects.all(), *Statement.objects.all()]
        lists = ["/en/", "/de/", "/en/news/", "/en/news/feed/", "/en/members/", "/en/competences/"]
        return lists + [row.get_absolute_url("en") for row in rows]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 99)), min_size=5, max_size=15))
def test_every_reader_gets_what_there_is_now(steps):
    with time_machine.travel(NOON, tick=False) as clock, transaction.atomic():
        office, judge = Office(clock), Client(headers={"host": "localhost"})
        servers = [Reader(), Reader()]
        for (verb, *arguments), chosen in steps:
            begin_transaction_anew()
            getattr(office, verb)(*arguments)
            paths = office.paths()
            for turn, server in enumerate(servers * 2):
                path = paths[(chosen + turn // 2 * 7) % len(paths)]
                found, wanted = server.get(path), judge.get(path)
                assert (found.status, found.body) == (wanted.status_code, wanted.content), path
        transaction.set_rollback(True)
