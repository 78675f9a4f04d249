"""`make bench`: how good the search is on the list of questions. Measures, asserts nothing."""

import pytest
from django.db import connection

from nuklid.demo.loading import fill
from tests.nuklid.searching import QUERIES, find_position


@pytest.mark.django_db
def test_bench(capsys):
    fill()
    places = [find_position(question, language, first) for language, question, first in QUERIES]
    recall = sum(map(bool, places)) / len(places)
    rank = sum(1 / number for number in places if number) / len(places)
    with capsys.disabled():
        print(  # noqa: T201 -- what the command is for
            f"\n{connection.vendor}: {len(places)} questions, recall {recall:.3f}, "
            f"mean reciprocal rank {rank:.3f}"
        )
