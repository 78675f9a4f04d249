"""The questions of the list, asked of the demo: the same first hit on every database."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.test import override_settings

from nuklid.demo.loading import fill
from tests.nuklid.searching import QUERIES, find_position

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        fill()
        # What earlier tests took back has PostgreSQL count full tables as empty, and plan for that.
        connection.cursor().execute("ANALYZE")
        yield
        transaction.set_rollback(True)


def test_there_are_sixty_questions_about_half_of_them_german():
    asked = Counter(language for language, _question, _first in QUERIES)
    assert asked.total() >= 60
    assert 0.4 <= asked["de"] / asked.total() <= 0.6


@pytest.mark.parametrize(("language", "question", "first"), QUERIES)
def test_first_hit(language, question, first):
    assert find_position(question, language, first) == 1
