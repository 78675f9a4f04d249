"""App servers that are killed, reloaded and ended; two of them under one proxy. `SOAK`: longer."""

import os
import re
import signal
import subprocess
import time

import pytest

from tests.faults.people import Browser, ask, fresh, meanwhile
from tests.faults.stack import DEPLOY, LONGER, RECOVERY, until, well


def test_the_next_reader_gets_what_was_saved_on_the_other_server(stack, coordinator):
    """PostgreSQL, Redis, two app servers, a worker and a proxy, as on a machine of its own."""
    assert coordinator.add("Weberei 0", is_listed="on") == 302
    change = f"{stack.sql("SELECT id FROM members_organisation WHERE slug = 'weberei-0'")}/change"
    for number in range(1, 10 * LONGER):
        servers = ("one", "two") if number % 2 else ("two", "one")
        saves, reads = (stack.address(name) for name in servers)
        for at in (saves, reads, stack.address()):  # kept by everyone
            assert f"Weberei {number - 1}" in ask(f"{at}/de/mitglieder/weberei-0/")[1]
        coordinator.open_form(change)
        fields = {"name": f"Weberei {number}", "slug": "weberei-0", "is_listed": "on"}
        assert coordinator.add(at=saves, page=change, **fields) == 302
        for at in (stack.address(), reads):
            assert f"Weberei {number}" in ask(f"{at}/de/mitglieder/weberei-0/")[1]


def test_what_was_acknowledged_survives_kill_9(stack, coordinator):
    with meanwhile(coordinator.add):
        for round_ in range(6 * LONGER):
            time.sleep(1)
            for pid in stack.children(("one", "two")[round_ % 2])[:1]:
                os.kill(pid, signal.SIGKILL)
    assert until(lambda: well(stack), RECOVERY, "Recovering from kill -9") < RECOVERY
    stored = coordinator.stored()
    assert len(coordinator.acknowledged) > 3
    assert [name for name, _ in coordinator.acknowledged if name not in stored] == []
    assert {status for _, status in coordinator.refused} <= {0, 502, 504}


WORKERS = 2  # of a server, as deploy/gunicorn.conf.py says


def reload(process):
    """Begin what the unit of systemd does for `process`."""
    unit = (DEPLOY / "nuklid.service").read_text()
    command = re.search(r"ExecReload=/bin/sh -c '(.*)'", unit)[1]
    command = command.replace("$$", "$").replace("${MAINPID}", str(process.pid))
    return subprocess.Popen(["/bin/sh", "-c", command.replace("sleep 15", "sleep 6")])


def test_a_reload_and_a_restart_cost_no_request(stack):
    """The old workers go on answering until the new ones have loaded the portal."""

    def ask_page():
        return ask(fresh(f"{stack.address()}/en/search/"))[0]

    def workers():
        return set(stack.children("one"))

    with meanwhile(ask_page) as seen:
        for _ in range(LONGER):
            before = workers()
            reloading = reload(stack.running["one"])
            until(lambda: len(workers()) == 2 * WORKERS, 10, "Starting new workers")
            assert before <= workers()
            assert reloading.wait(30) == 0
            until(lambda: len(workers()) == WORKERS, 20, "Ending old workers")
            assert not before & workers()
            stack.stop("two")
            stack.start_server("two")
            stack.await_server("two")
            time.sleep(1)
    assert len(seen) > 10
    assert set(seen) == {200}


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM])
def test_a_form_that_is_half_sent_is_still_stored(stack, coordinator, how):
    def end_server():
        stack.running["two"].send_signal(how)
        time.sleep(2)

    name = f"Halb gesendet, {how.name}"
    assert coordinator.add_in_halves(name, "two", end_server) == 302
    assert name in coordinator.stored()
    if how == signal.SIGTERM:
        stack.stop("two")  # it is about to end: the next test finds it running, or not at all


def test_four_workers_of_two_servers_count_as_one(stack):
    address = f"{stack.address()}/en/sign-in/"

    def ask_as_new_session():
        reader = Browser()
        reader.see(address, "main form")
        return reader.send(address, email="counted@nuklid.example")

    assert [ask_as_new_session() for _ in range(8)] == [302] * 3 + [200] * 5
