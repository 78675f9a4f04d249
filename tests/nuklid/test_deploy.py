"""What deploy/ starts and the handbook types exists, and what needs a clock has one."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

DEPLOY = settings.BASE_DIR / "deploy"
TOLD = [*sorted(DEPLOY.iterdir()), settings.BASE_DIR / "docs" / "operations.md"]
CLOCKED = (
    *("backup", "ask_yearly", "ask_openings", "forget_previews", "clearsessions"),
    *("requeue", "post_digests", "send_letters"),
)


def commands(text):
    return set(re.findall(r"manage\.py (\w+)\b(?!\.)", text))


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.name)
def test_every_command_exists(file):
    assert commands(file.read_text()) <= get_commands().keys()


def test_what_needs_a_clock_has_one():
    """By a timer of systemd, and in the containers."""
    timed = [timer.with_suffix(".service").read_text() for timer in DEPLOY.glob("*.timer")]
    assert commands("".join(timed)) >= set(CLOCKED)
    assert commands((DEPLOY / "compose.yaml").read_text()) >= set(CLOCKED)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path):
    for unit in DEPLOY.glob("nuklid*"):
        text = re.sub(r"/srv/nuklid/portal/.venv/bin/\w+", "/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (0, "")
