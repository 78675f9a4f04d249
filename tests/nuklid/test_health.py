"""A monitor learns whether, the office what; nobody else more than that."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nuklid.base.letters.models import Letter
from nuklid.health import findings
from nuklid.models import Backup
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backup():
    return Backup.objects.create(made_at=timezone.now(), name="nuklid.tar.gz", size=1_000_000)


def wanting():
    """Return the keys of what wants attention."""
    return [found.key for found in findings() if not found.well]


def text(client=None):
    answer = fetch("/healthz", client)
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.status_code, answer.content.decode()


def test_a_stranger_learns_one_word(coordinator):
    assert text() == (200, "ok\n")
    Backup.objects.all().delete()
    assert text() == (200, "attention\n")


@pytest.mark.parametrize(
    "host", ["10.0.0.7:8000", "portal-2.internal", "127.0.0.1", "evil.example"]
)
def test_a_monitor_asks_each_server_by_its_address(settings, host):
    settings.ALLOWED_HOSTS = ["portal.example"]
    answer = fetch("/healthz", host=host)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert [fetch(path, host=host).status_code for path in ("/en/", "/robots.txt")] == [400, 400]


def test_the_office_learns_what_it_is_about(desk):
    Backup.objects.all().delete()
    said = text(desk)[1]
    assert said.startswith("attention\ndatabase: ok (")
    assert "backup: attention (There is no backup yet.)" in said


def test_without_database_there_is_no_page_to_serve(desk):
    def refuse(*args):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        assert text(desk) == (503, "down\n")


def test_tables_of_an_older_release_serve_no_pages():
    MigrationRecorder(connection).record_unapplied("nuklid", "0001_initial")
    assert text() == (503, "down\n")


def test_a_cache_that_keeps_nothing(settings):
    backend = "django.core.cache.backends.redis.RedisCache"
    nobody = {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = settings.CACHES | {"pages": nobody}
    assert wanting() == ["cache"]


def test_a_full_disk(monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(100, 97, 3))
    assert wanting() == ["disk"]


def post():
    return Letter.objects.create(
        to="a@x.example", language="de", subject="S", body="B", kind=Letter.Kind.NOTICE
    )


def test_letters_that_are_late_or_given_up():
    letter = post()
    assert wanting() == []
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assert wanting() == ["letters"]
    letter.failed_at = timezone.now()
    letter.save()
    assert wanting() == ["letters"]


@pytest.fixture
def task(settings):
    """A letter's task, queued as a worker would find it."""
    settings.TASK_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make.letter()
    return DBTaskResult.objects.all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("minutes", "state", "is_late"),
    [(0, "READY", False), (60, "READY", True), (60, "RUNNING", False), (60, "SUCCESSFUL", False)],
)
def test_work_that_waits_for_a_worker(task, settings, minutes, state, is_late):
    since = timezone.now() - timedelta(minutes=minutes)
    task.update(enqueued_at=since, status=state)
    assert ("tasks" in wanting()) == is_late
    settings.TASK_WORKER = False  # everything is done at once
    assert "tasks" not in wanting()


@pytest.mark.django_db(transaction=True)
def test_work_put_off_until_later_is_not_late(task):
    since = timezone.now() - timedelta(hours=1)
    for due_in in (60, -5):  # minutes
        run_after = timezone.now() + timedelta(minutes=due_in)
        task.update(enqueued_at=since, run_after=run_after)
        assert "tasks" not in wanting()
    task.update(run_after=since)
    assert "tasks" in wanting()


def test_an_old_backup_and_a_maintenance():
    call_command("maintenance", "on")
    with time_machine.travel(timezone.now() + timedelta(hours=27)):
        assert wanting() == ["backup", "maintenance"]


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [("de", "Zustand des Portals", "Es gibt noch keine Sicherung."),
     ("en", "How the portal is", "There is no backup yet.")],
)  # fmt: skip
def test_the_office_reads_it_in_its_own_words(desk, language, heading, words):
    Backup.objects.all().delete()
    desk.cookies["django_language"] = language
    page = soup(fetch("/admin/status/", desk))
    assert page.h1.text.strip() == heading
    assert words in page.find(class_="findings").text


def test_the_last_backups_are_listed(desk, backup):
    assert backup.name in soup(fetch("/admin/status/", desk)).find(id="content").table.text
