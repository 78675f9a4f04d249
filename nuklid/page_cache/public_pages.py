"""A public page as it is kept: packed, with what lets a reader ask whether it has changed."""

import gzip
import hashlib
from functools import lru_cache

import brotli
from django.utils.http import http_date

CODINGS = ("br", "gzip")
# Two steps up cost the first reader of a page a tenth of it and spare the others some bytes of one
# packet; either way a page is there with the first packets a server may send (14 kB).
QUALITY = {"br": 3, "gzip": 6}
NOT_IN_304 = {"content-type", "content-length", "content-encoding", "content-language"}


@lru_cache(maxsize=500)
def coding_for(accepted):
    """Return the best coding that the header Accept-Encoding takes, "" for none."""
    told = dict(part.partition(";")[::2] for part in accepted.replace(" ", "").lower().split(","))
    refused = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((code for code in CODINGS if told.get(code, "q=0") not in refused), "")


class PublicPage:
    """An answer that is the same for everyone who asks for it in [since, until) (Unix time).

    `headers` are (name, value) pairs, without what is said about the body here.
    """

    def __init__(self, version, since, until, headers, body):
        self.version, self.since, self.until = version, since, until
        self.etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        # Two pages of one second cannot be told apart by it: it is not sent in that second.
        self.modified = http_date(since)
        self.headers = [*headers, ("ETag", self.etag)]
        kind = next((v for k, v in headers if k.lower() == "content-type"), "")
        self.is_packed = kind.startswith("image/")  # by itself: readers get it as it is
        if self.is_packed:
            self.bodies = {"": body}
        else:
            self.bodies = {"br": brotli.compress(body, quality=QUALITY["br"])}

    def __getstate__(self):
        return self.__dict__ | {"bodies": {c: b for c, b in self.bodies.items() if c != "gzip"}}

    def holds(self, version, now):
        return self.version == version and self.since <= now < self.until

    def size(self):
        """Return about how many bytes of memory the page takes, once it is packed both ways."""
        return 2000 + (len(self.bodies[""]) if self.is_packed else 2 * len(self.bodies["br"]))

    def body(self, coding):
        if coding == "gzip" and coding not in self.bodies:
            self.bodies[coding] = gzip.compress(self.body(""), QUALITY["gzip"], mtime=0)
        stored = self.bodies.get(coding)
        return brotli.decompress(self.bodies["br"]) if stored is None else stored

    def response_to(self, environ, now):
        """Return status line, headers and body for a WSGI request at `now` (Unix time)."""
        headers = self.headers
        if now >= int(self.since) + 1:
            headers = [*headers, ("Last-Modified", self.modified)]
        if self.is_known_to(environ):
            return "304 Not Modified", [h for h in headers if h[0].lower() not in NOT_IN_304], b""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        coding = "" if self.is_packed else coding_for(accepted)
        body = self.body(coding)
        headers = [*headers, ("Content-Length", str(len(body)))]
        if coding:
            headers.append(("Content-Encoding", coding))
        return "200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body

    def is_known_to(self, environ):
        """Tell whether the reader has this page; a date counts only if it is exactly this one."""
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is None:
            return environ.get("HTTP_IF_MODIFIED_SINCE") == self.modified
        mine = self.etag.removeprefix("W/")
        told = (tag.strip().removeprefix("W/") for tag in tags.split(","))
        return any(tag in (mine, "*") for tag in told)
