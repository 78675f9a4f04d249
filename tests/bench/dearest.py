"""`python -m tests.bench.dearest`: the dearest requests of strangers, speakers and members.

Two workers of gunicorn, 500 members and 5,000 news. Each address of the access table is asked for
past the page cache, each form there sent with the most text and the worst pictures that it takes.
"""

import io
import json
import re
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from bs4 import BeautifulSoup
from PIL import Image

from tests.bench import database
from tests.bench.__main__ import ROOT, SIZES, environment, task
from tests.bench.servers import running
from tests.faults.people import Browser, ask

ROUNDS, SHOWN = 3, 20
PREPARE = "import django; django.setup(); from tests.bench import dearest; dearest.prepare()"
WORDS = "".join(f"Wort{number} " for number in range(300_000))[:2_600_000]
MARKS = "a<b& " * 200_000  # each sign that is escaped
SIX = "Forschung+Entwicklung+Produktion+Zulassung+Patienten+Vorhaben"
SEARCHES = [f"/en/search/?q={words}" for words in (SIX, "Forschung", "Lu-177", "qwertz+asdfg")]
ACCEPTED = {
    "given_name": "A", "summary_de": "x", "job_title_de": "x", "logo_alt_text_de": "x",
    "portrait_alt_text_de": "x", "portrait_agreed_on": "2026-01-01", "draft": "",
}  # fmt: skip


