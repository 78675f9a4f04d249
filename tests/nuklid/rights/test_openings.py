"""A person's own address in an opening: handed out, and gone where nobody applies any more."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from nuklid.base.search.models import SearchText
from nuklid.rights.mentions import public_texts
from nuklid.rights.rights import erase
from nuklid.rights.rows import export
from tests import factories as make

pytestmark = pytest.mark.django_db
EMAIL = "karla@alpha.example"


@pytest.fixture
def karla():
    return make.representative(make.member("Alpha"), email=EMAIL, first_name="Karla")


def test_what_names_somebody_is_handed_out(karla):
    opening = make.opening(apply_at=EMAIL)
    make.opening()
    opening.apply_at = "stellen@alpha.example"
    opening.save()
    archive = zipfile.ZipFile(io.BytesIO(export(karla)))
    data = json.loads(archive.read("data.json"))
    assert [row["id"] for row in data["members.Opening"]] == [opening.pk]
    assert EMAIL in str(data["members.Opening (history)"])


def test_erasing_empties_what_is_over_and_shows_the_office_what_is_open(karla, coordinator):
    is_open = make.opening(apply_at=EMAIL)
    over = make.opening(apply_at=EMAIL, summary_de=f"Fragen an {EMAIL}")
    over.filled_at = timezone.now()
    over.save()
    assert is_open in public_texts(karla)
    erase(karla, coordinator)
    over.refresh_from_db()
    is_open.refresh_from_db()
    assert (over.apply_at, over.summary_de) == ("[…]", "Fragen an […]")
    assert is_open.apply_at == EMAIL
    assert not is_open.history.filter(apply_at=EMAIL).exists()
    assert not SearchText.objects.filter(text__contains=EMAIL).exists()
