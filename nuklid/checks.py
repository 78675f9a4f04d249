"""What `check --deploy` finds wrong before the first reader does; each says what to do."""

import os
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

KEY_LENGTH = 50


def sqlite():
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def lacks(library, wanted):
    return wanted and not find_spec(library)


def unwritable(folder):
    """Tell whether nothing can be stored in `folder`, or it cannot even be made."""
    there = next(path for path in (Path(folder), *Path(folder).parents) if path.exists())
    return not (there.is_dir() and os.access(there, os.W_OK))


# (whether it is wrong, number, what is wrong, what to do)
ERRORS = (
    (lambda: settings.DEBUG, 1, "DEBUG is on.", "Remove it from .env: error pages show the code."),
    (
        lambda: len(settings.SECRET_KEY) < KEY_LENGTH or len(set(settings.SECRET_KEY)) < 10,
        2,
        "SECRET_KEY is too weak: whoever guesses it can sign in as anybody.",
        "Make one as .env.example says.",
    ),
    (
        lambda: settings.SERVERS > 1 and sqlite(),
        3,
        "Several servers cannot share a SQLite file.",
        "Set DATABASE_URL to a PostgreSQL, or SERVERS=1.",
    ),
    (
        lambda: settings.SERVERS > 1 and not settings.S3_BUCKET,
        5,
        "Several servers need the same uploads.",
        "Set S3_BUCKET; where MEDIA_ROOT is a folder all of them mount, silence nuklid.E005.",
    ),
    (
        lambda: settings.SERVERS > 1 and not hasattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT"),
        6,
        "Several servers stand behind a proxy, and BEHIND_PROXY is off.",
        "Set BEHIND_PROXY=True: else all readers count as one, the proxy.",
    ),
    (
        lambda: lacks("redis", "redis" in settings.CACHES["pages"]["BACKEND"]),
        7,
        "CACHE_URL names a Redis, and the library for it is missing.",
        "Install requirements-extras.txt.",
    ),
    (
        lambda: lacks("storages", settings.S3_BUCKET),
        8,
        "S3_BUCKET is set, and the library for it is missing.",
        "Install requirements-extras.txt.",
    ),
    (
        lambda: not settings.S3_BUCKET and unwritable(settings.MEDIA_ROOT),
        9,
        "Nothing can be stored in MEDIA_ROOT: every upload would fail.",
        "Let the user who runs the portal own that folder.",
    ),
)
WARNINGS = (
    (
        lambda: not settings.TASK_WORKER,
        1,
        "There is no worker: whoever presses a button waits for the mail server.",
        "Run `manage.py db_worker` as a service and remove TASK_WORKER from .env.",
    ),
    (
        lambda: settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(".example"),
        2,
        "Letters go out in the name of an address that does not exist.",
        "Set DEFAULT_FROM_EMAIL.",
    ),
    (
        lambda: set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"},
        3,
        "The portal answers this machine only.",
        "Set ALLOWED_HOSTS to the name readers type.",
    ),
    (
        lambda: "*" in settings.ALLOWED_HOSTS,
        4,
        "The portal answers to every name: a stranger's name could stand in its links.",
        "Set ALLOWED_HOSTS to the name readers type.",
    ),
)


@register(Tags.security, deploy=True)
def check_settings(app_configs, **kwargs):
    """Return every wrong setting there is."""
    return [
        *(Error(said, hint, id=f"nuklid.E00{n}") for wrong, n, said, hint in ERRORS if wrong()),
        *(Warning(said, hint, id=f"nuklid.W00{n}") for wrong, n, said, hint in WARNINGS if wrong()),
    ]
