"""What docs/security.md promises of settings, code and samples."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib

import pytest
from allauth.account import app_settings as account
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.test import Client

from members.models import User
from nuklid.base.letters.models import Letter
from nuklid.settings import PASSWORD_HASHERS
from tests import factories as make
from tests.reading import fetch, soup
from tests.test_house import CODE, ROOT, files

pytestmark = pytest.mark.django_db
DANGEROUS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "system",
    "popen",
    "pickle",
    "marshal",
    "shelve",
}


def called(tree):
    """Yield the names of what a file calls and imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", None) or (
                "re.compile"
                if getattr(node.func, "attr", "") == "compile"
                else getattr(node.func, "attr", "")
            )
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.name.split(".")[0] for alias in node.names)


def test_nothing_dangerous_is_called():
    assert "eval" in called(ast.parse("eval(x)"))
    found = {
        str(path): DANGEROUS & set(called(ast.parse((ROOT / path).read_text())))
        for path in files(*CODE)
    }
    found |= {
        str(path): {"cryptography"}
        for path in files(*CODE, ":!nuklid/base/templatetags/*")
        if re.search(r"\b(mark_safe|Template\(|hashlib\.(md5|sha1))", (ROOT / path).read_text())
    }
    assert {path: what for path, what in found.items() if what} == {}


def test_ruff_looks_for_injections():
    """Its family S knows SQL from strings (S608), shells (S602), weak hashes (S324) and more."""
    chosen = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in chosen["select"]
    assert not [
        rule for rule in chosen["ignore"] if rule.startswith("S") and rule not in ("S101", "SIM905")
    ]


@pytest.mark.parametrize("word", ["short1!", "password", "12345678901", "maria-magdalena"])
def test_weak_passwords_are_refused(word):
    with pytest.raises(ValidationError):
        validate_password(word, User(first_name="Maria-Magdalena"))


@pytest.mark.parametrize("word", ["nur kleine buchstaben", "Ä ☢ und Leerzeichen ", "x7" * 64])
def test_any_long_password_will_do(word, client):
    validate_password(word)
    user = make.coordinator()
    user.set_password(word)
    user.save()
    assert (
        client.post("/en/sign-in/password/", {"login": user.email, "password": word}).status_code
        == 302
    )
    other = {"login": user.email, "password": word.swapcase()[:-1]}
    assert Client().post("/en/sign-in/password/", other).status_code == 200


def test_the_password_field_hides_and_takes_a_paste():
    field = soup(fetch("/en/sign-in/password/")).find("input", attrs={"name": "password"})
    assert field["type"] == "password"
    assert field["autocomplete"] == "current-password"
    assert not [name for name in field.attrs if name.startswith("on")]


def test_changing_a_password_asks_for_the_old_one(desk, coordinator):
    new = {"new_password1": "a new and long one", "new_password2": "a new and long one"}
    assert desk.post("/admin/password_change/", new | {"old_password": "wrong"}).status_code == 200
    coordinator.refresh_from_db()
    assert coordinator.check_password("correct horse")


