"""The rows of a database as lines of JSON, and back, the same on SQLite and PostgreSQL.

Everything goes by the schema the migrations recorded in that database say, not by today's models:
so a backup can be taken before an upgrade's migrations, and one of an older release put back.
"""

import base64
import json
from contextlib import contextmanager
from datetime import date, time, timedelta
from itertools import islice

from django.core.management.color import no_style
from django.db import transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, DateField, TimeField
from django.utils.duration import duration_string

# Whoever is signed in signs in again, and what waited a day for that is over; what is searchable is
# made anew from the rows. Tasks and a maintenance under way belong to the machine that began them.
LEFT_OUT = (
    "django_session",
    "base_unsavedform",
    "base_pendingupload",
    "base_searchpage",
    "base_searchentry",
    "base_searchtext",
    "base_searchterm",
    "base_searchword",
    "django_tasks_database_dbtaskresult",
    "nuklid_maintenance",
)
AT_ONCE = 500  # rows a statement, at most
SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class Unknown(Exception):
    """The data is of a release newer than this program, or of another program."""


@contextmanager
def snapshot(connection):
    """See the database as it is now until the end, however much others write meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def recorded(connection):
    """Return the migrations [app, name] that made this database, in order of their names."""
    known = MigrationLoader(connection)
    return sorted(
        [app, name] for app, name in known.applied_migrations if app in known.migrated_apps
    )


def models_at(migrations, connection):
    """Return the models whose rows are kept, as `migrations` ([app, name]) leave them."""
    loader = MigrationLoader(connection)
    nodes = [(app, name) for app, name in migrations]
    if missing := [node for node in nodes if node not in loader.graph.nodes]:
        raise Unknown(".".join(missing[0]))
    models = loader.project_state(nodes).apps.get_models(include_auto_created=True)
    kept = [m for m in models if m._meta.managed and m._meta.db_table not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.db_table)


def columns(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def as_text(value):
    """Return a value of a column that JSON has no word for as text that `to_python` understands."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, timedelta):
        return duration_string(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def lines(model, connection):
    """Yield every row of `model` as one line of JSON (bytes): its columns in order."""
    names = [field.attname for field in columns(model)]
    yield json.dumps(names).encode() + b"\n"
    rows = model._base_manager.using(connection.alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield json.dumps(row, default=as_text, ensure_ascii=False).encode() + b"\n"


def fill(model, source, connection):
    """Store what `lines` yielded; return the number of rows. Raises Unknown for another table."""
    fields = columns(model)
    names = [field.attname for field in fields]
    for moment in filter(is_moment, fields):  # stored as it was, not made anew
        moment.auto_now = moment.auto_now_add = False
    if json.loads(next(source, b"[]")) != names:
        raise Unknown(model._meta.db_table)
    count, at_once = 0, min(AT_ONCE, connection.ops.bulk_batch_size(fields, range(AT_ONCE)))
    while batch := [row_from_json(model, names, fields, text) for text in islice(source, at_once)]:
        model._base_manager.using(connection.alias).bulk_create(batch)
        count += len(batch)
    return count


def is_moment(field):
    return isinstance(field, DateField | TimeField)


def row_from_json(model, names, fields, text):
    values = zip(fields, json.loads(text), strict=True)
    return model.from_db(None, names, [field.to_python(value) for field, value in values])


@transaction.atomic
def clear(models, connection):
    """Delete every row of `models`; the database itself checks at the end what belongs together."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 (names of our own tables)


# Numbers once given are not given again: a history would take the new row for the old one.


def numbered(models):
    return [model for model in models if isinstance(model._meta.pk, AutoField)]


def last_numbers(models, connection):
    """Return {table: greatest number ever given}, of tables that number their rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {m._meta.db_table: given.get(m._meta.db_table, 0) for m in numbered(models)}
        return {model._meta.db_table: last_number(model, cursor) for model in numbered(models)}


def last_number(model, cursor):
    table, column = model._meta.db_table, model._meta.pk.column
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
    sequence = cursor.fetchone()[0]
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return cursor.fetchone()[0]


def go_on_after(numbers, models, connection):
    """Let the next row of each table get a number above all that were ever given."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
        for model in numbered(models):
            if last := numbers.get(model._meta.db_table):
                go_on(model, last, connection.vendor, cursor)


def go_on(model, last, vendor, cursor):
    table = model._meta.db_table
    if vendor == "postgresql":
        sql = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
        cursor.execute(sql, [f'"{table}"', model._meta.pk.column, last])
    else:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
