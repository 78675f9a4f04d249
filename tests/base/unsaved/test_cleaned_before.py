"""Files are decoded before a transaction begins: in SQLite it keeps all other writers waiting."""

import io

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import connection
from PIL import Image

from nuklid.base.unsaved.models import PendingUpload
from tests.base.unsaved.journeys import FORMS, HERE
from tests.base.unsaved.test_lost_forms import typed
from tests.desk import picture, upload
from tests.members.own_page.forms import at
from tests.reading import form_values, soup

pytestmark = pytest.mark.django_db
READS = []


class Noting(InMemoryUploadedFile):
    def seek(self, *position):
        READS.append("written" if connection.savepoint_ids else "free")
        return self.file.seek(*position)


class NotingHandler(MemoryFileUploadHandler):
    """Notes at each look into a file whether a transaction is open."""

    def file_complete(self, file_size):
        file = super().file_complete(file_size)
        sent = (file.file, file.field_name, file.name, file.content_type, file.size)
        return Noting(*sent, file.charset, file.content_type_extra)


@pytest.fixture(autouse=True)
def noting(settings):
    READS.clear()
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.NotingHandler"]


NAMES = ("release", "new release", "organisation", "person", "new person", "member's logo",
         "member's person")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_read_while_others_wait_to_write(name):
    form = FORMS[name]()
    client = form.client()
    client.post(form.address, typed(form, client))
    assert set(READS) == {"free"}


def test_nor_is_that_of_a_change_under_way():
    form = FORMS["member's logo"]()
    client, firm = form.client(), form.writer.organisations.get()
    client.post(form.address, typed(form, client) | {form.field: "Ein Kreis", "draft": ""})
    before = firm.change_proposals.get()
    READS.clear()
    address = at("revise", firm, before.pk)
    client.post(address, form_values(soup(client.get(address)).select_one("main form"))
                | {form.file: upload(picture((90, 50))), "draft": ""})  # fmt: skip
    assert set(READS) == {"free"}
    content = bytes(before.files.get().content)
    assert Image.open(io.BytesIO(content)).size == (90, 50)


@pytest.mark.parametrize(
    ("chosen", "size"),
    [
        (picture((3000, 2000)), (2400, 1600)),
        (picture((3000, 2000), "PNG", transparency=(0, 128, 128)), (1200, 800)),
    ],
)
def test_what_came_too_late_waits_small_enough_to_be_shown_in_a_transaction(chosen, size):
    form = FORMS["member's logo"]()
    client = form.client()
    posted = typed(form, client) | {form.file: upload(chosen)}
    Session.objects.all().delete()
    client.post(form.address, posted, **HERE)
    assert Image.open(io.BytesIO(bytes(PendingUpload.objects.get().content))).size == size


def test_what_came_too_late_and_is_no_picture_any_field_takes_is_not_stored():
    form = FORMS["member's logo"]()
    client = form.client()
    posted = typed(form, client) | {form.file: upload(picture((3000, 2000))[:-99])}
    Session.objects.all().delete()
    assert client.post(form.address, posted, **HERE).status_code == 302
    assert not PendingUpload.objects.exists()
