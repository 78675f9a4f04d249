"""Run as a program: prints digests of every page and file a reader can reach, and of all rows."""

import hashlib
import json
import re
import sys
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import django

django.setup()

from django.db import connection  # noqa: E402 (after the set-up)
from django.test import Client  # noqa: E402

from nuklid.backup import tables  # noqa: E402

BEGIN = (
    "/de/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/en/search/?q=Dresden",
    "/de/suche/?q=Lu-177",
)
MOST = 3000  # addresses: a crawl that finds more goes round in circles


def linked(response, address):
    """Yield what the page refers to on this site."""
    text = unescape(response.content.decode("utf-8", "replace"))
    found = re.findall(r'(?:href|src)="([^"]+)"', text) + re.findall(r"<loc>([^<]+)<", text)
    for sources in re.findall(r'srcset="([^"]+)"', text):
        found += [part.split()[0] for part in sources.split(",") if part.strip()]
    for there in found:
        url = urlsplit(urljoin(f"http://localhost{address}", urldefrag(there)[0]))
        if url.netloc == "localhost" and not url.path.startswith("/static/"):
            # Filters multiply; pages and downloads do not.
            yield f"{url.path}?{url.query}" if "page=" in url.query else url.path


def pages():
    client, waiting, seen = Client(headers={"host": "localhost"}), list(BEGIN), {}
    while waiting and len(seen) < MOST:
        address = waiting.pop()
        if address in seen:
            continue
        response = client.get(address)
        body = response.getvalue() if response.streaming else response.content
        seen[address] = f"{response.status_code} {hashlib.sha256(body).hexdigest()}"
        if not response.streaming:
            waiting += linked(response, address)
    return seen


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
