"""While the portal is worked on, everybody reads and nobody's entry is lost half-way."""

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import path

from members.models import Organisation
from nuklid.urls import handler500 as handler500  # where Django looks for it
from nuklid.urls import urlpatterns as real_urls
from tests import factories as make
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def database_away(request):
    raise OperationalError("connection refused")


def disk_full(request):
    raise OSError(28, "No space left on device")


urlpatterns = [*real_urls, path("away", database_away), path("full", disk_full)]


@pytest.fixture
def maintenance():
    call_command("maintenance", "on")


def test_reading_goes_on(maintenance, desk):
    of = make.member()
    assert fetch(of.get_absolute_url("de")).status_code == 200
    assert fetch("/admin/members/organisation/", desk).status_code == 200


@pytest.mark.parametrize("path", ["/de/anmelden/", "/admin/members/organisation/add/", "/nowhere"])
def test_nothing_is_taken_in_and_it_says_so(maintenance, desk, path):
    answer = desk.post(path, {"name": "Neu"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert soup(answer).h1
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_reading_goes_on(maintenance, desk, method):
    assert getattr(desk, method)("/admin/").status_code == 503


def test_the_page_speaks_the_language_of_the_address(maintenance):
    assert "Wir arbeiten gerade" in soup(Client().post("/de/anmelden/")).h1.text
    assert "We are working" in soup(Client().post("/en/sign-in/")).h1.text


def test_afterwards_entries_are_taken_again(maintenance, desk):
    call_command("maintenance", "on")  # twice is once
    call_command("maintenance", "off")
    assert desk.post("/admin/members/organisation/add/", {}).status_code == 200


@pytest.mark.urls("tests.nuklid.test_maintenance")
@pytest.mark.parametrize("path", ["/away", "/full"])
def test_what_passes_is_a_page_that_says_so(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "gleich wieder da" in soup(answer).h1.text
    assert "back in a moment" in soup(answer).h2.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
