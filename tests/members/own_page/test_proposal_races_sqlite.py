"""Two processes at one SQLite file in the same moment, as two workers of a small portal are.

Threads would share the connection to the tests' database in memory: the rows are copied into a
file, and each side posts what a browser would.
"""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from members.models import ChangeProposal
from tests import factories as make
from tests.desk import change
from tests.desk import filled as filled_in_desk
from tests.members.own_page.forms import at, filled, signed_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" not in connection.settings_dict["ENGINE"], reason="SQLite only"),
]

# Posts each of the acts (session, address, form) at the moment the other side is ready too.
SIDE = """
import json, pathlib, sys, time
import django
django.setup()
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS, settings.SECOND_FACTOR = ["testserver"], False
here, other, folder, acts = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
for number, (session, address, form) in enumerate(json.loads(acts)):
    client = Client()
    client.cookies["sessionid"] = session
    (folder / f"{here}{number}").touch()
    while not (folder / f"{other}{number}").exists():
        time.sleep(0.001)
    print(client.post(address, form).status_code)
"""


def both_at_once(folder, *pairs):
    """Let two processes post each pair of acts at once; return their statuses, pair by pair."""
    file = folder / "race.sqlite3"
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "nuklid.settings",
        "DEBUG": "True",
        "HTTPS": "False",
        "MEDIA_ROOT": str(folder),
    }
    sides = [
        subprocess.Popen(
            [sys.executable, "-c", SIDE, here, other, str(folder), json.dumps(acts)],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for here, other, acts in zip("ab", "ba", zip(*pairs, strict=True), strict=True)
    ]
    told = [side.communicate(timeout=60)[0].split() for side in sides]
    return list(zip(*told, strict=True)), sqlite3.connect(file)


def act(client, address, form):
    return client.cookies["sessionid"].value, address, form


def test_a_double_click_two_members_two_coordinators_and_both_offices(desk, colleague, tmp_path):
    alpha, beta, gamma = (make.member(name, legal_name="Alt") for name in ("A", "B", "C"))
    one, two = signed_in(make.representative(alpha, beta)), signed_in(make.representative(beta))
    person = filled(one.get(at("person_new", alpha)))
    person |= {"given_name": "Eva", "family_name": "Neu", "send": ""}
    facts = filled(one.get(at("facts", beta))) | {"send": ""}
    waiting = make.change(gamma, None, "facts", legal_name="Neu")
    review = filled_in_desk(desk.get(change(waiting))) | {"accept_all": ""}
    form = filled_in_desk(desk.get(change(alpha)))

    told, rows = both_at_once(
        tmp_path,
        [act(one, at("person_new", alpha), person)] * 2,
        [
            act(one, at("facts", beta), facts | {"legal_name": "Eins"}),
            act(two, at("facts", beta), facts | {"legal_name": "Zwei"}),
        ],
        [act(desk, change(waiting), review), act(colleague, change(waiting), review)],
        [
            act(desk, change(alpha), form | {"legal_name": "Anna"}),
            act(colleague, change(alpha), form | {"legal_name": "Berta"}),
        ],
    )

    def count(query):
        return rows.execute(f"SELECT COUNT(*) FROM {query}").fetchone()[0]

    assert told[0] == ("302", "302")
    assert count("members_changeproposal WHERE part = 'person_new'") == 1
    assert sorted(told[1]) == ["200", "302"]  # the second reads what the first wrote
    assert count(f"members_changeproposal WHERE organisation_id = {beta.pk}") == 1
    assert sorted(told[2]) == ["200", "302"]
    assert count("members_historicalorganisation WHERE legal_name = 'Neu'") == 1
    assert sorted(told[3]) == ["200", "302"]
    assert count("members_historicalorganisation WHERE legal_name IN ('Anna', 'Berta')") == 1
    assert ChangeProposal.objects.count() == 1  # the tests' own rows were not touched
