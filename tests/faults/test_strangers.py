"""Strangers who send drop by drop, and members with the worst pictures, beside everybody else."""

import contextlib
import io
import socket
import threading
import time

import pytest
from PIL import Image

from tests.faults.people import Browser, ask, fresh, meanwhile, signed_in
from tests.faults.stack import CADDY, until, well

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


def worst_picture():
    """Return a WebP (bytes) that is all of what is decoded of one, in some kB."""
    target = io.BytesIO()
    Image.new("RGB", (2500, 2000), "teal").save(target, "WEBP", lossless=True, method=0)
    return target.getvalue()


def test_members_with_the_worst_pictures_keep_the_office_from_nothing(stack, coordinator):
    """Four send them over and over; the office saves, and somebody asks for a code to sign in."""
    slug = stack.sql(
        "SELECT slug FROM members_organisation o JOIN members_user_organisations u"
        " ON u.organisation_id = o.id JOIN members_user m ON m.id = u.user_id"
        " WHERE m.email = 'representative@nuklid.example' LIMIT 1"
    )
    address, picture = f"{stack.address()}/en/my-profile/organisation/{slug}/logo/", worst_picture()
    cookies = signed_in(stack, "representative@nuklid.example")
    members = [Browser(cookies) for _ in range(4)]
    for member in members:
        member.see(address, "main form[enctype]")
    with contextlib.ExitStack() as uploads:
        sent = [
            uploads.enter_context(
                meanwhile(lambda m=member: m.send_file(address, "logo", picture, draft=""))
            )
            for member in members
        ]
        time.sleep(1)
        waited = []
        for number in range(5):
            begun = time.monotonic()
            assert coordinator.add(f"Neben Bildern {number}") == 302
            stranger = Browser()
            stranger.see(f"{stack.address()}/de/anmelden/", "main form")
            waited.append(time.monotonic() - begun)
    assert max(waited) < 2 * PATIENT
    assert {status for statuses in sent for status in statuses} <= {200, 302}
    assert sum(map(len, sent)) > 4
    until(lambda: well(stack), 10, "Being well after it")