def drawn(size, kind, mode="RGB", grain=2, **options):
    """Return a picture (bytes): noise, each grain so many pixels wide; of one colour with 0."""
    image = Image.new(mode, size, "teal")
    if grain:
        noise = Image.effect_noise((size[0] // grain, size[1] // grain), 90)
        image = noise.resize(size, Image.Resampling.NEAREST).convert(mode)
    if grain and mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(size))
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


PICTURES = {
    "JPEG, 40 million pixels": lambda: drawn((8000, 5000), "JPEG", grain=3, quality=20),
    "JPEG, 32": lambda: drawn((6900, 4600), "JPEG", grain=3, quality=25),
    "progressive JPEG, 12": lambda: drawn((4000, 3000), "JPEG", progressive=True),
    "PNG, 8": lambda: drawn((3840, 2160), "PNG"),
    "transparent PNG, 8": lambda: drawn((3840, 2160), "PNG", "RGBA"),
    "WebP, 4": lambda: drawn((2000, 2000), "WEBP", grain=0, lossless=True),
    "transparent WebP, 4": lambda: drawn((2000, 2000), "WEBP", "RGBA"),
}


class Portal:
    """Asks a server; `results` has {(who, what): (CPU in ms, memory in MiB, status)}."""

    def __init__(self, server, member):
        self.server, self.member, self.results = server, member, {}
        self.address = f"http://localhost:{server.port}"

    def measure(self, who, what, send):
        """Note the least CPU of three times, and the most memory that a worker needed beyond."""
        before, spent = self.sizes("VmRSS"), []
        for pid in before:
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        for _ in range(ROUNDS):
            cpu = self.server.cpu()
            status = send()
            spent.append((self.server.cpu() - cpu) * 1000)
        after = self.sizes("VmHWM")
        memory = max(after[pid] - before[pid] for pid in before)
        self.results[who, what] = (min(spent), memory, status)

    def sizes(self, wanted):
        """Return {pid: MiB} of the workers."""
        texts = {pid: Path(f"/proc/{pid}/status").read_text() for pid in self.server.workers()}
        return {pid: int(re.search(rf"{wanted}:\s+(\d+)", t)[1]) / 1024 for pid, t in texts.items()}

    def get(self, who, path):
        cookie = Browser(self.member if who == "member" else ()).cookie()
        self.measure(who, f"GET {path}", lambda: ask(f"{self.address}{path}", Cookie=cookie)[0])

    def form(self, who, path):
        """Return a Browser that has opened the form of a page, None where there is none."""
        browser = Browser(self.member if who == "member" else ())
        with suppress(AttributeError):
            browser.see(f"{self.address}{path}", "main form[method=post]")
            return browser
        return None

    def post(self, who, path, label, fields, file=None):
        if not (browser := self.form(who, path)):
            return

        def send():
            page, browser.form["family_name"] = f"{self.address}{path}", uuid4().hex
            if file:
                return browser.send_file(page, *file, **fields)
            return browser.send(page, 60, **fields)

        self.measure(who, f"POST {path} {label}", send)

    def texts(self, who, path):
        _status, body = ask(f"{self.address}{path}", Cookie=Browser(self.member).cookie())
        fields = BeautifulSoup(body, "html.parser").select("main form :is(input, textarea)[name]")
        names = [f["name"] for f in fields if f.get("type", "text") == "text"] or ["text"]
        for label, text in (("words", WORDS), ("marks", MARKS)):
            self.post(who, path, f"of {label}", {n: text[: len(text) // len(names)] for n in names})
        self.post(who, path, "of 1,950 fields", {f"f{n}": "x" * 1000 for n in range(1950)})


def prepare():
    """Store what the access table speaks of; print addresses, and the cookies of a member."""
    from members.models import Radionuclide
    from news.models import Statement
    from tests import factories
    from tests.nuklid import access

    Radionuclide.objects.filter(symbol="Lu", mass_number=177).update(mass_number=277)
    factories.numbers = count(10_000)  # the bench has counted, too
    things = access.things()
    member = access.clients(things["a"])["of A"].cookies
    paths = [path for path in access.rows(things) if not path.startswith(("/admin", "/de/"))]
    said = max(Statement.objects.values_list("text_de", flat=True), key=len)
    cookies = {name: morsel.value for name, morsel in member.items()}
    sys.stdout.write(json.dumps([paths, cookies, things["a"].slug, said]))


def ask_all(portal, paths, slug, quote):
    mine = f"/en/my-profile/organisation/{slug}/"
    for path in [*paths, *SEARCHES]:
        who = "member" if "my-profile" in path else "speaker" if "authorise" in path else "stranger"
        portal.get(who, path)
        portal.texts(who, path)
    portal.post("stranger", "/en/sign-in/password/", "wrong", {"login": "x@y.de", "password": "x"})
    portal.post("stranger", "/en/statements/check/", "again", {"quote": f"„{quote}“ " * 150})
    for label, draw in PICTURES.items():
        data = draw()
        portal.post("member", f"{mine}logo/", label, ACCEPTED, ("logo", data))
        portal.post("member", f"{mine}people/new/", label, ACCEPTED, ("portrait", data))


def main():
    with TemporaryDirectory() as folder:
        address = database.fresh(Path(folder), "dearest")
        more = {"HTTPS": "False", "MEDIA_ROOT": folder, "TASK_WORKER": "True"}
        settings = environment(address) | more
        try:
            task(settings, "fill", *map(str, SIZES["many"]))
            command = [sys.executable, "-c", PREPARE]
            done = subprocess.run(command, env=settings, cwd=ROOT, check=True, capture_output=True)
            paths, member, slug, said = json.loads(done.stdout.splitlines()[-1])
            with running(portal=("nuklid.wsgi:django", settings)) as servers:
                portal = Portal(servers["portal"], member)
                ask_all(portal, paths, slug, said)
        finally:
            database.drop(address)
    show(portal.results)


def show(results):
    for column, unit in ((0, "CPU"), (1, "memory")):
        sys.stdout.write(f"By {unit}\n")
        for (who, what), row in sorted(results.items(), key=lambda r: -r[1][column])[:SHOWN]:
            sys.stdout.write(f"{row[0]:6.0f} ms {row[1]:5.0f} MiB {row[2]} {who:9}{what}\n")


if __name__ == "__main__":
    main()
