"""Members who send the worst pictures, beside an office that signs in and publishes."""

import contextlib
import io
import json
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from PIL import Image

from tests.faults.people import Browser, ask, meanwhile, signed_in
from tests.faults.stack import Stack, until, well

PATIENT = 10  # seconds for signing in and publishing, on a machine whose cores are all busy
ROUNDS = 3
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "/en/sign-in/password/"
CONFIRM = "/en/sign-in/second-factor/confirm/"
PREPARE = """
import django; django.setup()
import json
from allauth.mfa.totp.internal.auth import TOTP
from members.models import User
from nuklid.management.commands.roles import make_roles
from tests import factories
user = factories.coordinator("publisher@nuklid.example")
user.groups.add(make_roles())
user.emailaddress_set.create(email=user.email, verified=True, primary=True)
TOTP.activate(user, {secret!r})
member = User.objects.get(email="representative@nuklid.example")
slugs = [f"beside-{{number}}" for number in range({rounds})]
items = [factories.draft(slug_en=slug, slug_de=slug).pk for slug in slugs]
print(json.dumps([member.organisations.first().slug, dict(zip(slugs, items))]))
"""


def worst_pictures():
    """Return pictures (bytes): as many pixels as may be in a WebP and in a PNG, in some kB."""
    for kind, mode, size in (("WEBP", "RGB", (2000, 2000)), ("PNG", "RGBA", (3840, 2160))):
        target = io.BytesIO()
        Image.new(mode, size, "teal").save(target, kind, lossless=True, method=0)
        yield target.getvalue()


@pytest.fixture
def sqlite():
    with TemporaryDirectory() as folder:
        stack = Stack(Path(folder), is_postgres=False)
        try:
            yield stack.start_all()
        finally:
            stack.stop_all()


class Publisher(Browser):
    def __init__(self, stack, used):
        super().__init__()
        self.address, self.used = stack.address(), used

    def fill(self, path, form, **fields):
        self.see(f"{self.address}{path}", form)
        return self.send(f"{self.address}{path}", **fields)

    def sign_in(self):
        """Give password and a code of the app, each of which opens once."""
        login = {"login": "publisher@nuklid.example", "password": "correct horse"}
        assert self.fill(PASSWORD, "main form", **login) == 302
        number = next(number for number in counters() if number not in self.used)
        self.used.add(number)
        code = format_hotp_value(hotp_value(SECRET, number))
        assert self.fill(CONFIRM, "main form", code=code) == 302

    def publish(self, item):
        form = "#content form[method=post]:has([name=csrfmiddlewaretoken])"
        assert self.fill(f"/admin/news/newsitem/{item}/publish/", form) == 302


@pytest.mark.parametrize("database", ["stack", "sqlite"])
def test_members_with_the_worst_pictures_keep_the_office_from_nothing(request, database):
    """Four send them; the office signs in and publishes, and the next reader gets the news."""
    stack = request.getfixturevalue(database)
    prepared = stack.portal.done("-c", PREPARE.format(secret=SECRET, rounds=ROUNDS)).splitlines()
    slug, items = json.loads(next(text for text in prepared if text.startswith("[")))
    address = f"{stack.address()}/en/my-profile/organisation/{slug}/logo/"
    cookies, pictures = signed_in(stack, "representative@nuklid.example"), [*worst_pictures()]
    used, waited = set(), []
    with contextlib.ExitStack() as uploads:
        sent = []
        for number in range(4):
            member = Browser(cookies)
            member.see(address, "main form[enctype]")
            send = partial(member.send_file, address, "logo", pictures[number % 2], draft="")
            sent.append(uploads.enter_context(meanwhile(send)))
        time.sleep(1)
        for news, item in items.items():
            begun, office = time.monotonic(), Publisher(stack, used)
            office.sign_in()
            office.publish(item)
            waited.append(time.monotonic() - begun)
            assert ask(f"{stack.address()}/en/news/{news}/")[0] == 200
    print("sign in and publish, seconds:", [round(seconds, 2) for seconds in waited])  # noqa: T201
    assert max(waited) < PATIENT
    assert {status for statuses in sent for status in statuses} <= {200, 302}
    assert sum(map(len, sent)) > 4
    until(lambda: well(stack), 10, "Being well after it")
