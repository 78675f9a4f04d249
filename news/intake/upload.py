"""From the bytes of an uploaded file to text. Every refusal is an UnreadableFile."""

import re

from django.utils.translation import gettext as _

from news.intake.docx import text_of_docx
from news.intake.errors import UnreadableFile

MAX_TEXT_BYTES = 2 * 1024 * 1024
MAX_CHARACTERS = 100_000
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# A stray one comes along when text is copied; in what is no text, there are many.
MOST_CONTROLS = 5
CHARACTERS_A_CONTROL = 200
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def text_of_upload(content, name=""):
    """Return the text of a release file.

    content: bytes of a .docx file or of a text in UTF-8, UTF-16 (with byte order mark) or
    Windows-1252. name: its file name, for the message only. Raises UnreadableFile.
    """
    if content.startswith(b"PK\x03\x04"):
        return checked_text(text_of_docx(content))
    refuse_other_formats(content, name)
    return checked_text(decoded(content))


def refuse_other_formats(content, name):
    if content.startswith(b"%PDF"):
        raise UnreadableFile(_("This is a PDF. Copy its text and paste it instead."))
    if content.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) or name.lower().endswith(".doc"):
        raise UnreadableFile(_("This is an old Word format. Save it as .docx or paste the text."))
    if len(content) > MAX_TEXT_BYTES:
        raise UnreadableFile(_("The text is larger than 2 MB. No release is that long."))


def decoded(content):
    encodings = [code for mark, code in BOMS.items() if content.startswith(mark)]
    for encoding in encodings or ["utf-8", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("This file holds no text that can be read."))


def checked_text(text):
    """Return `text` without control characters.

    Raises UnreadableFile if it is empty, too long or no text.
    """
    controls = len(CONTROLS.findall(text))
    if "\x00" in text or controls > max(MOST_CONTROLS, len(text) // CHARACTERS_A_CONTROL):
        raise UnreadableFile(_("This file holds no text that can be read."))
    text = CONTROLS.sub("", text.replace("\x1e", "-").replace("\x07", " "))
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(
            _("The text is longer than 100,000 characters. No release is so long.")
        )
    if not text.strip():
        raise UnreadableFile(_("The file holds no text."))
    return text
