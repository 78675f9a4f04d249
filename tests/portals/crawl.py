"""Run as a program: prints digests of every page and file a reader can reach, and of all rows."""

import hashlib
import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 (after the set-up)
from django.test import Client  # noqa: E402

from nuklid.backup import tables  # noqa: E402
from tests.crawling import crawl, fetch_by  # noqa: E402


def pages():
    found = crawl(fetch_by(Client()))
    return {
        address: f"{status} {hashlib.sha256(body).hexdigest()}"
        for address, (status, body) in found.items()
    }


def rows():
    digests = {}
    for model in tables.models_at(tables.recorded(connection), connection):
        # PostgreSQL keeps the keys of a JSON value in an order of its own.
        lines = (json.loads(line) for line in tables.lines(model, connection))
        whole = "\n".join(json.dumps(line, sort_keys=True) for line in lines)
        digests[model._meta.db_table] = hashlib.sha256(whole.encode()).hexdigest()
    return digests


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"pages": pages(), "rows": rows()}) + "\n")
