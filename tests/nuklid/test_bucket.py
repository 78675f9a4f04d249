"""Uploads in a bucket of a real S3 server (moto's, on loopback), as in a folder."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer

from nuklid.rights.rights import withdraw
from tests import factories as make
from tests.desk import picture
from tests.portals import Portal
from tests.reading import fetch

pytestmark = pytest.mark.django_db

NAME = "nuklid-media"
KEY = {"access_key": "tests", "secret_key": "only-for-tests"}
EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"


@pytest.fixture(scope="module")
def endpoint():
    """Run an S3 server; yield its address."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, settings):
    """Keep the uploads of this test in an empty bucket; yield it as boto3 knows it."""
    options = {"bucket_name": NAME, "endpoint_url": endpoint, "region_name": "us-east-1", **KEY}
    uploads = {"BACKEND": "nuklid.site.media_files.Bucket", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": uploads}
    empty = default_storage.connection.create_bucket(Bucket=NAME)
    yield empty
    empty.objects.all().delete()
    empty.delete()


def names(bucket):
    return sorted(entry.key for entry in bucket.objects.all())


def with_portrait():
    agreed = dict.fromkeys(("contact_agreed_on", "portrait_agreed_on"), "2026-01-01")
    person = make.person(portrait_alt_text_de="Porträt", **agreed)
    person.portrait.save("x.jpg", SimpleUploadedFile("x.jpg", picture()))
    return person


def test_the_environment_says_which_bucket(tmp_path):
    portal = Portal(
        "sqlite://:memory:", tmp_path, {"S3_BUCKET": NAME, "S3_ENDPOINT": "http://s3.x"}
    )
    script = (
        "import django; django.setup()\n"
        "from django.core.files.storage import default_storage as uploads\n"
        "print(uploads.bucket_name, uploads.endpoint_url, uploads.url('logos/a.png'))"
    )
    assert portal.done("-c", script).split() == [NAME, "http://s3.x", "/media/logos/a.png"]


def test_nobody_gets_an_upload_but_from_the_portal(bucket, desk):
    hidden = make.member(is_listed=False)
    hidden.logo.save("a.png", ContentFile(picture(kind="PNG")))
    assert hidden.logo.url == f"/media/{hidden.logo.name}"
    assert fetch(hidden.logo.url).status_code == 404
    assert fetch(hidden.logo.url, desk).getvalue() == picture(kind="PNG")
    grants = bucket.Object(hidden.logo.name).Acl().grants
    assert grants
    assert EVERYBODY not in [grant["Grantee"].get("URI") for grant in grants]


def test_what_is_shown_is_served_and_what_is_gone_is_not(bucket):
    shown = make.member()
    shown.logo.save("a.png", ContentFile(picture(kind="PNG")))
    assert fetch(shown.logo.url).getvalue() == picture(kind="PNG")
    bucket.objects.all().delete()
    assert fetch(shown.logo.url).status_code == 404


def test_a_name_is_never_used_twice(bucket):
    first, second = (default_storage.save("logos/a.png", ContentFile(b"%d" % n)) for n in (1, 2))
    assert first != second
    assert [default_storage.open(name).read() for name in (first, second)] == [b"1", b"2"]


def test_a_portrait_taken_back_leaves_no_rendering(
    bucket, coordinator, django_capture_on_commit_callbacks
):
    person = with_portrait()
    assert any(name.startswith("__processed__/") for name in names(bucket))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(person, "portrait", coordinator)
    assert names(bucket) == []
