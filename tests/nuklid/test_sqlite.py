"""Queries as they are written for SQLite; PostgreSQL takes them as they come."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("_time", ["first", "remembered"])
def test_values_stand_where_they_were_put(_time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT '100%% %%s', %s, %s", ["?", "%s"])
        assert cursor.fetchone() == ("100% %s", "?", "%s")
        cursor.execute("SELECT %(a)s, %(b)s, %(a)s", {"a": "1", "b": "%(a)s"})
        assert cursor.fetchone() == ("1", "%(a)s", "1")
