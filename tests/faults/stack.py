"""The portal as it runs on servers, out of real processes: PostgreSQL, Redis, two app servers, a
worker and a proxy, all on loopback and in a folder of their own."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from tests.faults.people import ask, fresh
from tests.portals import Portal
from tests.servers import cache

LONGER = int(os.environ.get("SOAK", "1"))
RECOVERY = 10  # seconds
SERVERS = ("one", "two")

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CADDY = shutil.which("caddy")
MISSING = [
    name
    for name, found in (
        ("PostgreSQL", POSTGRES),
        ("nginx", NGINX),
        ("Redis or Valkey", cache.SERVER),
    )
    if not found
]
DEPLOY = settings.BASE_DIR / "deploy"
PROXY = """
pid {folder}/nginx.pid;
error_log {folder}/nginx.err;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {site}
}}
"""
# Of the file that ships nothing is left out but what belongs to TLS.
TLS = r"(?s:server \{\n    listen 80;.*?\n\}\n)|    (?:listen \[::\]|ssl_).*\n"


def site_of_nginx(port, servers):
    """Return deploy/nginx.conf without TLS, at `port`, in front of `servers` (ports)."""
    text = re.sub(TLS, "", (DEPLOY / "nginx.conf").read_text())
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    first, more = (f"server 127.0.0.1:{server}" for server in servers)
    return text.replace("server 127.0.0.1:8000", first).replace("# server 10.0.0.2:8000", more)


def is_old_caddy():
    version = subprocess.run([CADDY, "version"], check=True, capture_output=True, text=True).stdout
    return tuple(map(int, re.findall(r"\d+", version)[:3])) < (2, 6, 4)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def until(wanted, seconds, what):
    """Wait until `wanted()` is true; return how many seconds that took; fail after `seconds`."""
    begun = time.monotonic()
    while not wanted():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"{what} took longer than {seconds} s")
        time.sleep(0.1)
    return time.monotonic() - begun


def listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@dataclass
class Stack:
    folder: Path
    is_postgres: bool = True  # else SQLite
    running: dict = field(default_factory=dict)

    def __post_init__(self):
        names = ("database", "cache", "one", "two", "full", "clock", "proxy", "caddy", "mail")
        self.ports = {name: free_port() for name in names}
        more = {
            "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
            "CACHE_URL": f"rediscache://127.0.0.1:{self.ports['cache']}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.ports['mail']}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "False",
            "BEHIND_PROXY": "True",
            "TASK_WORKER": "True",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        }
        postgres = f"postgres://postgres@127.0.0.1:{self.ports['database']}/postgres"
        sqlite = f"sqlite:///{self.folder}/portal.sqlite3"
        self.portal = Portal(postgres if self.is_postgres else sqlite, self.folder, more)
        beside = ["database"] if self.is_postgres else []
        self.beside = [*beside, "cache", "worker", "proxy"]

    def address(self, name="proxy"):
        return f"http://127.0.0.1:{self.ports[name]}"

    def sql(self, statement, *values):
        """Run `statement` on the database; return the first value of the first row."""
        with psycopg.connect(self.portal.database, autocommit=True) as database:
            return database.execute(statement, values).fetchone()[0]

    def break_connections(self):
        """Have PostgreSQL end every connection of the portal's."""
        others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
        self.sql(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")

    def uploads(self):
        return sorted((self.folder / "media").rglob("*.*"))

    # Processes -----------------------------------------------------------------------------------

    def start(self, name, command, **more):
        with open(self.folder / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **more
            )
        return self.running[name]

    def stop(self, name, how=signal.SIGTERM):
        process = self.running.pop(name)
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(40)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def children(self, name):
        """Return the process numbers of what `name` has started."""
        parent = self.running[name].pid
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [int(number) for number in listed.split()]

    def start_database(self):
        data, more = self.folder / "data", {}
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            account = pwd.getpwnam("postgres")
            more = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        if not data.exists():
            data.mkdir()
            shutil.chown(data, *(["postgres", "postgres"] if more else [os.getuid()]))
            data.chmod(0o700)
            first = [POSTGRES[-1] / "initdb", "-D", data, "-U", "postgres", "--auth=trust"]
            wanted = [*first, "--encoding=UTF8", "--locale=C.UTF-8"]
            subprocess.run(wanted, check=True, capture_output=True, cwd=data, **more)
        port = str(self.ports["database"])
        options = ["-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1"]
        sockets = ["-c", f"unix_socket_directories={data}"]
        self.start("database", [POSTGRES[-1] / "postgres", *options, *sockets], cwd=data, **more)
        until(lambda: listens(self.ports["database"]), 20, "Starting PostgreSQL")

    def start_cache(self):
        self.start("cache", cache.command(self.ports["cache"]))
        until(lambda: listens(self.ports["cache"]), 10, "Starting the cache")

    def start_server(self, name, before=(), app="nuklid.wsgi", **more):
        """Begin to start an app server as deploy/ does; `before` is a command that starts it."""
        given = ["--config", "deploy/gunicorn.conf.py", app]
        command = [*before, sys.executable, "-m", "gunicorn", *given]
        bind = {"BIND": f"127.0.0.1:{self.ports[name]}", **more}
        environment = self.portal.environment | bind
        self.start(name, command, env=environment)

    def await_server(self, name):
        until(lambda: listens(self.ports[name]), 60, f"Starting server {name}")

    def start_worker(self):
        command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay"]
        self.start("worker", command, env=self.portal.environment)

    def start_proxy(self):
        config, servers = self.folder / "nginx.conf", [self.ports[name] for name in SERVERS]
        site = site_of_nginx(self.ports["proxy"], servers)
        config.write_text(PROXY.format(folder=self.folder, site=site))
        error_log = str(self.folder / "nginx.err")
        self.start("proxy", [NGINX, "-c", config, "-e", error_log, "-g", "daemon off; user root;"])
        until(lambda: listens(self.ports["proxy"]), 10, "Starting the proxy")

    def start_caddy(self):
        """Start a second proxy as deploy/Caddyfile says, without TLS."""
        given = {
            "SITE": self.address("caddy"),
            "PORTAL": " ".join(f"127.0.0.1:{self.ports[name]}" for name in SERVERS),
            **({"BUFFERED": "buffer_requests"} if is_old_caddy() else {}),
            "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
            "XDG_DATA_HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
        }
        command = [CADDY, "run", "--config", DEPLOY / "Caddyfile", "--adapter", "caddyfile"]
        self.start("caddy", command, env=os.environ | given)
        until(lambda: ask(f"{self.address('caddy')}/healthz")[0] == 200, 20, "Starting Caddy")

    def start_all(self):
        self.folder.chmod(0o755)
        if self.is_postgres:
            self.start_database()
        self.start_cache()
        self.portal.fill()
        self.start_missing()
        return self

    def start_missing(self):
        """Start again what a test has stopped or killed."""
        for name in [n for n, process in self.running.items() if process.poll() is not None]:
            self.stop(name)
        for name in self.beside:
            if name not in self.running:
                getattr(self, f"start_{name}")()
        for name in SERVERS:
            if name not in self.running:
                self.start_server(name)
        for name in SERVERS:
            self.await_server(name)

    def stop_all(self):
        for name in reversed(list(self.running)):
            self.stop(name, signal.SIGKILL)
        if kept := os.environ.get("NUKLID_FAULTS_LOGS"):
            for log in self.folder.glob("*.log"):
                shutil.copy(log, kept)


def well(stack):
    """Tell whether both servers can make a page anew."""
    answers = [ask(fresh(f"{stack.address(name)}/en/search/")) for name in SERVERS]
    return [status for status, _body in answers] == [200, 200]
