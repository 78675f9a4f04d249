"""What the daily timer of `deploy/` starts exists, runs, and may be run again."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

from nuklid.base.letters.models import Letter
from tests import factories as make

DEPLOY = settings.BASE_DIR / "deploy"


@pytest.mark.django_db
def test_every_command_of_the_day_runs_and_a_second_time_does_nothing(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    alpha = make.member()
    make.competence(alpha)
    make.representative(alpha)
    unit = (DEPLOY / "nuklid-daily.service").read_text()
    commands = re.findall(r"^ExecStart=-\S+ manage\.py (.+)$", unit, re.MULTILINE)
    assert {"ask_yearly", "post_digests --daily", "forget_previews", "clearsessions"} <= set(
        commands
    )
    for command in (*commands, *commands):
        call_command(*command.split())
    assert Letter.objects.count() == 1


def test_the_handbook_names_every_timer():
    told = (settings.BASE_DIR / "docs/operations.md").read_text()
    timers = sorted(path.name for path in DEPLOY.glob("*.timer"))
    assert {"nuklid-backup.timer", "nuklid-daily.timer"} <= set(timers)
    assert [name for name in timers if name not in told] == []
    assert all((DEPLOY / name).with_suffix(".service").exists() for name in timers)
