"""`make bench`: what a page costs, beside a constant Django view and a bare WSGI app.

Everything is measured in one run, in turns: what else the machine does strikes all alike, so
compare the ratios. Prints tables and keeps bench.json. Measures, asserts nothing.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import database
from tests.bench.servers import ask, question, running, rush
from tests.bench.tables import show

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"ten": (10, 10), "many": (500, 5000)}  # members, news
SLOWLY, OFTEN = 40, 400  # questions a round: to the views, to what answers at once
WHOSE_BYTES = "news item"  # what the apps to compare with send
PACKED = {"Accept_Encoding": "gzip, br"}
IN_DJANGO = "import django; django.setup(); from tests.bench import tasks; tasks.main()"


def environment(address):
    """Return the settings of a server behind a proxy, with the database at `address`."""
    collected = (ROOT / "staticfiles" / "staticfiles.json").exists()
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "nuklid.settings",
        "SECRET_KEY": "only-for-the-bench",
        "ALLOWED_HOSTS": "localhost",
        "HTTPS": "true",
        "BEHIND_PROXY": "true",
        "STATIC_FROM_SOURCE": str(not collected),
        "EMAIL_URL": "memorymail://",
        "MALLOC_ARENA_MAX": "2",  # as in deploy/
        "PYTHONDONTWRITEBYTECODE": "",  # a server compiles our modules once, not at each start
    }


def task(settings, *arguments):
    """Return what a task of tests.bench.tasks says, run with `settings`."""
    done = subprocess.run(
        [sys.executable, "-c", IN_DJANGO, *arguments],
        env=settings,
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


@contextmanager
def filled(folder, sizes):
    """Yield {size: (settings, pages)} of new portals of `sizes`; their databases go in the end."""
    addresses = {size: database.fresh(folder, f"bench_{size}") for size in sizes}
    try:
        settings = {size: environment(address) for size, address in addresses.items()}
        yield {
            size: (settings[size], task(settings[size], "fill", *map(str, SIZES[size])))
            for size in sizes
        }
    finally:
        for address in addresses.values():
            database.drop(address)


def measure(folder, settings, pages, rounds):
    """Return the results for the portal with `settings`, as JSON takes them."""
    counts = dict(zip(pages, task(settings, "queries", *pages.values()), strict=True))
    costs, starts, weights = serve(folder, settings, pages, rounds)
    return {
        "costs": costs,
        "queries": counts,
        "saving": task(settings, "save"),
        "office": task(settings, "office"),
        "starts": starts,
        "weights": weights,
    }


def grow(portals, rounds):
    """Return {size: {page: cost}} of pages that are not cached, all sizes asked in turns."""
    with ExitStack() as stack:
        questions = {}
        for size, (settings, pages) in portals.items():
            servers = stack.enter_context(serving(settings))
            questions[size] = {
                name: uncached_question(servers, path) for name, path in pages.items()
            }
        pages = next(iter(questions.values()))
        turns = {(size, name): questions[size][name] for name in pages for size in questions}
        costs = in_turns(turns, rounds)
    return {size: {name: costs[size, name] for name in pages} for size in questions}


def serving(settings):
    """Start the portal, and the portal without what stands before Django."""
    apps = {"portal": "nuklid.wsgi:application", "uncached": "nuklid.wsgi:django"}
    return running(**{name: (target, settings) for name, target in apps.items()})


def serve(folder, settings, pages, rounds):
    """Return costs, starts and weights, each by name, of the portal and what it is compared to."""
    with serving(settings) as servers:
        body = folder / "body"
        body.write_bytes(ask(servers["portal"].port, pages[WHOSE_BYTES])[2])
        weights = {name: weigh(servers["portal"].port, path) for name, path in pages.items()}
        beside = {"bare": "tests.bench.apps:bare", "constant": "tests.bench.apps:constant()"}
        settings = settings | {"BENCH_BODY": str(body)}
        with running(**{name: (target, settings) for name, target in beside.items()}) as more:
            every = servers | more
            costs = compare(every, pages, rounds)
            starts = {
                name: {"cold_start_s": server.cold_start, "pss_mib": server.memory()}
                for name, server in every.items()
            }
    return costs, starts, weights


def weigh(port, path):
    """Return the bytes of a page as it is, with gzip and with brotli, head included."""
    sizes = {}
    for coding in ("identity", "gzip", "br"):
        _status, head, body = ask(port, path, Accept_Encoding=coding)
        sizes[coding] = len(head) + 4 + len(body)
    return sizes


def compare(servers, pages, rounds):
    """Return {name: {"cpu_ms", "per_second"}} of the portal and of what it is compared to."""
    questions = {
        name: (servers[name], question("/", **PACKED), OFTEN) for name in ("bare", "constant")
    }
    for name, path in pages.items():
        questions[f"{name}, not cached"] = uncached_question(servers, path)
        if is_kept(path):
            port = servers["portal"].port
            questions[name] = (servers["portal"], question(path, **PACKED), OFTEN)
            questions[f"{name}, 304"] = (servers["portal"], again(port, path), OFTEN)
    return in_turns(questions, rounds)


def uncached_question(servers, path):
    """Return whom to ask for a page that is not cached, what, and how often a round."""
    return servers["uncached" if is_kept(path) else "portal"], question(path, **PACKED), SLOWLY


def is_kept(path):
    return "/search/" not in path  # what somebody asked is not


def in_turns(questions, rounds):
    """Return {name: {"cpu_ms", "per_second"}} of all `questions`: medians over `rounds`."""
    taken = {name: [] for name in questions}
    for _round in range(rounds):
        for name, (server, what, count) in questions.items():
            rush(server, what, 8)
            taken[name].append(rush(server, what, count))
    return {name: summary(results) for name, results in taken.items()}


def again(port, path):
    """Return the bytes that ask for a page by somebody who has it."""
    head = ask(port, path, **PACKED)[1].decode()
    tags = [line[6:] for line in head.split("\r\n") if line.lower().startswith("etag: ")]
    return question(path, **PACKED, **({"If_None_Match": tags[0]} if tags else {}))


def summary(results):
    cpu, wall = (statistics.median(column) for column in zip(*results, strict=True))
    return {"cpu_ms": cpu * 1000, "per_second": 1 / wall}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, default=ROOT / "bench.json")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server is left behind
    with TemporaryDirectory() as folder, filled(Path(folder), chosen.sizes) as portals:
        results = {
            size: measure(Path(folder), *portal, chosen.rounds) for size, portal in portals.items()
        }
        growth = grow(portals, chosen.rounds) if len(portals) > 1 else {}
    chosen.keep.write_text(json.dumps(results | {"growth": growth}, indent=1))
    show(results, growth)


if __name__ == "__main__":
    main()
