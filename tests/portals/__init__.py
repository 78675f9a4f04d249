"""Portals of their own: a database, a folder of uploads, and commands as an operator gives them."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

FILL = "import django; django.setup(); from nuklid.demo.loading import fill; fill()"


@dataclass
class Portal:
    database: str
    folder: Path
    more: dict = field(default_factory=dict)

    @property
    def environment(self):
        mine = {"DATABASE_URL": self.database, "MEDIA_ROOT": str(self.folder / "media")}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "nuklid.settings", **mine, **self.more}

    def python(self, *arguments):
        """Run Python; return (whether it went well, what it said)."""
        run = subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        return run.returncode == 0, run.stdout + run.stderr

    @contextmanager
    def running(self, *arguments):
        """Let Python run meanwhile; yield the process, and kill it."""
        with subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def done(self, *arguments):
        well, said = self.python(*arguments)
        assert well, said
        return said

    def manage(self, *arguments):
        return self.done("manage.py", *arguments)

    def fill(self):
        """Give it the demo's contents."""
        self.manage("migrate", "--verbosity=0")
        self.done("-c", FILL)
        self.manage("reindex")
        return self

    def seen(self):
        """Return {address: digest} of all a reader can reach, and {table: digest} of all rows."""
        said = self.done("-m", "tests.portals.crawl").splitlines()  # the log says something too
        return json.loads(next(line for line in said if line.startswith('{"pages"')))


def address_of(name):
    """Return the DATABASE_URL of the database `name` beside the one the tests run on."""
    at = connection.settings_dict
    login = f"{at['USER']}:{at['PASSWORD']}" if at["PASSWORD"] else at["USER"]
    return f"postgres://{login}@{at['HOST']}:{at['PORT']}/{name}"


@contextmanager
def postgres(name):
    """Make an empty database; yield its DATABASE_URL; drop it."""
    name = f"{name}_{os.getpid()}"  # tests run beside each other
    with psycopg.connect(address_of("postgres"), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield address_of(name)
        finally:
            server.execute(drop)
