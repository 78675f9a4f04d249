"""The database, the cache and the room on the disk go, and come back. `SOAK`: longer."""

import signal
import time

from tests.faults.people import Browser, ask, fresh, meanwhile
from tests.faults.stack import LONGER, RECOVERY, until, well

EVERYTHING = ("/de/", "/en/members/", "/en/search/", "/sitemap.xml", "/admin/", "/en/sign-in/")


def test_the_database_goes_and_comes_back(stack, coordinator):
    def ask_page():
        return ask(fresh(f"{stack.address()}/de/suche/"))

    stack.stop("database", signal.SIGINT)
    with meanwhile(ask_page) as seen, meanwhile(ask_page) as seen_too:
        assert coordinator.add("Ohne Datenbank") == 503
        assert "gleich wieder da" in coordinator.body
        assert ask(f"{stack.address('one')}/healthz")[0] == 503
        time.sleep(5 * (LONGER - 1))
    assert {status for status, _page in seen + seen_too} == {503}
    assert ["gleich wieder da" in page for _status, page in seen] == [True] * len(seen)
    stack.start_database()
    assert until(lambda: well(stack), RECOVERY, "Finding the database again") < RECOVERY
    assert coordinator.add("Mit Datenbank") == 302
    assert "Ohne Datenbank" not in coordinator.stored()


def test_connections_that_break_are_no_fault(stack, coordinator):
    """What a restart of the database does to each request, over and over: 503 at the worst."""

    def ask_page():
        return [ask(f"{stack.address()}{path}", Cookie=coordinator.cookie()) for path in EVERYTHING]

    with meanwhile(ask_page) as seen, meanwhile(coordinator.add):
        for _ in range(20 * LONGER):
            stack.break_connections()
            time.sleep(0.25)
    assert until(lambda: well(stack), RECOVERY, "Connecting again") < RECOVERY
    assert {status for answers in seen for status, _body in answers} <= {200, 302, 503}
    assert {status for _name, status in coordinator.refused} <= {503}
    stored = coordinator.stored()
    assert [name for name, _status in coordinator.acknowledged if name not in stored] == []


def test_without_its_cache_the_portal_is_slower_not_wrong(stack, coordinator):
    stack.stop("cache")
    assert ask(f"{stack.address()}/de/")[0] == 200
    assert well(stack)
    assert coordinator.add("Ohne Cache") == 302
    assert "Ohne Cache" in coordinator.stored()
    address = f"{stack.address()}/de/anmelden/"
    reader = Browser()
    reader.see(address, "main form")
    assert reader.send(address, email="nobody@nuklid.example") == 302
    stack.start_cache()
    assert well(stack)


def test_a_full_disk_refuses_the_upload_and_stores_nothing(stack, coordinator):
    """`ulimit -f` is what a full disk is to a process: no file grows beyond a few blocks."""
    limited = ["sh", "-c", 'ulimit -f 16; exec "$@" 2>/dev/null >/dev/null', "sh"]
    stack.start_server("full", limited)
    stack.await_server("full")
    before = stack.uploads()
    assert coordinator.upload("Volle Platte", at=stack.address("full")) == 503
    assert "gleich wieder da" in coordinator.body
    assert "Volle Platte" not in coordinator.stored()
    assert stack.uploads() == before
    stack.stop("full")
    assert coordinator.upload("Freie Platte", at=stack.address("two")) == 302
    assert len(stack.uploads()) > len(before)
