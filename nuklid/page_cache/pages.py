"""Answers from kept pages, before Django sees the request.

Each answer first reads the version of the contents from the database: a page that is not of this
very version is not shown. Without a version (the database is away, a table is not watched)
everything goes on to Django; with a note where the database hangs, so that nobody waits for it.
`docs/decisions/page-cache.md` says what was weighed.
"""

import time
from threading import Lock
from typing import NamedTuple

from nuklid.logs import number_of
from nuklid.page_cache.reader import VersionReader

TICKET = "nuklid.ticket"  # in the WSGI environ: what KeepPages needs to keep a page
HANGS = "nuklid.hangs"  # in the WSGI environ: whether the database takes questions, answers none
MEMORY = 4 * 1024 * 1024  # bytes of pages that one process keeps
TRACKERS = ("utm_", "mtm_", "pk_", "fbclid=", "gclid=", "msclkid=", "mc_cid=", "mc_eid=")
STATIC = "/static/"  # needs no database
NEVER_KEPT = ("/media/", "/admin/")
# Dear with many records, and asked by nobody's session.
FOR_MACHINES = ("/sitemap.xml", "/robots.txt")


class Address(NamedTuple):
    """What tells one page from another."""

    scheme: str
    host: str
    root: str  # SCRIPT_NAME stands in every link; some servers let a header say it
    path: str
    query: str


class Ticket(NamedTuple):
    """The version before a page was made, and the moment (Unix time)."""

    version: str
    since: float
    address: Address
    pages: "Pages"


class Pages:
    """The pages that this process keeps; the oldest go when there is no room."""

    def __init__(self):
        self.entries, self.size, self.lock = {}, 0, Lock()

    def get(self, address, version, now):
        page = self.entries.get(address)
        return page if page and page.holds(version, now) else None

    def put(self, address, page):
        with self.lock:
            self.drop(address)
            self.entries[address] = page
            self.size += page.size()
            while self.size > MEMORY:
                self.drop(next(iter(self.entries)))

    def drop(self, address):
        page = self.entries.pop(address, None)
        self.size -= page.size() if page else 0


class PageCache:
    """Stands before the WSGI `app`.

    `read_version` returns the version of the contents, None if it is not known.
    """

    def __init__(self, app, read_version=None):
        self.app = app
        self.reader = VersionReader()
        self.read_version = read_version or self.reader.read_version
        self.pages = Pages()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith(STATIC):
            return self.app(environ, start_response)
        if environ["PATH_INFO"] in FOR_MACHINES:
            forget_who_asks(environ)
        version = self.read_version()
        environ[HANGS] = self.reader.hangs
        if version is not None and is_for_everyone(environ):
            forget_trackers(environ)
            now, address = time.time(), address_of(environ)
            if page := self.pages.get(address, version, now):
                status, headers, body = page.response_to(environ, now)
                start_response(status, [*headers, ("X-Request-ID", number_of(environ))])
                return [body]
            environ[TICKET] = Ticket(version, now, address, self.pages)
        return self.app(environ, start_response)


def is_for_everyone(environ):
    """Tell whether nothing in the request says who asks."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_COOKIE" not in environ
        and "HTTP_AUTHORIZATION" not in environ
        and not environ["PATH_INFO"].startswith(NEVER_KEPT)
    )


def address_of(environ):
    scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"]
    host = environ.get("HTTP_HOST", "")
    root, query = environ.get("SCRIPT_NAME", ""), environ.get("QUERY_STRING", "")
    return Address(scheme, host, root, environ["PATH_INFO"], query)


def forget_who_asks(environ):
    for header in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
        environ.pop(header, None)


def forget_trackers(environ):
    """Drop what others hang on links to follow readers: the page is the same without."""
    if query := environ.get("QUERY_STRING", ""):
        parts = (part for part in query.split("&") if not part.startswith(TRACKERS))
        environ["QUERY_STRING"] = "&".join(parts)
