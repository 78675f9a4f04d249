"""What the portal is compared with, each a WSGI app for gunicorn; all send the same bytes.

`BENCH_BODY` names the file that holds them.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

BODY = Path(os.environ["BENCH_BODY"]).read_bytes() if "BENCH_BODY" in os.environ else b""
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
]


def bare(environ, start_response):
    """Answer without any framework."""
    start_response("200 OK", HEADERS)
    return [BODY]


def constant_view(request):
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


def constant():
    """Return bare Django: one view, no middleware, no database."""
    settings.configure(
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="only-for-the-bench",
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
    )
    return get_wsgi_application()


urlpatterns = [re_path("", constant_view)]
