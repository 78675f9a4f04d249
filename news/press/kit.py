"""The press kit of a release: everything public about it in one zip, written as it is sent.

Two kits of one state are the same, byte for byte; no picture is held in memory as a whole.
"""

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, NamedTuple, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime

from news.press.contact import beyond_names
from news.press.kit_pdf import as_pdf, makes_pdf
from nuklid.base.texts.bilingual import LANGUAGES

CHUNK = 64 * 1024  # bytes
TEXT_SIZE, PDF_SIZE = 12_000, 60_000  # bytes of what is only made for the kit, about


class Entry(NamedTuple):
    """A file of the kit; `open` gives something to read its bytes from."""

    name: str
    open: Callable


class Picture(NamedTuple):
    """A stored picture and what must be said about it."""

    name: str
    file: object  # a FieldFile
    alt_de: str
    alt_en: str
    caption: str
    credit: str
    licence: str  # of nuklid.base.records.licences, "" if nobody has said


class Sink:
    """Takes what a zip writes, until the next piece is sent."""

    def __init__(self):
        self.parts = []

    def write(self, data: bytes, /) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """A zip asks for it."""

    def take(self):
        parts, self.parts = self.parts, []
        return b"".join(parts)


def embargo_mark(item):
    """Return what the name of each file begins with while `item` waits, e.g. "embargo-2027-…-"."""
    moment = None if item.is_public else item.visible_from
    return f"embargo-{localtime(moment):%Y-%m-%d-%H%M}-" if moment else ""


def kit_name(item):
    return f"{embargo_mark(item)}nuklid-{item.slug_de or item.slug_en}"


def pictures(item, statements):
    """Return the Pictures of a news item and of the listed speakers of shown `statements`.

    Captions are in the active language. While the item waits, those appear who will with it.
    """
    shown, mark = [], embargo_mark(item)
    if item.image:
        described = (item.image_alt_text_de, item.image_alt_text_en, item.image_caption)
        rights = (item.image_credit, item.image_licence)
        shown.append(Picture(f"{mark}picture{ending(item.image)}", item.image, *described, *rights))
    speakers = {s.speaker for s in statements if s.shown_side}
    appear = set() if item.is_public else set(item.listed_people.all())
    for person in sorted(speakers, key=lambda person: person.slug):
        if person.portrait and (person.is_public or person in appear):
            name = f"{mark}portrait-{person.slug}{ending(person.portrait)}"
            described = (person.portrait_alt_text_de, person.portrait_alt_text_en, person.full_name)
            rights = (person.portrait_credit, person.portrait_licence)
            shown.append(Picture(name, person.portrait, *described, *rights))
    return [picture for picture in shown if picture.file.storage.exists(picture.file.name)]


def ending(file):
    suffix = PurePosixPath(file.name).suffix.lower()
    return suffix if suffix in (".jpg", ".png", ".webp") else ".jpg"


def about_size(item, statements):
    """Return about how many bytes the kit has, without making it."""
    written = len(item.languages()) * (2 * TEXT_SIZE + (PDF_SIZE if makes_pdf() else 0))
    return written + sum(picture.file.size for picture in pictures(item, statements))


def entries(item, organisations, statements, absolute):
    """Return the Entries of the kit; `statements` know what of them is shown."""
    files = pictures(item, statements)
    documents, embargo = [], None if item.is_public else item.visible_from
    details = beyond_names(item, organisations)
    for language in item.languages():
        with translation.override(language):
            context = {
                "item": item,
                "language": language,
                **details,
                "statements": [s for s in statements if s.shown_side],
                "address": absolute(item.get_absolute_url(language)),
                "pictures": pictures(item, statements),
                "embargo": embargo,
            }
            documents += texts(f"{embargo_mark(item)}text-{language}", context)
    return documents + [Entry(f"pictures/{p.name}", opener(p.file)) for p in files]


def texts(name, context):
    """Return the Entries of one text, as HTML, plain text and PDF; `name` is without ending."""
    html = render_to_string("news/kit.html", context)
    documents = {
        f"{name}.html": html.encode(),
        f"{name}.txt": as_text(html).encode(),
    }
    if makes_pdf():
        documents[f"{name}.pdf"] = as_pdf(html)
    return [Entry(name, lambda data=data: BytesIO(data)) for name, data in documents.items()]


def as_text(html):
    """Return the body of `html` as text, an empty line between its parts."""
    body = re.sub(r"\s+", " ", html.partition("<body>")[2])
    parts = re.split(r"</?(?:p|h\d|li|ul|ol|div|blockquote|br|tr)\b[^>]*>", body)
    lines = (unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in parts)
    return "\n\n".join(filter(None, lines)) + "\n"


def opener(file):
    return lambda: file.storage.open(file.name)


def stream(item, entries):
    """Yield the zip of `entries` piece by piece; what it holds and its checksums come last."""
    sink, listed = Sink(), []
    folder = kit_name(item)
    moment = localtime(item.visible_from).timetuple()[:6]
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_STORED) as archive:
        for entry in entries:
            digest, size = hashlib.sha256(), 0
            info = ZipInfo(f"{folder}/{entry.name}", moment)
            with archive.open(info, "w") as target, entry.open() as source:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                    yield sink.take()
            listed.append({"name": entry.name, "bytes": size, "sha256": digest.hexdigest()})
        for name, text in (
            ("manifest.json", manifest(item, listed)),
            ("SHA256SUMS", checksums(listed)),
        ):
            archive.writestr(ZipInfo(f"{folder}/{name}", moment), text)
    yield sink.take()


def manifest(item, listed):
    headlines = {f"headline_{code}": getattr(item, f"headline_{code}") for code in LANGUAGES}
    about = {
        "title": headlines,
        "day": item.day.isoformat(),
        "embargo_until": None if item.is_public else item.visible_from.isoformat(),
        "changed": item.modified_at.isoformat(),
        "publisher": "nukliD®",
        "files": listed,
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def checksums(listed):
    """Return what `sha256sum --check` reads."""
    return "".join(f"{row['sha256']}  {row['name']}\n" for row in listed)
