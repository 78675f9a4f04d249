import pytest

from news.intake import UnreadableFile, read_release, text_of_upload
from tests.news.intake import documents

TEXT = "Größe zählt – „sehr“, 5 €.\nZweite Zeile."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_text_in_the_encodings_of_an_office(encoding):
    assert text_of_upload(TEXT.encode(encoding), "release.txt") == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"\x00\x01\x02",
        b"Titel\x00Text",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        bytes(range(256)),
        b"\x81\x8d" * 20,
        b"%PDF-1.7 stream",
        b"{\\rtf1 Text}",
        b"\xd0\xcf\x11\xe0 old Word",
        b"a" * (2 * 1024 * 1024 + 1),
        b"a" * 100_001,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_refuses_what_is_no_text_with_a_sentence(content):
    with pytest.raises(UnreadableFile, match=r"^[A-Z].+\.$"):
        text_of_upload(content, "release.txt")


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb" * 6, "a" * 100_001, " \n "])
def test_refuses_pasted_text_too(text):
    with pytest.raises(UnreadableFile):
        read_release(text, "en")


def test_reads_a_word_document_paragraph_by_paragraph():
    content = documents.docx(documents.document("Titel &amp; mehr", "Eins\nzwei", "Drei"))
    assert text_of_upload(content, "release.docx") == "Titel & mehr\n\nEins\nzwei\n\nDrei"


@pytest.mark.parametrize("name", documents.BAD)
def test_refuses_a_dangerous_or_broken_document(name):
    with pytest.raises(UnreadableFile, match=r"^[A-Z].+\.$"):
        text_of_upload(documents.BAD[name](), "release.docx")


def test_reads_no_file_outside_the_document(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me")
    with pytest.raises(UnreadableFile) as refusal:
        text_of_upload(documents.with_external_entity(secret), "release.docx")
    assert "do not read me" not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "„" * 10_000,
        ". " * 20_000,
        "“a b c” " * 10_000,
        "Anna Vogel, " * 5_000,
        "Beispiel GmbH " * 5_000,
        "Anna Vogel, CEO of Example Ltd:\nWords.\n" * 1_000,
        "founding members: " + "A, " * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_ends_on_absurd_text(text):
    assert read_release(f"Title\n\n{text}", "en").headline == "Title"
