"""What every test may use: a media folder of its own, a coordinator, and Chromium."""

import os
import shutil

import pytest
from django.test import Client
from django.utils import translation

from nuklid.management.commands.roles import make_roles
from tests import factories

CHROMIUM = (
    shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
)
# Playwright's event loop runs in the thread of the test, which also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    if CHROMIUM or "NUKLID_REQUIRE_BROWSER" in os.environ:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    """A media folder of the test's own, passwords not worth cracking, and English afterwards.

    Staff come in without a second factor, except where that is the question.
    """
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "media"
    # Looks for a file when it is asked for, not through all of them for each new client.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def coordinator(db):
    """Someone in the office, with the rights of a coordinator."""
    user = factories.coordinator()
    user.groups.add(make_roles())
    return user


@pytest.fixture
def desk(client, coordinator):
    """A client that is signed in as a coordinator."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def colleague(db):
    """A client of another coordinator, Anna Erste."""
    user = factories.coordinator(first_name="Anna", last_name="Erste")
    user.groups.add(make_roles())
    other = Client()
    other.force_login(user)
    return other


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium; its own sandbox does not work for root."""
    quiet = ("background-networking", "component-update", "sync", "gpu")
    flags = ["--no-sandbox", *(f"--disable-{what}" for what in quiet)]
    return {"executable_path": CHROMIUM, "args": flags}


@pytest.fixture
def complaints(page):
    """What the browser's console said on `page` above the level of information."""
    heard = []
    page.on("console", lambda m: heard.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def sign_in(live_server, client, context):
    """Give the browser the session of a user; call it with the user."""

    def give(user):
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return give
