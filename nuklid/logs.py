"""Logs as lines of JSON, with the number of the request and without what belongs to a person.

Addresses of mail, tokens of signed links and query strings are left out wherever they would stand;
so is the address of the reader's machine.
"""

import json
import logging
import re
import secrets
from contextvars import ContextVar
from datetime import UTC, datetime

request_id = ContextVar("request_id", default="")
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
MAIL = re.compile(r"[\w.+%-]+@[\w.-]+")
# What no address of ours but a signed link has: 20 signs in one piece with a capital or a colon, or
# 32 of hexadecimal digits. Slugs are small letters, digits and hyphens.
TOKEN = re.compile(r"(?<=/)(?=[^/\s?]*[A-Z:])[\w:.=-]{20,}|\b[0-9a-f]{32,}\b")
QUERY = re.compile(r"(?<=\S)\?[^\s\"']*=[^\s\"']*")


def bare(text):
    """Return `text` without mail addresses, tokens and query strings."""
    return MAIL.sub("…@…", TOKEN.sub("…", QUERY.sub("", text)))


class Lines(logging.Formatter):
    """One JSON object a line: when, how bad, who says it, in which request, what."""

    def format(self, record):
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": bare(record.getMessage()),
        }
        if number := request_id.get():
            said["request"] = number
        if record.exc_info:
            said["error"] = bare(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def config(form):
    """Return Django's LOGGING: everything to standard error, in `form` "lines" or "words"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {"()": "nuklid.logs.Lines"},
            "words": {"format": "%(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django brings handlers of its own; ours come by way of the root.
            "django": {"handlers": [], "propagate": True},
            # Machines ask for hosts and pages that never were: nothing anybody could mend.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.request": {"level": "ERROR"},
            # Says of every picture and every letter that all is well.
            "imagefield": {"level": "WARNING"},
            "django.tasks": {"level": "WARNING"},
        },
    }


def number_of(environ):
    """Return the number that the proxy gave this request, or a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)


class RequestIds:
    """Numbers each request: its answer and every line about it say the same number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        number = number_of(request.META)
        token = request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = number
        return response
