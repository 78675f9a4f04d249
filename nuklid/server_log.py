"""What gunicorn writes: lines like ours, each request one, without query and sender."""

import json
from datetime import UTC, datetime

from gunicorn.glogging import Logger

from nuklid.logs import Lines, bare


class ServerLog(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())

    def access(self, resp, req, environ, request_time):
        if self.access_log_enabled:
            self.access_log.info("%s", json.dumps(describe(resp, environ, request_time)))


def describe(resp, environ, request_time):
    """Return what the log says of one request: nothing of who sent it."""
    headers = {name.lower(): value for name, value in resp.headers}
    return {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "from": "access",
        "request": headers.get("x-request-id", ""),
        "method": environ["REQUEST_METHOD"],
        "path": bare(environ.get("PATH_INFO", "")),
        "status": int(str(resp.status).split()[0]),
        "bytes": getattr(resp, "sent", None) or 0,
        "ms": round(request_time.total_seconds() * 1000, 1),
    }
