"""The press kit: everything public about a release, nothing else, the same bytes each time."""

import hashlib
import json
import tracemalloc
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import ImageFile

from news.models import NewsItem, Statement
from news.press import kit_pdf
from tests import factories as make
from tests.desk import picture
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = timezone.now() + timedelta(hours=1)


@pytest.fixture
def item():
    of = make.member(boilerplate_de="Wir sind & bleiben.", email="office@x.example")
    speaker = make.person(
        "Ada",
        "Öhler",
        portrait_credit="Foto: B",
        portrait_alt_text_de="Porträt",
        portrait_agreed_on=TODAY,
    )
    speaker.portrait.save("x.jpg", ContentFile(picture((400, 400))))
    contact = make.mandate(make.person("Petra", "Presse"), of, is_press_contact=True)
    made = make.published(
        organisations=[of],
        press_contact=contact,
        slug_de="kit-test",
        slug_en="kit-test-en",
        image_credit="Foto: A",
        image_alt_text_en="A view",
        body_de="<p>Erster Absatz.</p><p>Zweiter &amp; letzter.</p>",
    )
    made.image.save("y.jpg", ContentFile(picture((900, 600))))
    make.statement(made, speaker, [of], text_de="Ein Zitat.", text_en="A quotation.")
    return made


def kit(language="de", client=None):
    path = {"de": "/de/aktuelles/kit-test/pressemappe/", "en": "/en/news/kit-test-en/press-kit/"}
    answer = (client or Client()).get(path[language])
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def files(data):
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_it_says_who_may_use_which_picture(item):
    speaker = item.statements.get().speaker
    unsaid = files(kit())["text-en.txt"].decode()
    assert unsaid.count("Licence: none recorded, please ask the press contact.") == 2
    type(item).objects.filter(pk=item.pk).update(image_licence="cc-by-4.0")
    type(speaker).objects.filter(pk=speaker.pk).update(portrait_licence="press")
    held = files(kit())
    german, english = (held[f"text-{code}.txt"].decode() for code in ("de", "en"))
    assert "Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)." in english
    assert "Licence: free for reporting on the cluster, with the credit." in english
    assert "Lizenz: frei für Berichte über den Cluster, mit Bildnachweis." in german
    assert "none recorded" not in english


@pytest.mark.parametrize("page", ["de", "en"])
def test_captions_are_in_the_language_of_the_file(item, page):
    captions = {"image_caption_de": "Das Labor", "image_caption_en": "The laboratory"}
    type(item).objects.filter(pk=item.pk).update(**captions)
    entries = files(kit(page))
    german, english = (entries[f"text-{code}.txt"].decode() for code in ("de", "en"))
    assert "Das Labor" in german
    assert "The laboratory" not in german
    assert "The laboratory" in english
    assert "Das Labor" not in english


def test_a_creative_commons_licence_stands_beside_the_picture(item):
    speaker = item.statements.get().speaker
    deeds = {"cc0-1.0": "publicdomain/zero/1.0", "cc-by-sa-4.0": "licenses/by-sa/4.0"}
    for licence, deed in deeds.items():
        type(item).objects.filter(pk=item.pk).update(image_licence=licence)
        type(speaker).objects.filter(pk=speaker.pk).update(portrait_licence=licence)
        for page in (item, speaker):
            link = soup(fetch(page.get_absolute_url("en"))).find("a", rel="license")
            assert link["href"] == f"https://creativecommons.org/{deed}/"
    for licence in ("press", "ask", ""):
        type(item).objects.filter(pk=item.pk).update(image_licence=licence)
        assert not soup(fetch(item.get_absolute_url("en"))).find("a", rel="license")


def test_it_holds_what_a_journalist_needs(item):
    held = files(kit())
    kinds = ("html", "txt", "pdf") if kit_pdf.makes_pdf() else ("html", "txt")
    assert set(held) == {
        "manifest.json",
        "SHA256SUMS",
        "pictures/picture.jpg",
        f"pictures/portrait-{item.statements.get().speaker.slug}.jpg",
        *(f"text-{language}.{kind}" for language in ("de", "en") for kind in kinds),
    }
    german, english = held["text-de.txt"].decode(), held["text-en.txt"].decode()
    for words in (
        item.headline_de, "Erster Absatz.\n\nZweiter & letzter.", "„Ein Zitat.“", "Ada Öhler",
        "Wir sind & bleiben.", "Petra Presse", "office@x.example", "Bild: A", "Bild: B", "A view",
        "Porträt", item.get_absolute_url("de"),
    ):  # fmt: skip
        assert words in german
    assert "“A quotation.”" in english
    assert all(name.isascii() for name in held)
    if kit_pdf.makes_pdf():
        assert held["text-de.pdf"].startswith(b"%PDF")


