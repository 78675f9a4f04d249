"""Two people at the same moment: nobody waits for ever, nothing public is lost."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.db.models import ProtectedError

from news.models import NewsItem
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in connection.settings_dict["ENGINE"],
        reason="the tests' SQLite lives in the memory of one connection",
    ),
]


def together(*calls):
    """Call all at once, each with a connection of its own; return their answers or errors."""
    start, answers = threading.Barrier(len(calls)), {}

    def run(call):
        start.wait()
        try:
            answers[call] = call()
        except Exception as error:
            answers[call] = error
        connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[call] for call in calls]


def test_what_is_published_in_this_instant_is_not_deleted():
    item = factories.draft()
    held, deleting = threading.Event(), threading.Event()

    def publish():
        with transaction.atomic():
            NewsItem.objects.select_for_update().get(pk=item.pk).publish()
            held.set()
            deleting.wait(5)
            connection.cursor().execute("SELECT pg_sleep(0.3)")  # the other one is at the door now

    def delete():
        held.wait(5)
        deleting.set()
        return item.delete()

    _published, refusal = together(publish, delete)
    assert isinstance(refusal, ProtectedError)
    assert NewsItem.objects.public().get() == item
