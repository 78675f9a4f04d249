"""A link of a journalist that is dead: one page for all, unless the release was taken back."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from news.release_desk import links
from tests import factories as make
from tests.desk import picture
from tests.reading import fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview():
    return make.preview()


def revoke(preview):
    preview.revoke()


def back_to_draft(preview):
    preview.item.back_to_draft()


def give_again(preview):
    make.preview(preview.item, preview.email.upper())


def withdraw(preview):
    preview.item.withdraw(withdrawal_reason_de="Irrtum.", withdrawal_reason_en="Mistake.")


@pytest.mark.parametrize("close", [revoke, give_again], ids=lambda f: f.__name__)
def test_every_dead_link_gets_the_same_page(preview, close):
    preview.item.image.save("b.png", ContentFile(picture(kind="PNG")))
    close(preview)
    token = links.token(preview)
    for page in ("", "picture/", "press-kit/"):
        dead, unknown = (fetch(f"/en/preview/{t}/{page}") for t in (token, "unknown"))
        assert dead.status_code == unknown.status_code == 404
        assert dead.text.replace(token, "") == unknown.text.replace("unknown", "")
    preview.refresh_from_db()
    assert not preview.opened_at


@pytest.mark.parametrize("take_back", [back_to_draft, withdraw], ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "taken this release back"), ("de", "vorerst zurückgezogen")]
)
def test_a_release_that_was_taken_back_says_so_and_whom_to_ask(preview, take_back, language, words):
    make.organisation("Office", role="coordinator", email="office@x.example")
    take_back(preview)
    page = fetch(links.address(preview, language))
    assert page.status_code == 200
    assert words in page.text
    assert "office@x.example" in page.text
    assert preview.item.headline_en not in page.text
    assert preview.item.headline_de not in page.text
    preview.refresh_from_db()
    assert not preview.opened_at
    for part in ("press_preview_kit", "press_preview_picture"):
        assert fetch(links.address(preview, language, part)).status_code == 404
    preview.revoke()
    assert fetch(links.address(preview, language)).status_code == 404


@pytest.mark.parametrize("part", ["press_preview", "press_preview_kit"])
def test_what_readers_saw_before_it_was_withdrawn_says_why_at_its_address(preview, part):
    preview.item.embargo(None)  # readers see it now
    withdraw(preview)
    response = Client().get(links.address(preview, "en", part), follow=True)
    assert response.redirect_chain
    assert response.status_code == 410
    assert "Mistake." in response.text
    preview.refresh_from_db()
    assert not preview.opened_at


def test_every_forged_link_gets_the_same_page(preview):
    genuine = links.token(preview)
    other = links.token(make.preview())
    speaker = links.token(make.auth_request())
    forged = ["x", genuine[:-1], genuine[1:], genuine.replace(".", ""), f"{genuine}A", speaker]
    forged += [f"{preview.key}.{other.split('.')[1]}", f"{preview.key}.", "ä" * 60]
    for token in forged:
        page = Client().get(f"/en/preview/{token}/")
        assert page.status_code == 404
        assert preview.item.headline_en not in page.text
    assert Client().get(f"/en/authorise/{genuine}/").status_code == 404


def test_guessing_asks_the_database_for_no_link(django_assert_num_queries):
    with django_assert_num_queries(1):  # the office's address
        Client().get("/en/preview/guessed/")
