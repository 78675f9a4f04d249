"""The language and the addresses of a request stay with its thread."""

from threading import Thread, local

import pytest
from asgiref.local import Local
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.translation import get_language, override

from nuklid.thread_locals import PLACES, know_by_thread


@pytest.fixture(autouse=True)
def known_by_thread(monkeypatch):
    for module, name in PLACES:
        place = getattr(module, name)
        assert isinstance(place, Local | local), name  # else it is called otherwise now
        monkeypatch.setattr(module, name, place)
    know_by_thread()


def in_another_thread(ask):
    told = []
    thread = Thread(target=lambda: told.append(ask()))
    thread.start()
    thread.join()
    return told[0]


def test_each_thread_has_its_language():
    with override("de"):
        assert (get_language(), reverse("news:list")) == ("de", "/de/aktuelles/")
        assert in_another_thread(get_language) == "en"
        with override("en"):
            assert (get_language(), reverse("news:list")) == ("en", "/en/news/")
        assert get_language() == "de"


def test_each_thread_has_its_prefix():
    set_script_prefix("/portal/")
    assert (get_script_prefix(), in_another_thread(get_script_prefix)) == ("/portal/", "/")
