"""The whole public site as a stranger reads it, following every link."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

HOST = "localhost"
BEGIN = (
    "/de/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/.well-known/tdmrep.json",
    "/en/search/?q=Dresden",
    "/de/suche/?q=Lu-177",
)
MOST = 3000  # addresses: a crawl that finds more goes round in circles


def linked(body, address):
    """Yield what the page `body` (bytes) at `address` refers to on this site."""
    text = unescape(body.decode("utf-8", "replace"))
    links = re.findall(r'(?:href|src)="([^"]+)"', text) + re.findall(r"<loc>([^<]+)<", text)
    for sources in re.findall(r'srcset="([^"]+)"', text):
        links += [part.split()[0] for part in sources.split(",") if part.strip()]
    for link in links:
        url = urlsplit(urljoin(f"http://{HOST}{address}", urldefrag(link)[0]))
        if url.netloc == HOST and not url.path.startswith("/static/"):
            # Filters multiply; pages and downloads do not.
            whole = "page=" in url.query or url.path == "/oembed/"
            yield f"{url.path}?{url.query}" if whole else url.path


def fetch_by(client):
    """Return a function that fetches an address of HOST: (status, body in bytes)."""

    def fetch(address):
        response = client.get(address, headers={"host": HOST})
        return response.status_code, response.getvalue()

    return fetch


def crawl(fetch, begin=BEGIN, avoid=()):
    """Return {address: (status, body)} of all that `fetch` reaches from `begin`.

    Links whose address ends with one of `avoid` are not followed.
    """
    waiting, pages = list(begin), {}
    while waiting and len(pages) < MOST:
        address = waiting.pop()
        if address in pages:
            continue
        pages[address] = status, body = fetch(address)
        if status == 200 and is_text(body):
            waiting += [a for a in linked(body, address) if not a.endswith(tuple(avoid))]
    return pages


def is_text(body):
    return b"\0" not in body
