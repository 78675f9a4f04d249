"""A database for the bench alone: a new SQLite file, or a new database beside `DATABASE_URL`."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg


def fresh(folder, name):
    """Return the address of an empty database called `name`; SQLite lies in `folder`."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        return f"sqlite:///{folder / name}.sqlite3"
    parts = urlsplit(given)
    with psycopg.connect(given, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop(address):
    if address.startswith("postgres"):
        with psycopg.connect(address, dbname="postgres", autocommit=True) as connection:
            name = urlsplit(address).path[1:]
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