def test_the_manifest_holds_the_checksums(item):
    held = files(kit())
    told = json.loads(held["manifest.json"])
    assert told["day"] == "2025-01-16"
    for row in told["files"]:
        assert hashlib.sha256(held[row["name"]]).hexdigest() == row["sha256"]
        assert f"{row['sha256']}  {row['name']}" in held["SHA256SUMS"].decode()
    assert {row["name"] for row in told["files"]} == set(held) - {"manifest.json", "SHA256SUMS"}


def test_the_same_state_gives_the_same_bytes(item):
    assert kit() == kit() == kit("en")


def test_what_is_not_public_is_not_in_it(item):
    quote = item.statements.get()
    hidden = make.person(
        "Geheim", "Person", is_listed=False, portrait_credit="Geheimfoto", portrait_agreed_on=TODAY
    )
    hidden.portrait.save("z.jpg", ContentFile(picture((400, 400))))
    make.statement(item, hidden, text_de="Von Verborgenen.")
    make.statement(item, authorised=False, text_de="Nie gesagt", text_en="Never said")
    Statement.objects.filter(pk=quote.pk).update(text_de="Geändert.", text_en="Changed.")
    held = files(kit())
    text = b"".join(body for name, body in held.items() if name.endswith(("html", "txt"))).decode()
    for secret in ("Nie gesagt", "Never said", "Geändert", "Changed", "Ein Zitat", "Geheimfoto"):
        assert secret not in text
    assert "Von Verborgenen" in text
    assert [name for name in held if name.startswith("pictures/")] == ["pictures/picture.jpg"]
    quote.refresh_from_db()
    make.authorise(quote)
    quote.withdraw(withdrawal_reason_de="x", withdrawal_reason_en="x")
    assert b"Ge\xc3\xa4ndert" not in b"".join(files(kit()).values())


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({"published_at": None}, 404),
        ({"embargo_until": timezone.now() + timedelta(days=9)}, 404),
        (
            {"withdrawn_at": timezone.now() + timedelta(hours=1), "withdrawal_reason_de": "Falsch"},
            410,
        ),
    ],
)
def test_only_what_is_public_has_one(desk, item, state, status):
    NewsItem.objects.filter(pk=item.pk).update(**state)
    for client in (Client(), desk):
        for path in ("/de/aktuelles/kit-test/pressemappe/", "/en/news/kit-test-en/press-kit/"):
            assert client.get(path).status_code == status
    assert "Geheim" not in fetch("/de/").content.decode()


def test_it_is_offered_with_its_size(item):
    page = soup(fetch(item.get_absolute_url("de")))
    link = page.find("a", href="/de/aktuelles/kit-test/pressemappe/")
    assert "ZIP, etwa" in link.parent.text
    assert (
        Client()
        .get("/de/aktuelles/kit-test-en/pressemappe/")
        .url.endswith("/kit-test/pressemappe/")
    )


def test_a_lost_picture_does_not_break_it(item):
    item.image.storage.delete(item.image.name)
    assert "pictures/picture.jpg" not in files(kit())
    assert fetch(item.get_absolute_url("de")).status_code == 200


def test_a_large_picture_is_not_held_in_memory(item):
    path = item.image.path
    with open(path, "ab") as file:
        file.truncate(60_000_000)
    answer = Client().get("/de/aktuelles/kit-test/pressemappe/")
    tracemalloc.start()
    size = sum(map(len, answer.streaming_content))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 60_000_000
    assert peak < 5_000_000
    assert "gzip" not in answer.headers.get("Content-Encoding", "")


def test_making_a_pdf_leaves_the_check_of_uploads_as_strict_as_it_was():
    pytest.importorskip("weasyprint", reason="The extra pdf is not installed")
    made = kit_pdf.as_pdf("<p>Text</p>")
    assert made.startswith(b"%PDF")
    assert kit_pdf.as_pdf("<p>Text</p>") is made  # asking for a kit again costs nothing
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
