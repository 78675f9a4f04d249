"""Strangers who send drop by drop, beside everybody else."""

import contextlib
import socket
import threading
import time

import pytest

from tests.faults.people import ask, fresh
from tests.faults.stack import CADDY

DROPS = 60
PATIENT = 5  # seconds that a reader may wait on a machine whose cores are all busy
HEAD = b"GET /de/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /de/anmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=%s\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nemail="
) % (b"a" * 32)


@contextlib.contextmanager
def dripping(port):
    """Hold connections on which a head or a form arrives, a byte a second."""
    over = threading.Event()
    with contextlib.ExitStack() as connections:
        lines = [
            connections.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            for _ in range(DROPS)
        ]
        for number, line in enumerate(lines):
            line.sendall(BODY if number % 3 else HEAD)

        def drip():
            while not over.wait(1):
                for line in lines:
                    with contextlib.suppress(OSError):
                        line.sendall(b"a")

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(10)


def timed(address):
    begun = time.monotonic()
    status, _body = ask(address)
    return status, time.monotonic() - begun


@pytest.mark.parametrize("proxy", ["proxy", "caddy"])
def test_who_sends_drop_by_drop_keeps_nobody_waiting(stack, proxy):
    """As shipped: nginx, and Caddy where it is installed. gunicorn alone is stopped by ten."""
    if proxy == "caddy":
        if not CADDY:
            pytest.skip("there is no Caddy here")
        stack.start_caddy()
    with dripping(stack.ports[proxy]):
        time.sleep(1)
        seen = [timed(fresh(f"{stack.address(proxy)}/de/suche/")) for _ in range(10)]
    if proxy == "caddy":
        stack.stop("caddy")
    assert {status for status, _seconds in seen} == {200}
    assert max(seconds for _status, seconds in seen) < PATIENT
