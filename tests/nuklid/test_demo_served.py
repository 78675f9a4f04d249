"""The demo as a visitor of a fresh clone meets it: a process that serves, prints codes and ends."""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from django.conf import settings

from nuklid.demo.loading import COORDINATOR, REPRESENTATIVE
from tests.test_house import files


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Copy what git knows, so that nobody's own demo is touched."""
    target = tmp_path_factory.mktemp("clone")
    for path in files("*", ":!tests/*", ":!docs/*"):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.BASE_DIR / path, target / path)
    return target


def command(clone, *arguments):
    return {
        "args": [sys.executable, "manage.py", "demo", *arguments],
        "cwd": clone,
        "env": {"PATH": os.environ["PATH"]},  # none of the settings of the tests
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
    }


@pytest.fixture(scope="module")
def prepared(clone):
    """Fill the demo's database once; return what was printed."""
    done = subprocess.run(**command(clone, "--no-serve"), check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def served(clone, prepared):
    """Serve on a free port; yield the process and its address, once it has said everything."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(**command(clone, "--port", str(port)))
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def row_counts(clone):
    with sqlite3.connect(clone / "demo" / "nuklid.sqlite3") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            for (table,) in tables.fetchall()
        }


def test_prints_how_to_sign_in(prepared):
    lines = prepared.splitlines()
    assert f"coordinator: {' '.join(COORDINATOR)}" in lines
    assert f"representative: {REPRESENTATIVE}" in lines
    assert "http://127.0.0.1:8000/" in prepared


def test_again_prints_the_same_and_adds_no_row(clone, prepared):
    before = row_counts(clone)
    assert subprocess.run(**command(clone, "--no-serve"), check=False).stdout == prepared
    assert row_counts(clone) == before


def test_foreign_settings_are_refused_before_anything_is_written(clone, tmp_path):
    foreign = command(clone, "--no-serve") | {"env": {"MEDIA_ROOT": str(tmp_path)}}
    done = subprocess.run(**foreign, check=False)
    assert done.returncode == 1
    assert "writes only to" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_shows_a_mailed_code_in_its_console(served):
    process, site = served
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = browser.open(f"{site}/en/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    sent = {"csrfmiddlewaretoken": token, "email": REPRESENTATIVE}
    browser.open(f"{site}/en/sign-in/", urllib.parse.urlencode(sent).encode())
    process.terminate()
    printed = process.stdout.read()
    assert f"To: {REPRESENTATIVE}" in printed
    assert re.search(r"^ {4}\S{6,9}$", printed, re.MULTILINE)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ends_cleanly(served, sign):
    process, site = served
    assert urllib.request.urlopen(f"{site}/healthz").status == 200
    process.send_signal(sign)
    assert process.wait(timeout=20) == 0
    assert "Traceback" not in process.stdout.read()
