"""Connections to a PostgreSQL that may hang: stopped, or on a machine that is gone.

It then takes every query and answers none. Its own timeouts do not help, nor does TCP, which the
kernel goes on to speak: whoever asks must give up by himself. What was weighed stands in
`docs/decisions/hanging-database.md`.
"""

import time

import psycopg
from psycopg_pool import ConnectionPool

MOMENT = 2  # seconds for which a pooled connection may take to say that it lives


class ImpatientConnection(psycopg.Connection):
    """Waits `patience` seconds for each answer, then closes and raises OperationalError.

    None, as commands need it: as long as it takes.
    """

    patience: float | None = None

    def wait(self, gen, interval=0.1, timeout=None):
        limit, begun = timeout or self.patience, time.monotonic()
        try:
            return super().wait(gen, interval, limit)
        except psycopg.OperationalError:
            if limit and time.monotonic() - begun >= limit:
                self.close()  # what it answers now would answer the next question
            raise


def check_quickly(connection):
    """Raise an error of psycopg unless the pooled `connection` answers."""
    patience, connection.patience = connection.patience, MOMENT
    try:
        ConnectionPool.check_connection(connection)
    finally:
        connection.patience = patience


# A machine that vanished is noticed within 30 s, by commands too.
OPTIONS = {
    "connect_timeout": 3,  # seconds
    "tcp_user_timeout": 20_000,  # milliseconds
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
# A request waits at most 5 s for a connection; while the database is away, whoever asks next tries
# anew, so that the portal is back within seconds of it.
POOL = {
    "min_size": 1,
    "max_size": 8,
    "timeout": 5,
    "reconnect_timeout": 3,
    "connection_class": ImpatientConnection,
    "check": check_quickly,
}
