"""`python -m tests.bench.dearest`: the dearest requests of strangers, speakers and members.

Two workers of gunicorn as on a server, 500 members and 5,000 news; each address of the access table
is asked for, each form of theirs sent with the longest texts and the worst pictures it takes.
CPU is that of the workers, memory what one needed beyond what it had, both the least of three.
"""

import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from uuid import uuid4

from bs4 import BeautifulSoup
from PIL import Image

from tests.bench.__main__ import SIZES, database, environment, task
from tests.bench.servers import running
from tests.faults.people import Browser, ask
from tests.reading import form_values

ROUNDS, SHOWN = 3, 20
WORDS = "".join(f"Wort{number} " for number in range(300_000))[:2_600_000]
MARKS = "a<b& " * 200_000
COMMON = "Forschung+Entwicklung+Produktion+Zulassung+Patienten+Vorhaben"


def drawn(size, kind, mode="RGB", noisy=True, **options):
    """Return a picture (bytes) of `size`, of noise or of one colour."""
    image = Image.new(mode, size, "teal")
    if noisy:
        grain = Image.effect_noise((size[0] // 3, size[1] // 3), 90)
        image = grain.resize(size, Image.Resampling.NEAREST).convert(mode)
        if mode == "RGBA":
            image.putalpha(Image.linear_gradient("L").resize(size))
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


PICTURES = {
    "JPEG of 40 MP": lambda: drawn((8000, 5000), "JPEG", quality=45),
    "JPEG of 24 MP": lambda: drawn((6000, 4000), "JPEG", quality=60),
    "progressive JPEG of 12 MP": lambda: drawn((4000, 3000), "JPEG", progressive=True, quality=60),
    "PNG of 8 MP": lambda: drawn((3840, 2160), "PNG"),
    "transparent PNG of 8 MP, 1 colour": lambda: drawn((3840, 2160), "PNG", "RGBA", noisy=False),
    "transparent PNG of 5 MP": lambda: drawn((2560, 1800), "PNG", "RGBA"),
    "WebP of 5 MP": lambda: drawn((2500, 2000), "WEBP", noisy=False, lossless=True),
    "transparent WebP of 5 MP": lambda: drawn((2500, 2000), "WEBP", "RGBA", quality=80),
}


class Portal:
    def __init__(self, server):
        self.server, self.results = server, {}
        self.address = f"http://localhost:{server.port}"

    def measure(self, who, name, send):
        """Call `send` three times; note CPU (ms), memory (MiB) and status of the answer."""
        taken, low = [], self.sizes("VmRSS")
        for _ in range(ROUNDS):
            before, cpu = self.reset(), self.server.cpu()
            status = send()
            cpu, after = self.server.cpu() - cpu, self.peaks()
            taken.append((cpu * 1000, max(after[pid] - low[pid] for pid in before), status))
        cpu, memory, statuses = zip(*taken, strict=True)
        self.results[who, name] = (min(cpu), max(memory), statuses[-1])
        sys.stderr.write(f"{who:10}{min(cpu):6.0f} ms {max(memory):5.0f} MiB {statuses} {name}\n")

    def reset(self):
        for pid in self.server.workers():
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        return self.sizes("VmRSS")

    def peaks(self):
        return self.sizes("VmHWM")

    def sizes(self, wanted):
        statuses = {pid: Path(f"/proc/{pid}/status").read_text() for pid in self.server.workers()}
        return {
            pid: int(text.split(f"{wanted}:")[1].split()[0]) / 1024
            for pid, text in statuses.items()
        }

    def get(self, who, path, cookies=()):
        headers = {"Cookie": Browser(cookies).cookie()}
        self.measure(who, f"GET {path}", lambda: ask(f"{self.address}{path}", **headers)[0])

    def post(self, who, path, cookies, label, changed, file=None):
        """Send the form of a page, some fields `changed`, with a `file` (field, bytes)."""
        browser, page = self.browser(path, cookies), f"{self.address}{path}"
        if not browser.form:
            return
        changed = changed(browser.form) if callable(changed) else changed
        if file:
            send = lambda: browser.send_file(page, *file, **changed)  # noqa: E731
        else:
            send = lambda: browser.send(page, 60, **changed)  # noqa: E731
        self.measure(who, f"POST {path} {label}", send)
        if file:
            for wrong in BeautifulSoup(browser.body, "html.parser").select(
                ".error, .errorlist, [role=alert]"
            )[:3]:
                sys.stderr.write("    " + wrong.get_text(" ", strip=True)[:200] + "\n")

    def browser(self, path, cookies):
        browser = Browser(cookies)
        with suppress(Exception):
            browser.see(f"{self.address}{path}", "body")
            _status, body = ask(f"{self.address}{path}", Cookie=browser.cookie())
            form = BeautifulSoup(body, "html.parser").select_one("main form[method=post]")
            browser.form = form_values(form) if form else {}
        return browser

    def texts(self, who, path, cookies=()):
        """Send the longest texts: in each field by itself, and in all together."""
        names = [name for name in self.browser(path, cookies).form if name[0] != "_"]
        names = [name for name in names if "csrf" not in name][:14]
        for name in names:
            self.post(who, path, cookies, f"{name} of words", {name: WORDS})
            self.post(who, path, cookies, f"{name} of marks", {name: MARKS})
        share = {name: WORDS[: len(WORDS) // len(names)] for name in names} if names else {}
        self.post(who, path, cookies, "all 2 MB", share)
        self.post(who, path, cookies, "2,000 fields", {f"f{n}": "x" * 1000 for n in range(1950)})


def prepare():
    """Store what the access table speaks of; print addresses and the cookies of who asks."""
    from members.models import User
    from tests import factories
    from tests.nuklid import access

    from members.models import Radionuclide

    lutetium = Radionuclide.objects.filter(symbol="Lu", mass_number=177)
    lutetium.update(mass_number=277)
    factories.numbers = count(10_000)  # the bench has counted, too
    things = access.things()
    here = things["a"]
    type(here).objects.filter(pk=here.pk).update(is_listed=True, edits_at_once=True)
    clients = access.clients(here)
    user = User.objects.get(email="of-A@x.example")
    user.set_password("correct horse")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    user.save()
    clients["of A"].force_login(user)
    member = {key: morsel.value for key, morsel in clients["of A"].cookies.items()}
    paths = [path for path in access.rows(things) if not path.startswith(("/admin", "/de/"))]
    print(json.dumps({"paths": paths, "member": member, "here": here.slug}))  # noqa: T201


PREPARE = "import django; django.setup(); from tests.bench import dearest; dearest.prepare()"


def run(portal, given):
    mine, member = f"/en/my-profile/organisation/{given['here']}/", given["member"]
    search = [f"/en/search/?q={q}" for q in ("Forschung", COMMON, "Lu-177", "qwertz+asdf")]
    for path in given["paths"] + search:
        portal.get("stranger", path)
        if "my-profile" in path:
            portal.get("member", path, member)
        if "my-profile" in path or "authorise" in path or "still" in path or "check" in path:
            portal.texts("member" if "my-profile" in path else "speaker", path, member)
    wrong = {"login": "of-A@x.example", "password": "wrong"}
    portal.post("stranger", "/en/sign-in/password/", (), "wrong", wrong)
    portal.post("stranger", "/en/sign-in/password/", (), "unknown", wrong | {"login": "x@y.zz"})
    portal.post("stranger", "/en/sign-in/", (), "code", {"email": "of-A@x.example"})
    portal.post("stranger", "/en/sign-in/forgotten/", (), "code", {"email": "of-A@x.example"})
    portal.texts("stranger", "/en/sign-in/password/")
    portal.texts("stranger", "/en/sign-in/")
    words = " ".join(WORDS.replace("<b>", "").replace("</b>", "").split())
    for label, quote in (("noise", words[:9900]), ("common", COMMON.replace("+", " ") * 150)):
        portal.post("stranger", "/en/statements/check/", (), label, {"quote": quote[:9900]})
    for label, picture in PICTURES.items():
        data = picture()
        for path, field in ((f"{mine}logo/", "logo"), (f"{mine}people/new/", "portrait")):
            if True:
                changed = {
                    "given_name": "A",
                    "family_name": uuid4().hex,
                    "draft": "",
                    "logo_alt_text_de": "x",
                    "portrait_alt_text_de": "x",
                    "portrait_agreed_on": "2026-01-01",
                    "job_title_de": "x",
                    "portrait_focus": "0.5x0.5",
                    "summary_de": "x",
                }
                name = f"{label}, {len(data) // 1000} kB"
                portal.post("member", path, member, name, changed, (field, data))
        portal.post("stranger", "/en/sign-in/", (), f"with {label}", {}, ("file", data))


def main():
    with TemporaryDirectory() as folder:
        address = database.fresh(Path(folder), "dearest")
        settings = environment(address) | {
            "HTTPS": "False", "MEDIA_ROOT": f"{folder}/media", "TASK_WORKER": "True",
        }  # fmt: skip
        size = os.environ.get("SIZE", "many")
        try:
            task(settings, "fill", *map(str, SIZES[size]))
            done = subprocess.run(
                [sys.executable, "-c", PREPARE], env=settings, stdout=subprocess.PIPE, check=True
            )
            given = json.loads(done.stdout.splitlines()[-1])
            with running(portal=("nuklid.wsgi:django", settings)) as servers:
                portal = Portal(servers["portal"])
                run(portal, given)
        finally:
            database.drop(address)
    dearest = sorted(portal.results.items(), key=lambda row: -row[1][0])
    for (who, name), (cpu, memory, status) in dearest[:SHOWN]:
        print(f"{who:10} {name:70} {cpu:6.0f} ms {memory:5.0f} MiB {status}")  # noqa: T201
    print("memory")
    for (who, name), (cpu, memory, status) in sorted(
        portal.results.items(), key=lambda row: -row[1][1]
    )[:SHOWN]:
        print(f"{who:10} {name:70} {cpu:6.0f} ms {memory:5.0f} MiB {status}")  # noqa: T201


if __name__ == "__main__":
    main()
