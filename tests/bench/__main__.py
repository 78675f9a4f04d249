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
        "PYTHONDONTWRITEBYTECODE": "",  # a server compiles our modules once, not at each start
    }


def task(own, *arguments):
    """Return what a task of tests.bench.tasks says, run with the settings `own`."""
    done = subprocess.run(
        [sys.executable, "-c", IN_DJANGO, *arguments],
        env=own,
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def measure(folder, size, rounds):
    """Return the results for a portal of one size, as JSON takes them."""
    address = database.fresh(folder, f"bench_{size}")
    own = environment(address)
    try:
        pages = task(own, "fill", *map(str, SIZES[size]))
        counts = dict(zip(pages, task(own, "queries", *pages.values()), strict=True))
        costs, starts, weights = serve(folder, own, pages, rounds)
        saving = task(own, "save")
    finally:
        database.drop(address)
    return {
        "costs": costs,
        "queries": counts,
        "saving": saving,
        "starts": starts,
        "weights": weights,
    }


def serve(folder, own, pages, rounds):
    """Return costs, starts and weights, each by name, of the portal and what it is compared to."""
    # The portal, and the portal without what stands before Django.
    apps = {"portal": "nuklid.wsgi:application", "uncached": "nuklid.wsgi:django"}
    with running(**{name: (target, own) for name, target in apps.items()}) as servers:
        body = folder / "body"
        body.write_bytes(ask(servers["portal"].port, pages[WHOSE_BYTES])[2])
        weights = {name: weigh(servers["portal"].port, path) for name, path in pages.items()}
        beside = {"bare": "tests.bench.apps:bare", "constant": "tests.bench.apps:constant()"}
        own = own | {"BENCH_BODY": str(body)}
        with running(**{name: (target, own) for name, target in beside.items()}) as more:
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
    """Return {name: {"cpu_ms", "per_second"}}: medians over `rounds` taken in turns."""
    asked = {name: (servers[name], question("/", **PACKED)) for name in ("bare", "constant")}
    for name, path in pages.items():
        kept = "/search/" not in path  # what somebody asked is not
        server = servers["uncached" if kept else "portal"]
        asked[f"{name}, not cached"] = (server, question(path, **PACKED))
        if kept:
            asked[name] = (servers["portal"], question(path, **PACKED))
            asked[f"{name}, 304"] = (servers["portal"], again(servers["portal"].port, path))
    taken = {name: [] for name in asked}
    for _round in range(rounds):
        for name, (server, what) in asked.items():
            rush(server, what, 8)
            taken[name].append(rush(server, what, SLOWLY if "not cached" in name else OFTEN))
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
    with TemporaryDirectory() as folder:
        results = {size: measure(Path(folder), size, chosen.rounds) for size in chosen.sizes}
    chosen.keep.write_text(json.dumps(results, indent=1))
    show(results)


if __name__ == "__main__":
    main()
