from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.models import FormerName
from tests import factories
from tests.news.intake import documents

TEXTS = Path(__file__).parent / "texts"
pytestmark = pytest.mark.django_db


def printed(path, language):
    out = StringIO()
    call_command("read_release", path, language=language, stdout=out, no_color=True)
    return out.getvalue()


def test_prints_what_it_proposes_and_stores_nothing(django_assert_num_queries):
    known = factories.organisation("Nordlicht", legal_name="Nordlicht Isotope Sachsen GmbH")
    FormerName.objects.create(organisation=known, name="Nordlicht Isotope GmbH")
    with django_assert_num_queries(2):
        out = printed(TEXTS / "de-1-neubau.txt", "de")
    assert "2026-03-12 · Freital" in out
    assert "Statements (3 by 2 speakers, 3 running, 0 headed)" in out
    assert "1. Dr. Katrin Ahlwarth, Geschäftsführerin [running]" in out
    assert "Nordlicht Isotope GmbH → Nordlicht Isotope Sachsen GmbH (exact)" in out
    assert "Institut für Reinraumtechnik Pirna e. V. → new" in out


def test_reads_a_word_document(tmp_path):
    path = tmp_path / "release.docx"
    said = "Maria Muster sagte: „Wir fangen jetzt an.“"
    path.write_bytes(documents.docx(documents.document("Ein Titel", said)))
    assert "1. Maria Muster [running]" in printed(path, "de")


@pytest.mark.parametrize("content", [b"\x00", b"", b"a" * 3_000_000])
def test_refuses_what_is_no_release(tmp_path, content):
    path = tmp_path / "release.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"\.$"):
        printed(path, "en")


def test_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        printed(tmp_path / "missing.txt", "en")
