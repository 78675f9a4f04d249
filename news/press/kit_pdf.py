"""A text as PDF, where the optional extra "pdf" is installed."""

from functools import cache, lru_cache
from importlib.util import find_spec

from PIL import ImageFile

STYLE = """
@page { size: A4; margin: 24mm 22mm; @bottom-right { content: counter(page); font-size: 9pt } }
body { font: 11pt/1.5 sans-serif; color: #14202b }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 4mm }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid }
blockquote { margin: 3mm 0 1mm 5mm; font-style: italic; break-inside: avoid }
.lead { font-weight: bold }
.meta { color: #48545f; font-size: 9.5pt }
"""


@cache  # looks through the folders of the whole environment
def makes_pdf():
    return find_spec("weasyprint") is not None


@lru_cache(maxsize=4)  # takes a second each, and anyone may ask for a kit as often as they like
def as_pdf(html):
    """Return `html` as PDF (bytes). Nothing is fetched: what the text points to stays a link."""
    # Optional and slow to load.
    from weasyprint import CSS, HTML

    # The same.
    from weasyprint.urls import URLFetcher

    # To import it makes Pillow accept truncated pictures in the whole process, uploads too.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class Refusing(URLFetcher):
        def fetch(self, url, headers=None):
            raise ValueError(f"A release fetches nothing: {url}")

    document = HTML(string=html, url_fetcher=Refusing())
    return document.write_pdf(stylesheets=[CSS(string=STYLE)])
