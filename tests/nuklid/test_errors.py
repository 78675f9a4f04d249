"""Whatever goes wrong, the reader gets a page of ours."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from nuklid.urls import urlpatterns as real_urls
from tests.reading import read, soup

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken")


def forbidden(request):
    raise PermissionDenied("because")


urlpatterns = [
    *real_urls,
    path("broken", broken),
    path("forbidden", forbidden),
    path("form", csrf_protect(broken)),
]


@pytest.mark.parametrize(
    ("path", "status"), [("/de/gibtsnicht/", 404), ("/nowhere", 404), ("/en/news/?q=%00", 400)]
)
def test_errors_have_pages_of_their_own(path, status):
    answer = read(path)
    page = soup(answer)
    assert answer.status_code == status
    assert page.h1
    assert page.find("a", href=re.compile("/(de|en)/$"))
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not answer.cookies


@pytest.mark.urls("tests.nuklid.test_errors")
def test_a_fault_of_ours_has_a_page_of_its_own():
    answer = Client(raise_request_exception=False).get("/broken")
    assert answer.status_code == 500
    assert soup(answer).h1
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.urls("tests.nuklid.test_errors")
def test_a_form_that_was_open_too_long_has_a_page_of_its_own():
    answer = Client(enforce_csrf_checks=True).post("/form")
    assert answer.status_code == 403
    assert "CSRF" not in answer.content.decode()
    assert soup(answer).h1


@pytest.mark.urls("tests.nuklid.test_errors")
def test_what_an_account_may_not_do_has_a_page_of_its_own():
    answer = read("/forbidden")
    assert answer.status_code == 403
    assert soup(answer).h1
    assert "because" not in answer.content.decode()
