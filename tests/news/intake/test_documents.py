"""What a word processor puts into a document beside plain paragraphs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.intake import UnreadableFile, read_release, text_of_upload
from tests.news.intake.documents import DECLARATION, NAMESPACE, docx

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONSHIP}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def read_document(*blocks, **parts):
    """Return the text of a document with these blocks in its body."""
    body = f"<w:body>{''.join(blocks)}</w:body>"
    xml = f"{DECLARATION}<w:document {NAMESPACES}>{body}</w:document>"
    return text_of_upload(docx(xml, **parts), "release.docx")


def p(*runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows):
    cells = ("".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


WRITTEN = {
    "bold and plain runs": (p(r("Die "), r("Nach"), r("richt")), "Die Nachricht"),
    "a word that was struck out": (
        p(r("am "), f"<w:del>{r('3.').replace('w:t', 'w:delText')}</w:del>", r("4. Mai")),
        "am 4. Mai",
    ),
    "a word that was put in": (p(r("am "), f"<w:ins>{r('4. ')}</w:ins>", r("Mai")), "am 4. Mai"),
    "a line break": (p(r("eins"), "<w:r><w:br/></w:r>", r("zwei")), "eins\nzwei"),
    "a hyphen that never breaks": (
        p(r("Lu"), "<w:r><w:noBreakHyphen/></w:r>", r("177")),
        "Lu\N{NON-BREAKING HYPHEN}177",
    ),
    "a link": (
        p(r("siehe "), f'<w:hyperlink w:anchor="x">{r("hier")}</w:hyperlink>'),
        "siehe hier",
    ),
    "a field": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("7"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "7",
    ),
    "a heading": (p(r("Titel"), style="Heading1") + p(r("Text")), "Titel\n\nText"),
    "a table": (table(["Name", "Ort"], ["ABX", "Radeberg"]), "Name\n\nOrt\n\nABX\n\nRadeberg"),
    "a box for contents": (
        f"<w:sdt><w:sdtContent>{p(r('Im Kasten'))}</w:sdtContent></w:sdt>",
        "Im Kasten",
    ),
    "empty paragraphs": (p() + p(r("eins")) + p() * 3 + p(r("zwei")), "eins\n\nzwei"),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_reads_what_a_reader_of_the_document_sees(what):
    block, text = WRITTEN[what]
    parts = [part.strip() for part in read_document(block).split("\n\n")]
    assert "\n\n".join(filter(None, parts)) == text


def test_a_picture_is_left_out_and_its_file_never_opened():
    drawing = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f'<a:blip xmlns:r="{RELATIONSHIP}" r:embed="rId1"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    target = 'Target="file:///etc/hostname" TargetMode="External"'
    relations = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" {target} Type="{RELATIONSHIP}/image"/>'
        "</Relationships>"
    )
    assert (
        read_document(p(r("Vor"), drawing), **{"word/_rels/document.xml.rels": relations}) == "Vor"
    )


def box(*texts):
    content = f"<w:txbxContent>{''.join(p(r(text)) for text in texts)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def both_ways(inner):
    """Return a box as a word processor writes it, for itself and for its older brothers."""
    choice = f'<mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing></mc:Choice>'
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize("write", [str, both_ways])
def test_a_text_box_stands_behind_the_text_once(write):
    """It once stood in the middle, and a speaker above it seemed to have said it."""
    blocks = (p(r("Vor "), write(box("Im", "Kasten")), r("Nach")), p(r("Ende")))
    assert read_document(*blocks).split("\n\n") == ["Vor Nach", "Ende", "***", "Im", "Kasten"]


def test_nobody_says_what_stands_in_a_text_box():
    head = p(r("Maria Muster, Leiterin der Beispiel GmbH:"), box("Wir sind ein Kasten."))
    other = p(r("Jan Test, Leiter der Probe AG:"))
    text = read_document(p(r("Titel")), head, p(r("Es wird gut.")), other, p(r("Es ist gut.")))
    proposal = read_release(text, "de")
    assert [one.text for one in proposal.statements] == ["Es wird gut.", "Es ist gut."]
    assert proposal.body == ("Wir sind ein Kasten.",)


TAGS = (
    "w:p w:r w:t w:tbl w:tr w:tc w:tcPr w:gridSpan w:vMerge w:hyperlink w:drawing wp:inline a:blip "
    "w:footnoteReference w:commentReference w:br w:sym w:fldChar w:instrText w:pPr w:rPr w:pStyle "
    "w:numPr w:ilvl w:numId w:b w:vertAlign w:sz w:ins w:del w:sdt w:sdtContent w:sdtPr w:pict "
    "v:imagedata v:textbox w:txbxContent w:bookmarkStart w:tab mc:AlternateContent mc:Fallback"
).split()
VALUES = ["", "x", "1", "-1", "9" * 20, "true", "page", "begin", "end", "separate", "rId1", "F0B7"]
ATTRIBUTES = ["w:val", "w:type", "w:id", "w:char", "w:font", "w:fldCharType", "w:anchor", "r:embed"]
leaves = st.sampled_from(["", "text", " HYPERLINK x ", " FORMCHECKBOX "])


def element(inner):
    told = st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3)
    return st.builds(
        lambda tag, values, parts: "<{0} {1}>{2}</{0}>".format(
            tag, " ".join(f'{name}="{value}"' for name, value in values.items()), "".join(parts)
        ),
        st.sampled_from(TAGS),
        told,
        st.lists(inner, max_size=4),
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.recursive(leaves, element, max_leaves=20))
def test_whatever_a_document_is_made_of_it_is_read_or_refused(xml):
    """A symbol without a character was once a fault of ours."""
    try:
        told = read_document(p(xml), p(r("Ende")))
    except UnreadableFile as refused:
        told = f"{refused} Ende"
    assert "Ende" in told
