"""A wrong setting stops the start with a sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def start(**changes):
    """Read the settings in a process of their own; return what it says, "" if they are right."""
    environment = {**os.environ, "SECRET_KEY": "long enough", **changes}
    run = subprocess.run(
        [sys.executable, "-c", "import nuklid.settings"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr.strip().splitlines()[-1] if run.returncode else ""


@pytest.mark.parametrize("word", ["true", "False", "on", "0", "no"])
def test_switches_take_the_usual_words(word):
    assert start(HTTPS=word) == ""


def test_a_switch_that_is_neither_yes_nor_no_stops_the_start():
    assert "HTTPS is neither true nor false: ture" in start(HTTPS="ture")


def test_a_number_that_is_none_and_a_database_that_is_none_stop_the_start():
    assert "SERVERS is no whole number: two" in start(SERVERS="two")
    assert "DATABASE_URL names no database" in start(DATABASE_URL="nonsense")


def test_without_a_key_nothing_starts():
    assert "Set SECRET_KEY" in start(SECRET_KEY="", DEBUG="false")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to a long random text (see .env.example)."),
        ({"SERVERS": "two"}, "SERVERS is no whole number: two"),
    ],
)
@pytest.mark.parametrize("command", ["check", "migrate", "backup"])
def test_a_command_without_settings_ends_in_one_sentence(command, wrong, sentence):
    run = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SECRET_KEY": "long enough", "DEBUG": "false", **wrong},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"{sentence}\n")


def test_staff_without_a_second_factor_only_where_nobody_comes():
    off = {"SECOND_FACTOR": "False"}
    assert "SECOND_FACTOR can be off only" in start(**off, DEBUG="false")
    assert start(**off, DEBUG="true") == ""
    assert start(NUKLID_DEMO="1") == ""
    assert start(DEBUG="false") == ""
