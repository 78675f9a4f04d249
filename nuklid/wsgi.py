"""WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuklid.settings")
django = get_wsgi_application()

# Needs the settings that Django has just read.
from nuklid.page_cache import PageCache  # noqa: E402

application = PageCache(django)
