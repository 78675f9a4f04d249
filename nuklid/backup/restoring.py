"""Putting a backup back: on an empty machine, on either database, of an older release too."""

import json

from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nuklid.backup import archive, files, tables
from nuklid.base.letters.models import Letter
from nuklid.base.management.commands.reindex import reindex
from nuklid.base.records.audit import AuditEvent
from nuklid.rights.rights import ERASED, erase

# Where one of these has a row, somebody works with the portal.
IN_USE = ("members_user", "members_organisation", "members_person", "news_newsitem", "nuklid_page")


class Occupied(Exception):
    """There is a portal here already; the text says what of."""


def restore(path, overwrite=False):
    """Replace database and uploads by those in the archive at `path`; return its manifest.

    Everything is verified before anything is touched: raises archive.Damaged, tables.Unknown, and
    Occupied unless `overwrite`.
    """
    manifest = archive.verified(path)
    tables.models_at(manifest["migrations"], connection)
    if not overwrite:
        refuse_occupied()
    gone = erased_here() | erased_later(path, manifest)
    drop_tables()
    put_back(path, manifest)
    call_command("migrate", verbosity=0, interactive=False)
    hold_letters()
    for kind, number in gone:
        erase_again(kind, number)
    reindex()
    caches["pages"].clear()  # it holds pages of what was here before
    return manifest


def hold_letters():
    """Leave what waited to be sent to the office: it may have gone out after the backup."""
    with translation.override("de"):  # as the office reads it
        why = _("The portal was restored from a backup; the letter may have gone out before.")
    Letter.objects.waiting().update(failed_at=timezone.now(), error=why)


def erased_here():
    """Return {(model, number)} of whom the portal that is replaced was told to forget."""
    with connection.cursor() as cursor:
        if AuditEvent._meta.db_table not in connection.introspection.table_names(cursor):
            return set()
    return set(AuditEvent.objects.filter(verb=ERASED).values_list("model", "number"))


def erased_later(path, manifest):
    """Return the same of the later backups that lie beside the archive at `path`."""
    found = set()
    for other in path.parent.glob("*.tar.gz"):
        try:
            later = other != path and archive.verified(other)["made_at"] > manifest["made_at"]
        except archive.Damaged:
            continue
        if later:
            trail = f"tables/{AuditEvent._meta.db_table}.jsonl"
            for name, content in archive.members(other):
                if name == trail:
                    found |= erased_in(content)
    return found


def erased_in(lines):
    rows = map(json.loads, lines)
    names = next(rows)
    events = (dict(zip(names, row, strict=True)) for row in rows)
    return {(event["model"], event["number"]) for event in events if event["verb"] == ERASED}


def erase_again(kind, number):
    """Forget anew whom the backup still knows."""
    if row := apps.get_model(kind).objects.filter(pk=number).first():
        erase(row, None)


def refuse_occupied():
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in IN_USE:
            if table in there:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 (named above)
                if cursor.fetchone():
                    raise Occupied(table)
    if files.any_there():
        raise Occupied("uploads")


def drop_tables():
    """Drop every table of an app of ours; what else may lie in the database stays."""
    ours = ("django_", *(f"{config.label}_" for config in apps.get_app_configs()))
    quote = connection.ops.quote_name
    end = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(ours):
                cursor.execute(f"DROP TABLE {quote(table)}{end}")


def put_back(path, manifest):
    """Bring the empty database to the release of the backup, then fill it and the uploads."""
    last = {app: (app, name) for app, name in manifest["migrations"]}
    MigrationExecutor(connection).migrate(sorted(last.values()))
    models = {m._meta.db_table: m for m in tables.models_at(manifest["migrations"], connection)}
    uploads = set()
    with transaction.atomic():
        tables.clear(models.values(), connection)
        for name, content in archive.members(path):
            kind, _, rest = name.partition("/")
            table = rest.removesuffix(".jsonl")
            if kind == "tables" and table not in tables.LEFT_OUT:
                put_back_table(models[table], content, manifest)
            elif kind == "files":
                alias, _, upload = rest.partition("/")
                files.put(alias, upload, content.read())
                uploads.add((alias, upload))
        tables.go_on_after(manifest["last_numbers"], models.values(), connection)
    files.remove_all_but(uploads)


def put_back_table(model, content, manifest):
    table = model._meta.db_table
    count = tables.fill(model, content, connection)
    if count != manifest["rows"][table]:
        raise archive.Damaged(table)
