"""Reads the version of the contents on a connection of its own, as cheaply as can be.

Each kept page is shown only after this read, so it stands outside Django's connections: those are
opened, checked and given back for each request. One connection a process, one reader at a time.
"""

import logging
import sqlite3
from functools import cache
from pathlib import Path
from threading import Lock

from django.db import Error, connection

from nuklid.page_cache.version import READ, unwatched

log = logging.getLogger(__name__)


class VersionReader:
    """Reads the version; None while it cannot be read, or would miss changes."""

    def __init__(self):
        self.connection, self.lock = None, Lock()

    def read_version(self):
        with self.lock:
            try:
                self.connection = self.connection or LINES[connection.vendor]()
                return self.connection.version()
            except (Error, OSError):
                self.connection = None  # the next reader tries anew
                return None


class SQLiteLine:
    def __init__(self):
        file = f"{Path(connection.settings_dict['NAME']).absolute().as_uri()}?mode=rw"
        with as_os_errors(sqlite3.Error):
            self.connection = sqlite3.connect(
                file, uri=True, isolation_level=None, check_same_thread=False, timeout=1
            )
        self.checked = None

    def version(self):
        with as_os_errors(sqlite3.Error):
            # A migration that rebuilds a table drops its triggers; the schema's number tells.
            (schema,) = self.connection.execute("PRAGMA schema_version").fetchone()
            if schema != self.checked and not all_watched():
                return None
            self.checked = schema
            return self.connection.execute(READ["sqlite"]).fetchone()[0]


class PostgreSQLLine:
    def __init__(self):
        # Slow to load, and not needed with SQLite.
        import psycopg

        self.error, self.watched = psycopg.Error, False
        options = {k: v for k, v in connection.get_connection_params().items() if k != "pool"}
        with as_os_errors(self.error):
            self.connection = psycopg.connect(**options, autocommit=True)

    def version(self):
        self.watched = self.watched or all_watched()
        # One round trip, and nothing that an external pooler would lose.
        with as_os_errors(self.error):
            answer = self.connection.pgconn.exec_(READ["postgresql"].encode())
        if answer.ntuples != 1:
            raise OSError(answer.error_message.decode())
        return answer.get_value(0, 0) if self.watched else None


LINES: dict[str, type] = {"sqlite": SQLiteLine, "postgresql": PostgreSQLLine}


class as_os_errors:
    """Raise the driver's `error` as OSError: the database is a thing outside."""

    def __init__(self, error):
        self.error = error

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if isinstance(value, self.error):
            raise OSError(str(value)) from value


def all_watched():
    """Tell whether no change goes unnoticed; leaves no connection open."""
    try:
        tables = unwatched()
    finally:
        connection.close()
    if tables:
        warn(", ".join(tables))
    return not tables


@cache
def warn(tables):
    """Say once what keeps all pages from being kept."""
    log.warning("No page is kept: changes of %s go unnoticed. Run “manage.py migrate”.", tables)
