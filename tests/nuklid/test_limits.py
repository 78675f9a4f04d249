"""Nobody can send more than the portal means to take."""

import runpy

import pytest
from django.test import Client
from django.utils import translation
from gunicorn.config import Config

from nuklid.base.records import pictures
from tests.nuklid import access
from tests.reading import form_values, soup

pytestmark = pytest.mark.django_db


TOO_MUCH = {"de": "Das ist zu viel auf einmal", "en": "That is too much at once"}
TOO_OFTEN = {"de": "Das war in kurzer Zeit zu oft", "en": "That was too often in a short time"}


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/de/anmelden/", "en", "de"),
        ("/en/sign-in/", "de", "en"),
        ("/admin/", "de-AT,de", "de"),
        ("/admin/", "en", "en"),
    ],
)
def test_a_body_larger_than_any_form_is_not_read(path, accepted, language):
    translation.activate("en" if language == "de" else "de")  # as the request before has left it
    large = {"CONTENT_LENGTH": str(41 * 1024 * 1024)}
    headers = {"Accept-Language": accepted}
    answer = Client().generic("POST", path, b"x", headers=headers, **large)
    assert answer.status_code == 413
    page = soup(answer)
    assert page.h1.text == TOO_MUCH[language]
    assert page.html["lang"] == language


@pytest.mark.parametrize(
    ("path", "language"), [("/de/anmelden/vergessen/", "de"), ("/en/sign-in/forgotten/", "en")]
)
def test_who_asks_too_often_reads_so(path, language):
    for number in range(21):
        answer = Client().post(path, {"email": f"a{number}@x.example"})
    assert answer.status_code == 429
    page = soup(answer)
    assert page.h1.text == TOO_OFTEN[language]
    assert page.html["lang"] == language
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]


def test_text_fields_and_files_are_counted(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    many = {f"field{n}": "x" for n in range(11)}
    assert Client().post("/en/sign-in/", many).status_code == 400
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 20


def test_text_is_limited_in_all(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert Client().post("/en/sign-in/", {"login": "x" * 200}).status_code == 400


def test_each_text_of_a_member_and_a_speaker_has_an_end():
    """Comparing two texts, showing one and storing it in its history cost as much as it is long."""
    things = access.things()
    member = access.clients(things["a"])["of A"]
    without, theirs = [], ("/en/my-profile/", "/en/authorise/", "/en/statements/check")
    for address in access.rows(things):
        if address.startswith(theirs) and "/file/" not in address:
            page = soup(member.get(address))
            fields = page.select("main form[method=post] :is(textarea, input[type=text])")
            without += [(address, f["name"]) for f in fields if not f.has_attr("maxlength")]
            assert fields or not address.endswith(("texts/", "new/"))
    assert without == []


def test_what_is_longer_is_refused_at_its_field():
    things = access.things()
    member = access.clients(things["a"])["of A"]
    address = f"/en/my-profile/organisation/{things['a'].slug}/texts/"
    form = form_values(soup(member.get(address)).select_one("main form[method=post]"))
    refused = member.post(address, form | {"description_de": ". " * 2501, "draft": ""})
    assert refused.status_code == 200
    assert "at most 5000 characters" in soup(refused).select_one("#id_description_de_error").text


def test_a_form_of_the_largest_pictures_still_fits(settings):
    assert settings.BODY_MAX_SIZE > 3 * pictures.MAX_BYTES


def test_the_server_limits_lines_and_headers():
    chosen = Config()
    assert chosen.limit_request_line == 4094
    assert chosen.limit_request_fields == 100
    assert chosen.limit_request_field_size == 8190


def test_no_header_moves_the_portal_to_another_address(settings):
    told = runpy.run_path(str(settings.BASE_DIR / "deploy/gunicorn.conf.py"))
    chosen = Config()
    assert "SCRIPT_NAME" in chosen.forwarder_headers
    chosen.set("forwarder_headers", told["forwarder_headers"])
    assert chosen.forwarder_headers == []
