"""gunicorn for the portal: `gunicorn --config deploy/gunicorn.conf.py nuklid.wsgi`.

Every choice can be changed on the command line or in GUNICORN_CMD_ARGS; each says why it is so.
"""

import os
import subprocess
import sys

bind = os.environ.get("BIND", "127.0.0.1:8000")
# Two processes answer while one is busy; threads wait for the database, not for the processor.
# More processes: about one for each core. Each takes 45 to 60 MiB.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Longer than PostgreSQL is given (9 s, wsgi.py), shorter than a reader waits.
timeout = 30
# After TERM or HUP, requests under way are answered before the process ends.
graceful_timeout = 25
# The proxy keeps connections for 60 s by default; ours must outlive its next request.
keepalive = 75
# A fresh process now and then, never all at once: whatever leaks does not pile up.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats in memory: on a slow disk they would stop the clock that kills hanging workers.
memory = "/dev/shm"  # noqa: S108
worker_tmp_dir = memory if os.path.isdir(memory) else None
# Headers a proxy sets are believed from this machine only; behind one elsewhere, name it here.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
# No header moves the portal elsewhere: a proxy that passed one on would let strangers do it.
forwarder_headers = ""
# Nothing may be written in a read-only container.
control_socket_disable = True
# One line of JSON a request, without query and sender; errors likewise.
accesslog = "-"
errorlog = "-"
logger_class = "nuklid.server_log.ServerLog"


# What settings can be wrong about. Not the models: those checks ask PostgreSQL for its version, and
# the portal starts while the database is away.
checks = ["security", "caches", "files", "staticfiles", "templates", "urls"]


def on_starting(server):
    """Refuse to start with settings that are wrong; `check` says which, in a sentence."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"]
    command += [f"--tag={tag}" for tag in checks]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        sys.exit("The portal does not start with these settings.")
