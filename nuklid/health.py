"""How the portal is: what a monitor asks for, and what the office reads in plain words."""

import secrets
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from nuklid.base.letters.models import Letter
from nuklid.models import Backup, Maintenance
from nuklid.page_cache.shared_pages import SharedPages

BACKUP_EVERY = timedelta(hours=26)  # one a night, with two hours to spare
WAITS = timedelta(minutes=15)  # a letter or a task that is due for longer was forgotten
LEAST_FREE = 0.05  # share of a disk
GIGABYTE = 1024**3


class Finding(NamedTuple):
    """`vital` says that without it no page can be served."""

    key: str
    name: str
    well: bool
    sentence: str
    vital: bool = False


def findings():
    """Return every Finding, the database first; without it, that one alone."""
    database = of_database()
    if not database.well:
        return [database]
    more = (of_migrations, of_cache, of_disk, of_letters, of_tasks, of_backup, of_maintenance)
    return [database, *(find() for find in more)]


def of_database():
    name = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Finding("database", name, False, _("The database does not answer."), True)
    return Finding("database", name, True, _("The database answers."), True)


@cache
def shipped():
    """Return (app, name) of the migrations of this release, without loading what they do."""
    return frozenset(
        (app.label, found.name)
        for app in apps.get_app_configs()
        for found in iter_modules([f"{app.path}/migrations"])
    )


def of_migrations():
    name = _("Tables")
    missing = len(shipped() - MigrationRecorder(connection).applied_migrations().keys())
    if not missing:
        return Finding("migrations", name, True, _("The tables are those of this release."), True)
    sentence = _("The tables are of an older release: the operator runs “manage.py migrate”.")
    return Finding("migrations", name, False, sentence, True)


def of_cache():
    name, word = _("Cache"), secrets.token_hex(4)
    if not SharedPages().used:  # each process keeps its pages for itself
        return Finding("cache", name, True, _("Pages are kept ready."))
    try:
        caches["pages"].set("health", word, 60)
        kept = caches["pages"].get("health") == word
    except Exception:  # each cache has errors of its own
        kept = False
    if kept:
        return Finding("cache", name, True, _("Pages are kept ready."))
    return Finding("cache", name, False, _("Nothing is kept ready: pages are right, but slower."))


def folders():
    """Return the folders here that fill up: of the uploads, and of a database that is a file."""
    database = settings.DATABASES["default"]
    kept = [settings.MEDIA_ROOT]
    if "sqlite" in database["ENGINE"]:
        kept.append(database["NAME"])
    return [next((p for p in [Path(f), *Path(f).parents] if p.is_dir()), Path("/")) for f in kept]


def of_disk():
    name = _("Disk")
    usage = min((shutil.disk_usage(folder) for folder in folders()), key=lambda u: u.free / u.total)
    free = _("%(size)s GB are free.") % {"size": number_format(usage.free / GIGABYTE, 1)}
    if usage.free / usage.total >= LEAST_FREE:
        return Finding("disk", name, True, free)
    return Finding("disk", name, False, _("The disk is nearly full: %s") % free)


def of_letters():
    name = _("Letters")
    failed = Letter.objects.failed().count()
    late = Letter.objects.due().filter(next_try_at__lt=timezone.now() - WAITS).count()
    parts = [
        failed
        and ngettext(
            "%d letter could not be sent: look at it under “Letters”.",
            "%d letters could not be sent: look at them under “Letters”.",
            failed,
        )
        % failed,
        late
        and ngettext("%d letter is late.", "%d letters are late.", late) % late
        + " "
        + _("The operator looks whether the worker runs."),
    ]
    sentence = " ".join(part for part in parts if part) or _("Every letter is under way.")
    return Finding("letters", name, not failed and not late, sentence)


def of_tasks():
    name = _("Background work")
    if not settings.TASK_WORKER:
        return Finding("tasks", name, True, _("Everything is done at once, without a worker."))
    now = timezone.now()
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - WAITS)
    # What was put off became due only then; what was not is put off, to the library, for ever.
    late = late.exclude(run_after__range=(now - WAITS, now))
    if not late.exists():
        return Finding("tasks", name, True, _("The worker is up to date."))
    return Finding("tasks", name, False, _("Work waits: the operator starts the worker."))


def of_backup():
    name, last = _("Backup"), Backup.objects.first()
    if not last:
        return Finding("backup", name, False, _("There is no backup yet."))
    at = date_format(timezone.localtime(last.made_at), "DATETIME_FORMAT")
    sentence = _("The last backup is of %s.") % at
    return Finding("backup", name, timezone.now() - last.made_at < BACKUP_EVERY, sentence)


def of_maintenance():
    name = _("Maintenance")
    if not Maintenance.objects.exists():
        return Finding("maintenance", name, True, _("The portal is read and written."))
    sentence = _("The portal can only be read until the operator ends the maintenance.")
    return Finding("maintenance", name, False, sentence)
