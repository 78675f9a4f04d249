"""gunicorn as on a server, what its workers use, and a reader that asks as fast as it can."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
READY = 60  # seconds a server may take until its first answer


def free_port():
    with socket.create_server((HOST, 0)) as free:
        return free.getsockname()[1]


class Server:
    """A gunicorn of two workers with the app at `target`; `environment` adds to our own."""

    def __init__(self, target, environment=(), workers=2, port=None):
        self.port = port or free_port()
        options = f"-w {workers} -k gthread --threads 4 --keep-alive 75 --log-level error"
        command = [sys.executable, "-m", "gunicorn", target, "-b", f"{HOST}:{self.port}"]
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--no-control-socket", *options.split()],
            env=os.environ | dict(environment),
            stdout=subprocess.DEVNULL,
        )
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise
        self.cold_start = time.perf_counter() - started  # seconds until something answers

    def wait(self):
        for _ in range(READY * 100):
            try:
                return ask(self.port, "/healthz")
            except OSError:
                time.sleep(0.01)
        raise TimeoutError("The server does not answer.")

    def workers(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def cpu(self):
        """Return the CPU seconds the workers have used; exact, where clock ticks are coarse."""
        tasks = (Path(f"/proc/{pid}/task") for pid in self.workers())
        times = (task / "schedstat" for folder in tasks for task in folder.iterdir())
        return sum(int(file.read_text().split()[0]) for file in times) / 1e9

    def memory(self):
        """Return the proportional set size of master and workers in MiB."""
        sizes = (
            Path(f"/proc/{pid}/smaps_rollup").read_text()
            for pid in (self.process.pid, *self.workers())
        )
        return sum(int(text.split("Pss:")[1].split()[0]) for text in sizes) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(**servers):
    """Start `servers` (name: arguments of Server), yield them by name, and stop them."""
    made = {}
    try:
        for name, arguments in servers.items():
            made[name] = Server(*arguments)
        yield made
    finally:
        for server in made.values():
            server.stop()


# Asking --------------------------------------------------------------------------------------


def question(path, **headers):
    """Return the bytes of a GET; header names are written with underscores."""
    told = {"Host": "localhost", "X-Forwarded-Proto": "https", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items()]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


class Line:
    """A connection that is kept open and asked one thing after the other."""

    def __init__(self, port):
        self.port = port
        self.open()

    def open(self):
        self.socket = socket.create_connection((HOST, self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request):
        """Send `request` (bytes) and return the answer: (status, head, body)."""
        self.socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.more()
        head, _, body = got.partition(b"\r\n\r\n")
        status = int(head[9:12])
        size = length(head) if status not in (204, 304) else 0
        while len(body) < size:
            body += self.more()
        if b"\r\nconnection: close" in head.lower():
            self.socket.close()
            self.open()
        return status, head, body

    def more(self):
        got = self.socket.recv(1 << 18)
        if not got:
            raise ConnectionError("The server hung up.")
        return got


def length(head):
    return int(head.lower().split(b"\r\ncontent-length: ")[1].split(b"\r\n")[0])


def ask(port, path, **headers):
    line = Line(port)
    answer = line.ask(question(path, **headers))
    line.socket.close()
    return answer


def rush(server, request, count, lines=4):
    """Ask `count` times over `lines` connections; return CPU and wall seconds for one answer."""
    before, started = server.cpu(), time.perf_counter()
    threads = [
        Thread(target=repeat, args=(server.port, request, count // lines)) for _ in range(lines)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - started
    return (server.cpu() - before) / count, wall / count


def repeat(port, request, count):
    line = Line(port)
    for _ in range(count):
        line.ask(request)
    line.socket.close()
