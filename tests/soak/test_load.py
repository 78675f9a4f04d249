"""Two app servers under writers and readers: nobody is ever shown what a save has replaced.

They share pages by a Redis (where one is installed) that is stopped halfway.
"""

import os
import re
import subprocess
import sys
import time
from threading import Thread

import pytest

from tests.bench import database
from tests.bench.__main__ import ROOT, environment, task
from tests.bench.servers import Line, question, running
from tests.servers.cache import CacheServer, needs_cache_server

STEPS = int(os.environ.get("SOAK_STEPS", "300"))  # edits and reads
START, LONGEST = 120, 30 + STEPS / 20  # seconds a writer may take to begin, and all for a half
EDITED, HELD = ("meldung-1", "meldung-2"), "meldung-3"
PATHS = ("/en/", "/en/news/", "/en/news/feed/", *(f"/en/news/{slug}/" for slug in EDITED))


class Writer:
    """A process that writes; `done` is the newest number it has said to be saved."""

    def __init__(self, server_settings, job, slug):
        self.slug, self.done, self.until, self.begun = slug, 0, 0.0, 0
        code = "import django; django.setup(); from tests.soak import writers; writers.main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, job, slug, str(START + 2 * LONGEST)],
            env=server_settings,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            first, *more = line.split()
            if first == "begins":
                self.begun = int(more[0])
            else:
                self.until = float(more[0]) if more else 0.0
                self.done = int(first)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def shown(body, slug):
    """Return the number of `slug` that a page shows, None where it does not show the item."""
    # The page keeps "meldung-1" on one line.
    found = re.search(rf"{slug}(?:</span>)? No (\d+)\.".encode(), body)
    return found and int(found[1])


class Reader(Thread):
    """Reads from one server in turns, and notes what was older than it may be."""

    def __init__(self, port, writers, embargoed):
        super().__init__(daemon=True)
        self.connection, self.writers, self.embargoed = Line(port), writers, embargoed
        self.reads, self.offences, self.pages = 0, [], {}
        self.ended = False

    def run(self):
        while not self.ended:
            self.ask_page(PATHS[self.reads % len(PATHS)])
            self.reads += 1

    def ask_page(self, path):
        saved = {writer.slug: writer.done for writer in self.writers}
        began, embargoed, until = time.time(), self.embargoed.done, self.embargoed.until
        tag = self.pages.get(path)
        status, head, body = self.connection.ask(
            question(path, **({"If_None_Match": tag} if tag and self.reads % 3 == 0 else {}))
        )
        if status == 304:
            body = self.pages[path, "body"]
        elif status == 200:
            self.remember(path, head, body)
        else:
            self.offences.append((path, status))
        self.judge(path, body, saved)
        if path == "/en/news/":
            self.judge_held(body, began, embargoed, until)

    def remember(self, path, head, body):
        tags = re.search(rb"\r\nETag: ([^\r]+)", head, re.IGNORECASE)
        self.pages[path], self.pages[path, "body"] = tags[1].decode(), body

    def judge(self, path, body, saved):
        for slug, number in saved.items():
            seen = shown(body, slug)
            if seen is not None and seen < number:
                self.offences.append((path, slug, seen, number))

    def judge_held(self, body, began, embargoed, until):
        seen = shown(body, HELD)
        if seen == embargoed and time.time() < until:
            self.offences.append(("too early", seen))
        if seen != embargoed and began > until > 0 and self.embargoed.begun == embargoed:
            self.offences.append(("too late", seen, embargoed))


@pytest.fixture
def cache_server():
    with CacheServer() as server:
        yield server


@pytest.fixture
def server_settings(tmp_path, cache_server):
    """The settings of two servers that share a database of their own, with a small portal in it."""
    address = database.fresh(tmp_path, "soak_load")
    server_settings = environment(address) | {"CACHE_URL": cache_server.address}
    task(server_settings, "fill", "3", "6")
    yield server_settings
    database.drop(address)


@needs_cache_server
def test_no_reader_gets_what_a_save_has_replaced(server_settings, cache_server):
    server = ("nuklid.wsgi:application", server_settings)
    with running(one=server, two=server) as servers:
        writers = [Writer(server_settings, "edit", slug) for slug in EDITED]
        embargoed = Writer(server_settings, "hold_back", HELD)
        ports = [server.port for server in servers.values()]
        readers = [Reader(port, writers, embargoed) for port in ports * 2]
        begun([*writers, embargoed])
        for reader in readers:
            reader.start()
        wait([*writers, embargoed], readers, STEPS // 2)
        cache_server.stop()
        steps = wait([*writers, embargoed], readers, STEPS)
        end(readers)
        for writer in (*writers, embargoed):
            writer.stop()
    assert [offence for reader in readers for offence in reader.offences] == []
    assert min(writer.done for writer in (*writers, embargoed)) > 1
    print(f"{steps} steps")  # noqa: T201 -- shown by make soak


def begun(writers):
    """Wait until every writer has saved something."""
    end = time.monotonic() + START
    while min(writer.done for writer in writers) == 0 and time.monotonic() < end:
        time.sleep(0.1)


def wait(writers, readers, wanted):
    """Let all work until there are `wanted` steps, or the time is over; return how many."""
    end = time.monotonic() + LONGEST
    steps = 0
    while (steps < wanted or min(w.done for w in writers) < 2) and time.monotonic() < end:
        time.sleep(0.2)
        steps = sum(writer.done for writer in writers) + sum(reader.reads for reader in readers)
    return steps


def end(readers):
    for reader in readers:
        reader.ended = True
    for reader in readers:
        reader.join(timeout=30)
