"""Whichever way a row is changed, the version of the contents is another one with the change."""

import re

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from members.models import Competence, Organisation, User
from news.models import NewsItem
from nuklid.base.records.audit import AuditEvent
from nuklid.page_cache import version as content_version
from tests import factories as make
from tests.reading import fetch, rich_portal

pytestmark = pytest.mark.django_db


def version():
    """Return the version as a reader of this transaction sees it."""
    with connection.cursor() as cursor:
        cursor.execute(content_version.READ[connection.vendor])
        return str(cursor.fetchone()[0])


def by_hand():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE members_organisation SET name = name || '!'")


def rows():
    item = make.published(organisations=[make.member()])
    make.competence(make.organisation())
    return item


WAYS = {
    "a save": lambda item: item.withdraw(withdrawal_reason_de="Falsch."),
    "an update of many": lambda item: NewsItem.objects.update(place_de="Radeberg"),
    "an expression": lambda item: Organisation.objects.update(founding_year=F("pk") + 1900),
    "a bulk insert": lambda item: Organisation.objects.bulk_create(
        [Organisation(name="A", slug="a"), Organisation(name="B", slug="b")]
    ),
    "a bulk insert that may be refused": lambda item: Organisation.objects.bulk_create(
        [Organisation(name="A", slug="a")], ignore_conflicts=True
    ),
    "a bulk update": lambda item: NewsItem.objects.bulk_update([item], ["kind"]),
    "a relation added": lambda item: item.organisations.add(make.Organisation.objects.last()),
    "a relation emptied": lambda item: item.organisations.clear(),
    "a delete": lambda item: Competence.objects.all().delete(),
    "a cascade": lambda item: Competence.objects.get().organisation.delete(),
    "SQL by hand": lambda item: by_hand(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_change_makes_another_version(way):
    item = rows()
    begin_transaction_anew()
    before = version()
    WAYS[way](item)
    assert version() != before


def begin_transaction_anew():
    """PostgreSQL notes one version a transaction, and a test is one: forget that it was noted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('nuklid.changed', '', true)")


def test_what_is_taken_back_leaves_the_version_and_what_follows_changes_it():
    rows()
    begin_transaction_anew()
    before = version()
    with transaction.atomic():
        by_hand()
        transaction.set_rollback(True)
    assert version() == before
    by_hand()
    assert version() != before


def test_who_signs_in_changes_no_page(client):
    user = make.coordinator()
    begin_transaction_anew()
    before = version()
    client.force_login(user)
    client.get("/admin/")
    User.objects.update(first_name="Anna")
    assert version() == before


def test_a_version_never_comes_back():
    make.organisation()
    seen = set()
    for _ in range(20):
        begin_transaction_anew()
        by_hand()
        seen.add(version())
    assert len(seen) == 20


def test_every_table_is_watched_unless_it_is_private():
    assert content_version.unwatched() == []
    tables = connection.introspection.table_names()
    private = [t for t in tables if not content_version.is_content(t)]
    assert content_version.PRIVATE.issubset(tables)
    shown = {m._meta.db_table for m in (NewsItem, Organisation, Competence)}
    assert shown.isdisjoint(private)
    assert "django_session" in private


def test_a_table_named_like_a_private_one_is_watched():
    """Whole names count: a public letterhead is no letter."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE base_letterhead (name text)")
        content_version.watch()
        watched = content_version.watched(cursor)
    assert "base_letterhead" in watched
    assert "base_letter" not in watched


def test_what_no_page_shows_begins_no_version():
    begin_transaction_anew()
    before = version()
    AuditEvent.record(AuditEvent.Kind.SIGNED_IN)
    assert version() == before


def test_a_table_that_was_content_once_is_forgotten():
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        for statement in content_version.WATCH[connection.vendor]:
            cursor.execute(statement.format(table=table))
        content_version.watch()
        assert table not in content_version.watched(cursor)


def test_no_public_page_reads_what_is_private():
    """A version that stands still while a page changes would show an old page."""
    portal = rich_portal()
    with CaptureQueriesContext(connection) as asked:
        for at in portal.values():
            assert fetch(at("en")).status_code == 200
        fetch("/sitemap.xml")
        fetch("/en/news/feed/")
    tables = set(re.findall(r'\b(?:FROM|JOIN) "(\w+)"', " ".join(q["sql"] for q in asked)))
    assert "news_statement" in tables
    assert [table for table in tables if not content_version.is_content(table)] == []


class Rebuilt(models.Model):
    """Stands for a table that a migration makes or, on SQLite, rebuilds."""

    class Meta:
        app_label = "tests"
        db_table = "tests_rebuilt"

    def __str__(self):
        return str(self.pk)


@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_made_is_watched_from_its_end_on():
    with connection.schema_editor() as editor:
        editor.create_model(Rebuilt)
    try:
        assert content_version.unwatched() == ["tests_rebuilt"]
        before = version()
        call_command("migrate", verbosity=0)
        assert content_version.unwatched() == []
        assert version() != before
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Rebuilt)
