"""Two real processes of the portal at the rows of a test, which `transaction=True` stores."""

import sqlite3
from contextlib import contextmanager

from django.db import connection

from tests.bench.servers import running
from tests.portals import address_of

PORTAL = "nuklid.wsgi:application"


def rows_for_others(folder):
    """Return a DATABASE_URL of the rows stored so far; of SQLite, which lies in memory, a copy."""
    if connection.vendor == "postgresql":
        return address_of(connection.settings_dict["NAME"])
    file = folder / "portal.sqlite3"
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    return f"sqlite:///{file}"


@contextmanager
def two_processes(folder, **more):
    """Run gunicorn twice, one worker of four threads each; yield their addresses."""
    environment = {
        "DATABASE_URL": rows_for_others(folder),
        "MEDIA_ROOT": str(folder),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_PROXY": "True",
        "TASK_WORKER": "True",
    }
    each = (PORTAL, environment | more, 1)
    with running(one=each, two=each) as servers:
        yield [f"http://127.0.0.1:{server.port}" for server in servers.values()]
