"""The text of a .docx file, from a stranger: nothing outside the file is read, no bomb unpacked.

A .docx is a ZIP of XML parts. Only parts that parse as XML without a DTD reach the converter, in
an archive made anew: what was not looked at cannot be opened.
"""

import io
import zipfile
import zlib
from html.parser import HTMLParser

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse, tostring
from django.utils.translation import gettext as _

from news.intake.errors import UnreadableFile

MAX_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 500
MAX_UNPACKED = 6 * 1024 * 1024  # of all XML parts together; pictures are not unpacked
MAX_RATIO = 200
MAX_DEPTH = 150
MAIN_PART = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIVIDER = f'<w:p xmlns:w="{WORD[1:-1]}"><w:r><w:t>***</w:t></w:r></w:p>'
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"}
CONVERTER_ERRORS = (OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def text_of_docx(content):
    """Return paragraphs separated by an empty line; content: bytes. Raises UnreadableFile."""
    # An optional extra, slow to load, and needed by few uploads.
    import mammoth

    if len(content) > MAX_BYTES:
        raise UnreadableFile(_("The document is larger than 10 MB."))
    document = vetted(content)
    try:
        html = mammoth.convert_to_html(document, convert_image=no_image)
    except CONVERTER_ERRORS as error:
        raise damaged() from error
    return text_of_html(html.value)


def no_image(image):
    return []


def vetted(content):
    """Return a file object with a ZIP of the XML parts of `content`, each checked."""
    clean = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(clean, "w") as target,
        ):
            for name, part in xml_parts(source):
                target.writestr(name, boxes_last(part) if name == MAIN_PART else part)
    except ZIP_ERRORS as error:
        raise damaged() from error
    clean.seek(0)
    return clean


def xml_parts(source):
    entries = source.infolist()
    if MAIN_PART not in source.namelist():
        raise UnreadableFile(_("This archive is not a .docx document."))
    if len(entries) > MAX_ENTRIES:
        raise too_large()
    room = MAX_UNPACKED
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            part = unpacked(source, entry, room)
            room -= len(part)
            refuse_dangerous_xml(part)
            yield entry.filename, part


def boxes_last(part):
    """Return the XML of a document with its text boxes as paragraphs at the end.

    The converter puts a box behind the paragraph to which it is tied, into the middle of the text.
    """
    if b"txbxContent" not in part:
        return part
    document = fromstring(part, forbid_dtd=True)
    body = document.find(f"{WORD}body")
    if body is None:
        return part
    paragraphs = [child for box in text_boxes(body) for child in emptied(box)]
    if paragraphs:
        body.extend([fromstring(DIVIDER), *paragraphs])
    return tostring(document)


def text_boxes(element):
    """Yield the outermost text boxes; what is another form of the same box has none."""
    for child in element:
        if child.tag == f"{WORD}txbxContent":
            yield child
        elif child.tag != ALTERNATIVE:
            yield from text_boxes(child)


def emptied(box):
    """Return the paragraphs and tables of a text box, and take them from it."""
    blocks = [child for child in box if child.tag in (f"{WORD}p", f"{WORD}tbl")]
    for child in blocks:
        box.remove(child)
    return blocks


def unpacked(source, entry, room):
    # What the entry says of its size may be a lie: read one byte more than is allowed.
    with source.open(entry) as part:
        content = part.read(room + 1)
    small = len(content) < 64 * 1024
    if len(content) > room or (not small and len(content) > MAX_RATIO * entry.compress_size):
        raise too_large()
    return content


def damaged():
    return UnreadableFile(_("This .docx file is damaged and cannot be read."))


def too_large():
    return UnreadableFile(_("This .docx file unpacks to far more than a release can hold."))


def refuse_dangerous_xml(part):
    """Raise UnreadableFile on a DTD, an entity, broken or absurdly nested XML."""
    try:
        refuse_deep_xml(iterparse(io.BytesIO(part), ("start", "end"), forbid_dtd=True))
    except UnreadableFile:
        raise
    except DefusedXmlException as error:
        message = _("This .docx file holds parts that no document needs. It was not read.")
        raise UnreadableFile(message) from error
    except (ParseError, LookupError, ValueError) as error:
        raise damaged() from error


def refuse_deep_xml(events):
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise too_large()
        if event == "end":
            element.clear()


class Paragraphs(HTMLParser):
    """Collects the text of block elements."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_data(self, data):
        self.parts.append(data)


def text_of_html(html):
    parser = Paragraphs()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()
