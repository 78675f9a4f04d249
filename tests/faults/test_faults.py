"""What servers do to a portal, done to a real one. `SOAK` makes each test last that many times."""

import os
import signal
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.people import Coordinator, ask, fresh, meanwhile
from tests.faults.stack import MISSING, Stack, until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif("NUKLID_FAULTS" not in os.environ, reason="make faults runs these"),
]
LONGER = int(os.environ.get("SOAK", "1"))
RECOVERY = 10  # seconds


@pytest.fixture(scope="module")
def stack():
    assert not MISSING, f"needed: {MISSING}"
    with TemporaryDirectory() as folder:  # pytest's own is closed to others; PostgreSQL is one
        running = Stack(Path(folder))
        try:
            yield running.start_all()
        finally:
            running.stop_all()


@pytest.fixture(autouse=True)
def whole(stack):
    """Each test begins with everything running, whatever the one before it left."""
    stack.start_missing()
    until(lambda: well(stack), 30, "Being well before the test")


@pytest.fixture
def coordinator(stack):
    return Coordinator(stack).open_form()


def statuses(stack):
    """Return what each server answers when it makes a page anew."""
    return [ask(fresh(f"{stack.address(name)}/en/search/"))[0] for name in ("one", "two")]


def well(stack):
    return statuses(stack) == [200, 200]


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


def test_a_reload_and_a_restart_cost_no_request(stack):
    def read():
        return ask(fresh(f"{stack.address()}/en/search/"))[0]

    with meanwhile(read) as seen:
        for _ in range(LONGER):
            stack.running["one"].send_signal(signal.SIGHUP)
            time.sleep(3)
            stack.stop("two")
            stack.start_server("two")
            time.sleep(1)
    assert len(seen) > 10
    assert set(seen) == {200}


def test_the_database_goes_and_comes_back(stack, coordinator):
    stack.stop("database", signal.SIGINT)
    status, page = ask(fresh(f"{stack.address()}/de/suche/"))
    assert status == 503
    assert "gleich wieder da" in page
    assert coordinator.add("Ohne Datenbank") == 503
    assert "gleich wieder da" in coordinator.body
    assert ask(f"{stack.address('one')}/healthz")[0] == 503
    with meanwhile(lambda: ask(fresh(f"{stack.address()}/en/search/"))[0]) as seen:
        time.sleep(5 * LONGER)
    assert set(seen) == {503}
    stack.start_database()
    assert until(lambda: well(stack), RECOVERY, "Finding the database again") < RECOVERY
    assert coordinator.add("Mit Datenbank") == 302
    assert "Ohne Datenbank" not in coordinator.stored()


def test_without_its_cache_the_portal_is_slower_not_wrong(stack, coordinator):
    stack.stop("cache")
    assert ask(f"{stack.address()}/de/")[0] == 200
    assert well(stack)
    assert coordinator.add("Ohne Cache") == 302
    assert "Ohne Cache" in coordinator.stored()
    stack.start_cache()
    assert well(stack)


def test_a_full_disk_refuses_the_upload_and_stores_nothing(stack, coordinator):
    """`ulimit -f` is what a full disk is to a process: no file grows beyond a few blocks."""
    stack.stop("two")
    limited = ["sh", "-c", 'ulimit -f 16; exec "$@" 2>/dev/null >/dev/null', "sh"]
    stack.start_server("two", limited)
    before = sorted((stack.folder / "media").rglob("*.*"))
    status = coordinator.upload("Volle Platte", at=stack.address("two"))
    assert status == 503
    assert "gleich wieder da" in coordinator.body
    assert "Volle Platte" not in coordinator.stored()
    stack.stop("two")
    stack.start_server("two")
    assert coordinator.upload("Freie Platte", at=stack.address("two")) == 302
    assert len(sorted((stack.folder / "media").rglob("*.*"))) > len(before)


def test_a_killed_worker_loses_no_letter(stack, mail):
    """While the mail server hangs, the worker is killed; letters go out once it is back."""
    mail.hang()
    first = post(stack, "first@x.example")
    until(lambda: mail.connections, 20, "Handing over the first letter")
    assert statuses(stack) == [200, 200]
    stack.stop("worker", signal.SIGKILL)
    mail.serve()
    stack.portal.manage("requeue", "--minutes=0")
    stack.start_worker()
    second = post(stack, "second@x.example")
    until(lambda: "second@x.example" in mail.taken(), 30, "Sending the second letter")
    states = {number: state(stack, number) for number in (first, second)}
    # Nobody knows of the first: the worker was killed while it handed it over. The office decides.
    assert states[second] == "sent"
    assert states[first] in ("sending", "failed")
    assert mail.taken().count("first@x.example") == 0


def test_a_mail_server_that_refuses_is_asked_again(stack, mail):
    mail.refuse()
    number = post(stack, "later@x.example")
    until(lambda: error(stack, number), 30, "Refusing the letter")
    assert state(stack, number) == "waiting"
    mail.serve()
    python(stack, f"Letter.objects.filter(pk={number}).update(next_try_at='2020-01-01T00:00Z')")
    stack.portal.manage("send_letters")
    assert state(stack, number) == "sent"
    assert mail.taken().count("later@x.example") == 1


# The mail server and what the office would see of its letters -------------------------------------

LETTER = "import django; django.setup(); from members.models import Letter; "


def python(stack, code):
    return stack.portal.done("-c", LETTER + code).strip().splitlines()[-1:]


def post(stack, to):
    words = f"to={to!r}, language='de', subject='S', body='B', kind='notice'"
    return int(python(stack, f"print(Letter.post({words}).pk)")[0])


def state(stack, number):
    return python(stack, f"print(Letter.objects.get(pk={number}).state.value)")[0]


def error(stack, number):
    return python(stack, f"print(Letter.objects.get(pk={number}).error or '')")[0]


@pytest.fixture
def mail(stack):
    with MailServer(stack.ports["mail"]) as server:
        yield server


class MailServer:
    """Takes letters, refuses for now, or takes connections and says nothing."""

    def __init__(self, port):
        self.port, self.connections, self.text, self.mood = port, 0, "", "serve"

    def __enter__(self):
        import socketserver  # only here

        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                outer.connections += 1
                outer.talk(self)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args):
        self.mood = "over"
        self.server.shutdown()
        self.server.server_close()

    def hang(self):
        self.mood = "hang"

    def refuse(self):
        self.mood = "refuse"

    def serve(self):
        self.mood = "serve"

    def taken(self):
        return self.text

    def talk(self, connection):
        while self.mood == "hang":
            time.sleep(0.1)
        say = lambda line: connection.wfile.write(f"{line}\r\n".encode())  # noqa: E731
        say("220 ready")
        for raw in connection.rfile:
            verb = raw.decode().split(" ")[0].strip().upper()
            if verb == "QUIT":
                return say("221 bye")
            if verb == "RCPT" and self.mood == "refuse":
                say("451 try later")
            elif verb == "DATA":
                say("354 go on")
                for line in connection.rfile:
                    if line == b".\r\n":
                        break
                    self.text += line.decode()
                say("250 taken")
            else:
                say("250 ok")
        return None
