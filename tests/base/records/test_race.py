"""Two saves in the same instant: one wins, the other is told. Needs a database with two doors."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client

from members.models import Organisation
from tests import factories
from tests.desk import change, filled

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in connection.settings_dict["ENGINE"],
        reason="the tests' SQLite lives in the memory of one connection",
    ),
]


def test_of_two_saves_in_one_instant_one_is_told(coordinator):
    firm = factories.organisation("Alpha")
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(coordinator)
    forms = [filled(client.get(change(firm))) for client in clients]
    start, statuses = threading.Barrier(len(clients)), []

    def save(number):
        start.wait()
        typed = forms[number] | {"telephone": str(number), "_save": "1"}
        statuses.append(clients[number].post(change(firm), typed).status_code)
        connections.close_all()

    threads = [threading.Thread(target=save, args=[n]) for n in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 200, 200, 302]
    assert Organisation.objects.get().history.count() == 2
