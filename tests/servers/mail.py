"""A mail server of the tests' own, on loopback, that behaves as it is told."""

import socketserver
import threading
import time
from contextlib import contextmanager


class Handler(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 ready")
        for raw in self.rfile:
            verb = raw.decode().split(" ")[0].strip().upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb != "DATA":
                self.say(self.server.answers.get(verb, "250 ok"))
            elif not self.take():
                return None
        return None

    def take(self):
        """Take the text of a letter; tell whether to go on."""
        self.say("354 go on")
        lines = []
        for text in self.rfile:
            if text == b".\r\n":
                break
            lines.append(text.decode())
        time.sleep(self.server.pause)
        if self.server.drops:
            return False
        answer = self.server.answers.get("DATA", "250 taken")
        if answer.startswith("2"):
            self.server.taken.append("".join(lines))
        self.say(answer)
        return True


@contextmanager
def mail_server(settings, drops=False, pause=0.0, **answers):
    """Run a mail server that the portal uses; yield the list of what it took.

    `answers` replaces its answer to a verb, `rcpt="550 unknown"`; with `drops` it takes the text
    and hangs up without a word. It waits `pause` seconds before it says that it took a text; the
    portal waits for 5.
    """
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.answers = {verb.upper(): answer for verb, answer in answers.items()}
        server.taken, server.drops, server.pause = [], drops, pause
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use(settings, server.server_address[1])
        yield server.taken
        server.shutdown()


def use(settings, port, timeout=5):
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": port, "timeout": timeout}
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
