"""Uploads are shown to whoever may see what they belong to."""

import io
import resource

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import factories as make
from tests.desk import picture as desk_picture
from tests.reading import fetch

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'


def logo(of):
    of.logo.save("0123abcd.svg", SimpleUploadedFile("a.svg", SVG))
    return of.logo.url


def picture(item):
    data = io.BytesIO()
    Image.new("RGB", (60, 40)).save(data, "JPEG")
    item.image.save("4567cdef.jpg", SimpleUploadedFile("a.jpg", data.getvalue()))
    item.image.process("w480")
    return [item.image.url, item.image.w480]


def test_an_upload_is_inert_and_kept_by_the_reader_only():
    answer = fetch(logo(make.member()))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private")
    assert not answer.cookies


def test_uploads_of_what_is_hidden_are_seen_by_the_office_only(desk):
    url = logo(make.member(is_listed=False))
    assert fetch(url).status_code == 404
    assert fetch(url, desk).status_code == 200


def test_portraits_of_who_is_hidden_are_seen_by_the_office_only(desk):
    person = make.person(is_listed=False, portrait_agreed_on="2026-01-01")
    person.portrait.save("89ab0123.jpg", SimpleUploadedFile("a.jpg", desk_picture((400, 400))))
    person.portrait.process("w96")
    urls = [person.portrait.url, person.portrait.w96]
    assert [fetch(url).status_code for url in urls] == [404, 404]
    assert [fetch(url, desk).status_code for url in urls] == [200, 200]
    type(person).objects.filter(pk=person.pk).update(is_listed=True)
    assert [fetch(url).status_code for url in urls] == [200, 200]


def test_pictures_come_and_go_with_their_news():
    item = make.draft()
    urls = picture(item)

    def seen():
        return [fetch(url).status_code for url in urls]

    assert seen() == [404, 404]
    item.publish()
    assert seen() == [200, 200]
    item.withdraw(withdrawal_reason_en="Wrong.")
    assert seen() == [404, 404]


@pytest.mark.parametrize(
    "path", ["../settings.py", "logos/", "logos/none.svg", "x/../../y", "%2e%2e/a"]
)
def test_no_way_out_of_the_uploads(path):
    assert fetch(f"/media/{path}").status_code == 404


def test_uploads_in_a_bucket_are_asked_for_in_the_same_way(settings):
    """Any storage that is no folder goes this way; the bucket itself needs a server of its own."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    url = logo(make.member())
    answer = fetch(url)
    assert answer.getvalue() == SVG
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert fetch("/media/logos/none.svg").status_code == 404
    hidden = make.member(is_listed=False)
    assert fetch(logo(hidden)).status_code == 404


def test_an_upload_for_which_there_is_no_room_leaves_no_half():
    """Here no file may grow beyond 1,000 bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            default_storage.save("logos/a.png", ContentFile(bytes(5000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not default_storage.exists("logos/a.png")
