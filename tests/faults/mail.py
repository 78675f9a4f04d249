"""A mail server whose mood can be changed while it runs."""

import socketserver
import threading
import time

SLOW = 5  # seconds until a slow server says its first word


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        server = self.server
        server.connections += 1
        while server.mood == "hang":
            time.sleep(0.1)
        if server.mood == "slow":
            time.sleep(SLOW)
        self.say("220 ready")
        for raw in self.rfile:
            verb = raw.decode().split(" ")[0].strip().upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "RCPT" and server.mood == "refuse":
                self.say("451 try later")
            elif verb == "DATA":
                self.take()
            else:
                self.say("250 ok")
        return None

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def take(self):
        self.say("354 go on")
        for text in iter(self.rfile.readline, b".\r\n"):
            self.server.taken += text.decode()
        self.say("250 taken")


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters ("serve", "slow"), refuses for now, or takes a connection and says nothing."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", port), Handler)
        self.connections, self.taken, self.mood = 0, "", "serve"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args):
        self.mood = "over"
        self.shutdown()
        self.server_close()
