"""A wrong start is stopped with a sentence; a right one is not."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as chosen

from nuklid.checks import check_settings, lacks


@pytest.fixture
def server(settings):
    """Settings of a portal that may start, on two servers."""
    settings.SECRET_KEY = "long-and-varied-0123456789-abcdefghijklmnopqrstuvwxyz"
    settings.SERVERS = 2
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    }
    settings.S3_BUCKET = "media"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.TASK_WORKER = True
    settings.DEFAULT_FROM_EMAIL = "nukliD <portal@nuklid.test>"
    settings.ALLOWED_HOSTS = ["www.nuklid.test"]
    return settings


def message_ids():
    return [message.id for message in check_settings(None)]


def test_a_right_start(server):
    assert message_ids() == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "E001"),
        ("SECRET_KEY", "short", "E002"),
        ("SECRET_KEY", "a" * 60, "E002"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "E003"),
        ("S3_BUCKET", "", "E005"),
        ("TASK_WORKER", False, "W001"),
        ("DEFAULT_FROM_EMAIL", "nukliD <portal@nuklid.example>", "W002"),
        ("ALLOWED_HOSTS", ["localhost"], "W003"),
        ("ALLOWED_HOSTS", ["*"], "W004"),
    ],
)
def test_a_wrong_start(server, name, value, number):
    setattr(server, name, value)
    assert message_ids() == [f"nuklid.{number}"]


def test_several_servers_without_a_proxy(server):
    del server.ALLAUTH_TRUSTED_PROXY_COUNT
    assert message_ids() == ["nuklid.E006"]


def test_one_server_may_be_simple(server):
    server.SERVERS = 1
    server.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    server.CACHES = server.CACHES | {"pages": {"BACKEND": "x.dummy.DummyCache"}}
    server.S3_BUCKET = ""
    assert message_ids() == []


@pytest.mark.parametrize("folder", ["/etc/passwd", "/etc/passwd/media"])
def test_a_folder_that_takes_no_uploads(server, folder):
    server.SERVERS, server.S3_BUCKET, server.MEDIA_ROOT = 1, "", folder
    assert message_ids() == ["nuklid.E009"]


def test_a_library_that_is_missing():
    """Redis and S3 need one that only requirements-extras.txt brings."""
    assert lacks("no_such_library", wanted=True)
    assert not lacks("no_such_library", wanted=False)
    assert not lacks("redis", wanted=True)


# The checks of a generated column ask PostgreSQL for its version: a database of its own.
WRONG = {"SECRET_KEY": "short", "BIND": "127.0.0.1:0", "DATABASE_URL": "sqlite://:memory:"}


def test_gunicorn_refuses_a_wrong_start():
    run = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "nuklid.wsgi"],
        cwd=chosen.BASE_DIR,
        env={**os.environ, **WRONG},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode
    assert "SECRET_KEY is too weak" in run.stderr
    assert "does not start with these settings" in run.stderr
