"""Makes .docx files, good and bad; shared by the tests of the reader and of the admin page."""

import io
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Target="word/document.xml" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def paragraph(text):
    lines = "</w:t><w:br/><w:t>".join(text.split("\n"))
    return f"<w:p><w:r><w:t>{lines}</w:t></w:r></w:p>"


def document(*paragraphs, before=""):
    body = f"<w:body>{''.join(map(paragraph, paragraphs))}</w:body>"
    return f'{DECLARATION}{before}<w:document xmlns:w="{NAMESPACE}">{body}</w:document>'


def docx(xml, **parts):
    """Return the bytes of a .docx with this main part; parts: name to content.

    A name is a path, or one of a part of XML, with __ for /.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", xml)
        for name, content in parts.items():
            path = name if "." in name else f"{name.replace('__', '/')}.xml"
            archive.writestr(path, content)
    return stream.getvalue()


def with_external_entity(path):
    entity = f'<!DOCTYPE d [<!ENTITY leak SYSTEM "file://{path}">]>'
    return docx(document("Titel", "&leak;", before=entity))


def billion_laughs():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    dtd = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
    return docx(document("&l8;", before=dtd))


def zip_bomb(megabytes=40):
    return docx(document("Titel"), word__styles=b"<a>" + b" " * megabytes * 1024 * 1024 + b"</a>")


def with_many_entries(count=2000):
    return docx(document("Titel"), **{f"part{number}": "<a/>" for number in range(count)})


def deeply_nested(depth=50_000):
    return docx(f"{DECLARATION}{'<a>' * depth}{'</a>' * depth}")


def with_lying_size():
    """A ZIP whose entry claims to be small and unpacks to far more."""
    content = zip_bomb(8)
    real = (8 * 1024 * 1024 + 7).to_bytes(4, "little")
    return content.replace(real, (100).to_bytes(4, "little"))


def with_run(xml):
    """Return a document whose only run holds `xml` in place of a text."""
    return docx(document("").replace("<w:t></w:t>", xml))


BAD = {
    "a symbol that is none": lambda: with_run("<w:sym/>"),
    "an endless symbol": lambda: with_run(f'<w:sym w:font="x" w:char="{"F" * 9}"/>'),
    "a picture that is nowhere": lambda: with_run(
        '<w:drawing><wp:inline xmlns:wp="x"/></w:drawing>'
    ),
    "external entity": lambda: with_external_entity("/etc/hostname"),
    "billion laughs": billion_laughs,
    "zip bomb": zip_bomb,
    "lying size": with_lying_size,
    "many entries": with_many_entries,
    "deeply nested": deeply_nested,
    "no document": lambda: docx("").replace(b"word/document.xml", b"word/nodocumt.xml"),
    "broken zip": lambda: docx(document("Titel"))[:200],
    "broken xml": lambda: docx("<w:document>"),
    "utf-7": lambda: docx('<?xml version="1.0" encoding="utf-7"?><a/>'),
}
