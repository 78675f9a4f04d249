"""A database that hangs: stopped, not ended. It takes every question and answers none."""

import contextlib
import os
import signal
import threading
import time

from tests.faults.people import ask, fresh, meanwhile
from tests.faults.stack import LONGER, RECOVERY, until, well

CLEAR = 10  # seconds within which everybody is told


@contextlib.contextmanager
def hanging(stack):
    """Stop PostgreSQL and all it has started."""
    processes = [stack.running["database"].pid, *stack.children("database")]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


def timed(answers, address, **headers):
    begun = time.monotonic()
    status, body = ask(address, timeout=60, **headers)
    answers.append((status, time.monotonic() - begun, body))


def test_a_database_that_hangs_is_told_within_seconds_and_found_again(stack, coordinator):
    """Strangers, the office and a monitor, first of all at the same instant."""
    office = {"Cookie": coordinator.cookie()}
    asked = [
        (f"{stack.address(name)}{path}", headers)
        for name in ("one", "two")
        for path, headers in (
            ("/de/", {}), (fresh("/de/suche/"), {}), ("/de/mitglieder/", office),
            ("/admin/members/organisation/", office), ("/healthz", {}), ("/en/sign-in/", {}),
        )
    ]  # fmt: skip
    answers, later = [], []
    with hanging(stack):
        threads = [threading.Thread(target=timed, args=(answers, a), kwargs=h) for a, h in asked]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for _ in range(2 * LONGER):
            timed(later, fresh(f"{stack.address()}/de/suche/"))
        assert coordinator.add("Ohne Antwort") == 503
        assert "gleich wieder da" in coordinator.body
    assert {status for status, _seconds, _body in answers + later} == {503}
    assert max(seconds for _status, seconds, _body in answers + later) < CLEAR
    assert all("gleich wieder da" in body for _status, _seconds, body in later)
    assert until(lambda: well(stack), RECOVERY, "Finding the database again") < RECOVERY
    assert coordinator.add("Wieder da") == 302
    assert "Ohne Antwort" not in coordinator.stored()


def test_who_was_being_answered_when_it_began_to_hang_is_told_too(stack, coordinator):
    with meanwhile(coordinator.add), meanwhile(lambda: ask(fresh(f"{stack.address()}/de/suche/"))):
        time.sleep(1)
        with hanging(stack):
            begun = time.monotonic()
            until(lambda: ask(f"{stack.address('one')}/healthz")[0] == 503, CLEAR, "Being told")
            time.sleep(max(0, CLEAR - (time.monotonic() - begun)))
    until(lambda: well(stack), RECOVERY, "Finding the database again")
    stored = coordinator.stored()
    assert [name for name, _status in coordinator.acknowledged if name not in stored] == []
    assert {status for _name, status in coordinator.refused} <= {503}
