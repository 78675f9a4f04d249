"""What `check --deploy` finds wrong before the first reader does; each says what to do."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

KEY_LENGTH = 50


def local_cache():
    return "locmem" in settings.CACHES["default"]["BACKEND"]


def sqlite():
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


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
        lambda: settings.SERVERS > 1 and local_cache(),
        4,
        "Several servers need one cache: each would count wrong passwords for itself.",
        "Set CACHE_URL to a Redis or Valkey, or SERVERS=1.",
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
)


@register(Tags.security, deploy=True)
def check_settings(app_configs, **kwargs):
    """Return every wrong setting there is."""
    return [
        *(Error(said, hint, id=f"nuklid.E00{n}") for wrong, n, said, hint in ERRORS if wrong()),
        *(Warning(said, hint, id=f"nuklid.W00{n}") for wrong, n, said, hint in WARNINGS if wrong()),
    ]
