"""Connections to a PostgreSQL that may hang: stopped, or on a machine that is gone.

It then takes every query and answers none. Its own timeouts do not help, nor does TCP, which the
kernel goes on to speak: whoever asks must give up by himself.
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
