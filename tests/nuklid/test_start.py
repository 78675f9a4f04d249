"""A server is up soon and small: what only the office, members or speakers need is loaded later."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests import factories

READER = """
import sys
from wsgiref.util import setup_testing_defaults
from nuklid.wsgi import application

for address in sys.argv[1:]:
    path, _mark, query = address.partition("?")
    asked = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    setup_testing_defaults(asked)
    b"".join(application(asked, lambda status, headers: print(status)))
print(*sys.modules)
"""
CHECKED = """
import django
django.setup()
from django.contrib.admin import site
from django.core.checks import run_checks
print(len(site._registry))
run_checks()
print(*site._registry)
"""
LATER = (
    "allauth.account.forms",
    "django.contrib.admin.templatetags.admin_list",
    "django.contrib.auth.admin",
    "django.db.migrations.loader",
    "fido2",
    "members.admin",
    "members.forms",
    "members.views_changes",
    "members.views_second_factor",
    "news.admin",
    "news.comparison",
    "news.forms.intake",
    "news.intake",
    "nuklid.admin",
    "nuklid.desk",
    "psycopg",
    "qrcode",
    "snowballstemmer",
    "weasyprint",
)


def python(*arguments):
    """Return the lines that a new Python prints."""
    return subprocess.run(
        [sys.executable, "-c", *arguments],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    ).stdout.splitlines()


@pytest.fixture
def loaded_for(db, tmp_path, monkeypatch):
    """Return (statuses, names of modules) of a new process that answers the paths."""
    if connection.vendor != "sqlite":
        pytest.skip("Another process does not see what this test stores.")
    factories.statement(factories.published("Fund", slug_de="fund"))
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(connection.connection.serialize())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setenv("HTTPS", "False")

    def ask(*paths):
        said = python(READER, *paths)
        return [line[:3] for line in said[:-1]], set(said[-1].split())

    return ask


def test_readers_need_none_of_it(loaded_for):
    pages = ("/healthz", "/en/", "/de/aktuelles/", "/de/aktuelles/fund/", "/en/members/")
    statuses, modules = loaded_for(*pages, "/en/competences/", "/en/search/?q=Fund", "/robots.txt")
    assert statuses == ["200"] * 8
    assert modules.isdisjoint(LATER)


def test_the_office_needs_its_desk(loaded_for):
    """The names above are those of real modules."""
    statuses, modules = loaded_for("/admin/", "/en/sign-in/", "/en/sign-in/forgotten/")
    assert statuses == ["302", "200", "200"]
    here = {"nuklid.desk", "members.admin", "news.intake", "members.views_second_factor"}
    assert here <= modules


def test_checks_see_the_whole_desk():
    before, after = python(CHECKED)
    assert before == "0"
    assert "members.models.organisations.Organisation" in after