def test_passwords_are_hashed_slowly(settings, coordinator):
    """As OWASP asks; what earlier releases hashed is hashed anew when it is typed."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    coordinator.password = PBKDF2PasswordHasher().encode("correct horse", "salt", 1000)
    assert coordinator.check_password("correct horse")
    assert coordinator.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_mailed_codes_are_long_enough_and_short_lived():
    assert account.LOGIN_BY_CODE_TIMEOUT == account.PASSWORD_RESET_BY_CODE_TIMEOUT == 600
    code = account.USER_CODE_FORMAT if hasattr(account, "USER_CODE_FORMAT") else {"length": 6}
    assert code.get("length", 6) >= 6


def test_secrets_come_from_the_system():
    store = SessionStore()
    store.create()
    assert len(store.session_key) == 32  # of 36 signs: 165 bits
    for path in files(*CODE):
        assert not re.search(r"^(import|from) random\b", (ROOT / path).read_text(), re.MULTILINE), (
            path
        )


def test_a_new_portal_has_no_accounts():
    assert not User.objects.exists()


def test_sessions_end(settings):
    assert settings.SESSION_COOKIE_AGE <= 14 * 24 * 3600
    assert settings.ACCOUNT_SESSION_REMEMBER is False


def test_signing_out_is_in_sight(desk):
    form = soup(fetch("/admin/", desk)).find("form", action="/admin/logout/")
    assert form.find("button")


def test_a_subject_is_one_line():
    letter = make.letter(to="a@x.example", subject="Hallo\r\nBcc: b@x.example", body="B")
    assert Letter.objects.get(pk=letter.pk).subject == "Hallo Bcc: b@x.example"


def as_on_a_server():
    """Return the cookie settings of a process with HTTPS on."""
    names = [f"{what}_COOKIE_{part}" for what in ("SESSION", "CSRF", "LANGUAGE")
             for part in ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "DOMAIN", "PATH")]  # fmt: skip
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{n: getattr(settings, n) for n in {names}}}))"
    )
    environment = {**os.environ, "HTTPS": "true", "DJANGO_SETTINGS_MODULE": "nuklid.settings"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_cookies_belong_to_this_host_over_https():
    chosen = as_on_a_server()
    for what in ("SESSION", "CSRF", "LANGUAGE"):
        assert chosen[f"{what}_COOKIE_NAME"].startswith("__Host-")
        assert chosen[f"{what}_COOKIE_SECURE"] is True
        assert chosen[f"{what}_COOKIE_HTTPONLY"] is True
        assert chosen[f"{what}_COOKIE_SAMESITE"] in ("Lax", "Strict")
        assert chosen[f"{what}_COOKIE_DOMAIN"] is None
        assert chosen[f"{what}_COOKIE_PATH"] == "/"


@pytest.mark.parametrize(
    "path",
    ["/en/", "/robots.txt", "/healthz", "/sitemap.xml", "/en/news/feed/",
     "/.well-known/security.txt", "/en/competences/atlas.csv", "/static/css/site.css"],
)  # fmt: skip
def test_every_text_names_its_characters(path):
    told = fetch(path).headers["Content-Type"].lower()
    assert "charset=" in told or told.startswith("application/")


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/manage.py", "/static/", "/static/../manage.py"]
)
def test_only_static_files_are_served(path):
    assert fetch(path).status_code in (404, 301, 302)
    assert b"SECRET_KEY" not in fetch(path).content


def test_the_samples_speak_new_tls_only():
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in (ROOT / "deploy/nginx.conf").read_text()


def test_services_run_without_rights():
    for name in ("nuklid", "nuklid-worker", "nuklid-backup", "nuklid-daily"):
        text = (ROOT / "deploy" / f"{name}.service").read_text()
        assert "User=nuklid" in text
        assert "UMask=00" in text
    image = (ROOT / "deploy/Dockerfile").read_text()
    assert "USER nuklid" in image
    assert "read_only: true" in (ROOT / "deploy/compose.yaml").read_text()


def test_the_image_holds_no_tests():
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (ROOT / "deploy/Dockerfile").read_text(), re.MULTILINE
    )
    assert copied
    assert not [line for line in copied if line == "." or "tests" in line or ".git" in line]


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-extras.txt", "requirements-dev.txt"]
)
def test_every_library_is_pinned_with_its_digest(name):
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) > 20
    assert [
        line.split()[0] for line in lines if not re.search(r"==\S+.*--hash=sha256:", line)
    ] == []


def test_what_is_promised_is_written():
    page = (ROOT / "docs/security.md").read_text()
    told = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert told == [
        "Ways in", "Sessions", "What was typed and not saved", "Who may what", "Input",
        "Data", "Keys and hashes",
        "Whom the portal talks to", "Logs", "Libraries", "The list",
    ]  # fmt: skip
    assert "## Keys" in (ROOT / "docs/operations.md").read_text()
