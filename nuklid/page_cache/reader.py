"""Reads the version of the contents on a connection of its own, as cheaply as can be.

Each kept page is shown only after this read, so it stands outside Django's connections: those are
opened, checked and given back for each request. One connection a process, one reader at a time.
"""

import logging
import select
import sqlite3
import time
from functools import cache
from pathlib import Path
from threading import Lock

from django.db import Error, connection

from nuklid.page_cache.version import READ, unwatched

PATIENCE = 3  # seconds for which the database may be silent before it counts as one that hangs
LONGEST = 10  # seconds that trying again may take: to connect, and to ask
PAUSE = 2  # seconds until somebody tries again

log = logging.getLogger(__name__)


class VersionReader:
    """Reads the version; None while it cannot be read, or would miss changes."""

    def __init__(self):
        self.connection, self.lock = None, Lock()
        self.silent_until = 0.0

    @property
    def hangs(self):
        """Tell whether the database did not answer just now: nobody is to wait for it too."""
        return time.monotonic() < self.silent_until

    def read_version(self):
        if self.hangs:
            return None
        with self.lock:
            return None if self.hangs else self.try_to_read()

    def try_to_read(self):
        if self.silent_until:  # it hung: while this reader tries, others are still refused
            self.silent_until = time.monotonic() + LONGEST
        try:
            self.connection = self.connection or LINES[connection.vendor]()
            version = self.connection.version()
            self.silent_until = 0.0
        except TimeoutError:
            self.connection, version = None, None
            self.silent_until = time.monotonic() + PAUSE
        except (Error, OSError):
            self.connection, version = None, None  # the next reader tries anew
            self.silent_until = 0.0
        return version


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
        try:
            self.connection = psycopg.connect(**options, autocommit=True)
        except psycopg.errors.ConnectionTimeout as error:
            raise TimeoutError(str(error)) from error
        except psycopg.Error as error:
            raise OSError(str(error)) from error
        self.arrival = select.poll()
        self.arrival.register(self.connection.pgconn.socket, select.POLLIN)

    def version(self):
        self.watched = self.watched or all_watched()
        # One round trip, and nothing that an external pooler would lose.
        with as_os_errors(self.error):
            answer = self.ask()
        if answer.ntuples != 1:
            raise OSError(answer.error_message.decode())
        return answer.get_value(0, 0) if self.watched else None

    def ask(self):
        """Return the first result; raise TimeoutError where it is late."""
        pgconn = self.connection.pgconn
        pgconn.send_query(READ["postgresql"].encode())
        first = self.next_result(pgconn)
        while self.next_result(pgconn):
            pass
        return first

    def next_result(self, pgconn):
        while pgconn.is_busy():
            if not self.arrival.poll(PATIENCE * 1000):
                self.connection.close()
                raise TimeoutError("PostgreSQL does not answer.")
            pgconn.consume_input()
        return pgconn.get_result()


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
