"""A Redis or Valkey of the tests' own, on loopback, that can be stopped in the middle."""

import os
import shutil
import socket
import subprocess
import time

import pytest

SERVER = shutil.which("redis-server") or shutil.which("valkey-server")
needs_cache_server = pytest.mark.skipif(
    not SERVER and "NUKLID_REQUIRE_REDIS" not in os.environ,
    reason="Neither Redis nor Valkey is installed",
)
START = 20  # seconds it may take to listen


def command(port):
    return [SERVER, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]


class CacheServer:
    """Runs from `with` on; `address` is what CACHE_URL would name."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *args):
        self.stop()

    def start(self):
        self.process = subprocess.Popen(command(self.port), stdout=subprocess.DEVNULL)
        end = time.monotonic() + START
        while not self.listens():
            assert time.monotonic() < end, "The cache server does not start."
            time.sleep(0.05)

    def listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self):
        self.process.kill()
        self.process.wait(10)
