"""Pages that several processes and servers share by way of the cache, where there is one for all.

The cache may be slow, full, empty or away: then pages are made anew, and are right all the same.
"""

import hashlib
import logging
import time
from functools import cache

from django.conf import settings
from django.core.cache import caches

PAUSE = 5  # seconds for which a cache that failed is left alone
ALONE = ("locmem.LocMemCache", "dummy.DummyCache")  # caches that no other process reads
MADE_OF = (".py", ".html", ".mo", ".json", ".txt", ".toml", ".csv", ".woff2")

log = logging.getLogger(__name__)


@cache
def release():
    """Return what tells this release from others: pages of another one are not shown."""
    digest = hashlib.blake2b(digest_size=8)
    folders = ("members", "news", "nuklid", "templates", "locale")
    files = [file for name in folders for file in (settings.BASE_DIR / name).rglob("*.*")]
    files += [settings.BASE_DIR / "requirements.txt"]
    files += (settings.BASE_DIR / "staticfiles").glob("staticfiles.json")
    for file in sorted(files):
        if file.suffix in MADE_OF:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def key_of(ticket):
    named = "\n".join((release(), str(ticket.version), *ticket.address))
    return f"page:{hashlib.blake2b(named.encode(), digest_size=20).hexdigest()}"


class SharedPages:
    def __init__(self):
        self.silent_until = 0.0
        self.used = not settings.CACHES["pages"]["BACKEND"].endswith(ALONE)

    def get(self, ticket):
        page = self.tried(lambda: caches["pages"].get(key_of(ticket)))
        return page if page and page.holds(ticket.version, ticket.since) else None

    def put(self, ticket, page):
        left = page.until - time.time()
        if left > 0:
            self.tried(lambda: caches["pages"].set(key_of(ticket), page, left))

    def tried(self, use):
        """Return what `use` returns, None where there is no cache or it fails."""
        if not self.used or time.time() < self.silent_until:
            return None
        try:
            return use()
        except Exception as error:  # whatever a cache server raises: we are slower, never wrong
            log.warning("The cache fails; pages are made without it. %s", error)
            self.silent_until = time.time() + PAUSE
            return None
