"""A reader and a coordinator who use the portal over HTTP, and note what it answered."""

import contextlib
import http.client
import io
import os
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from uuid import uuid4

from bs4 import BeautifulSoup
from PIL import Image

SIGN_IN = """
import time, django
django.setup()
from django.apps import apps
from django.test import Client
from members.models import User
user = User.objects.get(email={email!r})
client = Client()
client.force_login(user)
session = client.session
if apps.is_installed("allauth.mfa"):  # staff prove a second factor
    factor, _made = user.authenticator_set.get_or_create(type="totp", defaults={{"data": {{}}}})
    proof = {{"method": "mfa", "id": factor.pk, "type": "totp", "at": time.time()}}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
print(session.session_key)
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def ask(address, data=None, timeout=20, **headers):
    """Return (status, body) of one request; status 0 where the connection broke."""
    return answer_to(address, data, timeout, headers)[:2]


def answer_to(address, data, timeout, headers):
    """Return (status, body, cookies that are set) of one request, as `ask`."""
    request = urllib.request.Request(address, data, headers)
    try:
        with OPENER.open(request, timeout=timeout) as answer:
            return parts_of(answer)
    except urllib.error.HTTPError as error:
        with error:
            return parts_of(error)
    except (OSError, http.client.HTTPException):
        return 0, "", {}


def parts_of(response):
    lines = response.headers.get_all("Set-Cookie") or []
    pairs = (line.split(";")[0].partition("=") for line in lines)
    return response.status, response.read().decode("utf-8", "replace"), {n: v for n, _, v in pairs}


def fresh(address):
    """Return an address that no cache has seen."""
    return f"{address}?q={uuid4().hex}"


class Browser:
    """Keeps cookies, and the fields of the last form it has seen."""

    def __init__(self, cookies=()):
        self.cookies, self.form = dict(cookies), {}

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def see(self, address, form):
        """Read the page and take what its `form` (a selector) holds."""
        _status, body, cookies = answer_to(address, None, 20, {"Cookie": self.cookie()})
        self.cookies |= cookies
        page = BeautifulSoup(body, "html.parser")
        fields = page.select_one(form).select(
            "input[name]:not([type=file]):not([type=checkbox]):not([type=submit])"
        )
        self.form = {field["name"]: field.get("value", "") for field in fields}

    def send(self, address, timeout=20, **changed):
        """Send the form, some fields `changed`; return the status; `body` is the answer's."""
        data = urllib.parse.urlencode(self.form | changed).encode()
        status, self.body, cookies = answer_to(address, data, timeout, {"Cookie": self.cookie()})
        self.cookies |= cookies
        return status

    def send_file(self, address, field, file, **changed):
        """Send the form with a `file` (bytes of a picture); return the status of the answer."""
        border = uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in (self.form | changed).items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="a.png"\r\n'
        body = "".join(parts).encode() + head.encode() + b"Content-Type: image/png\r\n\r\n"
        body += file + f"\r\n--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        status, self.body = ask(address, body, Cookie=self.cookie(), **{"Content-Type": kind})
        return status


def signed_in(stack, email):
    """Return the cookies of somebody who has signed in."""
    return {"sessionid": stack.portal.done("-c", SIGN_IN.format(email=email)).split()[-1]}


class Coordinator(Browser):
    """Adds organisations; `acknowledged` holds the names the portal said it had stored."""

    def __init__(self, stack):
        super().__init__(signed_in(stack, "coordinator@nuklid.example"))
        self.stack, self.acknowledged, self.refused = stack, [], []

    def open_form(self, page="add"):
        form = "#content form[method=post]:has([name=csrfmiddlewaretoken])"
        self.see(self.page(page), form)
        self.form |= {"kind": "company", "_save": "1"}
        self.form.pop("slug", None)
        return self

    def page(self, name="add", at=None):
        return f"{at or self.stack.address()}/admin/members/organisation/{name}/"

    def add(self, name=None, at=None, page="add", **fields):
        """Add an organisation, or change the one on `page`; return the status of the answer."""
        name = name or f"Firma {uuid4().hex[:8]}"
        status = self.send(self.page(page, at), name=name, **fields)
        (self.acknowledged if status == 302 else self.refused).append((name, status))
        return status

    def add_in_halves(self, name, server, between):
        """Call `between` when half of the form is at the `server`; return the status."""
        data = urllib.parse.urlencode(self.form | {"name": name}).encode()
        head = (
            "POST /admin/members/organisation/add/ HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {self.cookie()}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(data)}",
        )
        port, half = self.stack.ports[server], len(data) // 2
        with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
            line.sendall("\r\n".join((*head, "\r\n")).encode() + data[:half])
            between()
            line.sendall(data[half:])
            return int(line.makefile("rb").readline().split()[1])

    def upload(self, name, at):
        """Add an organisation with a logo whose file is large; return the status of the answer."""
        return self.send_file(self.page(at=at), "logo", noise(), name=name)

    def stored(self):
        """Return the names of all organisations in the database."""
        return self.stack.sql("SELECT string_agg(name, '|') FROM members_organisation")


def noise():
    """Return a PNG (bytes) that does not compress: some hundred kB."""
    target = io.BytesIO()
    Image.frombytes("RGB", (400, 400), os.urandom(480_000)).save(target, "PNG")
    return target.getvalue()


@contextlib.contextmanager
def meanwhile(do):
    """Call `do` again and again in a thread until the block ends; yield the list of results."""
    results, over = [], threading.Event()

    def run():
        while not over.is_set():
            results.append(do())
            time.sleep(0.01)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield results
    finally:
        over.set()
        thread.join(60)
