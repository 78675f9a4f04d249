"""A task that a killed worker left behind is done after all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nuklid.base.letters.models import Letter
from tests import factories as make

# The worker closes its connections, which a test inside a transaction cannot bear.
pytestmark = pytest.mark.django_db(transaction=True)
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def abandoned(settings):
    settings.TASKS = WORKER
    letter = make.letter(to="a@x.example", subject="S", body="B")
    since = timezone.now() - timedelta(minutes=20)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=since)
    return letter


def test_what_was_left_behind_is_done(abandoned, mailoutbox):
    call_command("db_worker", "--batch", "--no-startup-delay", interval=0)
    assert not mailoutbox
    call_command("requeue")
    call_command("db_worker", "--batch", "--no-startup-delay", interval=0)
    assert [mail.to for mail in mailoutbox] == [["a@x.example"]]
    assert Letter.objects.get().state == Letter.State.SENT


def test_what_has_just_begun_goes_on(abandoned, capsys):
    DBTaskResult.objects.update(started_at=timezone.now())
    call_command("requeue")
    assert "Put back 0" in capsys.readouterr().out
    call_command("requeue", "--minutes=0")
    assert "Put back 1" in capsys.readouterr().out
