"""What a reader gets when something breaks: a page that needs neither database nor session."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.shortcuts import render

AWAY = (OperationalError, InterfaceError)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def away():
    """Return the errors of a database that is away.

    A connection that breaks between two queries is told in the words of its library.
    """
    # Not loaded, it has raised nothing; with SQLite its 8 MiB are not needed.
    psycopg = sys.modules.get("psycopg")
    return (*AWAY, psycopg.OperationalError, psycopg.InterfaceError) if psycopg else AWAY


def passing(error):
    """Tell whether `error` will pass: the database is away or too busy, or a disk is full.

    In a transaction that broke, whoever asks next is told of the transaction, not of the break:
    what the error came from counts too.
    """
    if error is None:
        return False
    full = isinstance(error, OSError) and error.errno in FULL
    return full or isinstance(error, away()) or passing(error.__cause__ or error.__context__)


def fault(request):
    """Answer in place of a view that raised: 503 for what passes, 500 for a fault of ours."""
    away = passing(sys.exception())
    response = render(None, "503.html" if away else "500.html", status=503 if away else 500)
    response["Cache-Control"] = "no-store"
    if away:
        response["Retry-After"] = "10"  # seconds
    return response
