"""Serves the demo on this machine until Ctrl-C."""

import socket
import warnings

from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

ADDRESS = "127.0.0.1"


def listen(port):
    """Return a socket that listens on `port`; raise OSError where it is taken."""
    return socket.create_server((ADDRESS, port))


class Server(BaseApplication):
    """gunicorn with one worker, so that what it prints is one console."""

    def __init__(self, listener):
        self.listener = listener
        super().__init__()

    def load_config(self):
        chosen = {
            "bind": f"fd://{self.listener.fileno()}",
            "worker_class": "gthread",
            "threads": 4,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()


def serve(listener):
    """Answer requests on `listener` until Ctrl-C or SIGTERM, then end this process."""
    connections.close_all()  # a worker must not share its parent's connection
    # Static files come from their sources: nobody has collected them, and nobody needs to be told.
    warnings.filterwarnings("ignore", "No directory at")
    Server(listener).run()
