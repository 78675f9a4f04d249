"""WSGI entry point for gunicorn."""

import gc
import os

# What is loaded here stays. To look for rubbish in it takes a tenth of the start, and time of every
# later look.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402

from nuklid.memory import share_one_arena  # noqa: E402
from nuklid.thread_locals import know_by_thread  # noqa: E402

share_one_arena()
know_by_thread()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuklid.settings")
# PostgreSQL gives up on what a reader would not wait for. Commands may take as long as they need.
# The rule of what is public looks dear to it: it would compile it for 65 ms to run it for 3.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=15s -c lock_timeout=10s -c jit=off")
django = get_wsgi_application()

# Needs the settings that Django has just read.
from nuklid.page_cache import PageCache  # noqa: E402

application = PageCache(django)
gc.freeze()
gc.enable()
