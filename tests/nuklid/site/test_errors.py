"""Whatever goes wrong, the reader gets a page of ours."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, ProgrammingError
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from nuklid.urls import handler500  # noqa: F401 -- Django looks for it here
from nuklid.urls import urlpatterns as real_urls
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken")


def forbidden(request):
    raise PermissionDenied("because")


def away(request):
    """Break as a transaction does whose connection is gone while somebody asks on."""
    try:
        raise OperationalError("terminating connection")
    except OperationalError as error:
        raise ProgrammingError("Cannot open a new connection in an atomic block.") from error


urlpatterns = [
    *real_urls,
    path("broken", broken),
    path("away", away),
    path("forbidden", forbidden),
    path("form", csrf_protect(broken)),
]


@pytest.mark.parametrize(
    ("path", "status"), [("/de/gibtsnicht/", 404), ("/nowhere", 404), ("/en/news/?q=%00", 400)]
)
def test_errors_have_pages_of_their_own(path, status):
    answer = fetch(path)
    page = soup(answer)
    assert answer.status_code == status
    assert page.h1
    assert page.find("a", href=re.compile("/(de|en)/$"))
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not answer.cookies


@pytest.mark.urls("tests.nuklid.site.test_errors")
def test_a_fault_of_ours_has_a_page_of_its_own():
    answer = Client(raise_request_exception=False).get("/broken")
    assert answer.status_code == 500
    assert soup(answer).h1
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.urls("tests.nuklid.site.test_errors")
def test_what_a_lost_database_leaves_behind_passes_too():
    answer = Client(raise_request_exception=False).get("/away")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


@pytest.mark.urls("tests.nuklid.site.test_errors")
def test_a_form_that_was_open_too_long_has_a_page_of_its_own():
    answer = Client(enforce_csrf_checks=True).post("/form")
    assert answer.status_code == 403
    assert "CSRF" not in answer.content.decode()
    assert soup(answer).h1


@pytest.mark.urls("tests.nuklid.site.test_errors")
def test_what_an_account_may_not_do_has_a_page_of_its_own():
    answer = fetch("/forbidden")
    assert answer.status_code == 403
    assert soup(answer).h1
    assert "because" not in answer.content.decode()
