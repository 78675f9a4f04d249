"""WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuklid.settings")
# PostgreSQL gives up on what a reader would not wait for. Commands may take as long as they need.
# The rule of what is public looks dear to it: it would compile it for 65 ms to run it for 3.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=8s -c lock_timeout=6s -c jit=off")
django = get_wsgi_application()

# Needs the settings that Django has just read.
from django.db import connection  # noqa: E402

from nuklid.page_cache.pages import PageCache  # noqa: E402

if connection.vendor == "postgresql":
    from nuklid.impatience import ImpatientConnection

    ImpatientConnection.patience = 9  # seconds: longer than PostgreSQL itself needs to give up

application = PageCache(django)
