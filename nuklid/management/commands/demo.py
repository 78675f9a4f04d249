from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from nuklid.base.management.commands.reindex import reindex
from nuklid.demo import server
from nuklid.demo.loading import COORDINATOR, REPRESENTATIVE, fill

SIGNS = """
Public pages:  {site}/
Sign in:       {site}/en/sign-in/
Desk:          {site}/admin/

coordinator: {coordinator}
representative: {representative}
Codes sent by mail appear in this console. Only here staff need no second factor.
Passkeys belong to a name, not to a number: try them at http://localhost:{port}/
"""


def refuse_foreign_database():
    """Raise CommandError unless database and uploads are the demo's own."""
    own = settings.BASE_DIR / "demo"
    database = Path(settings.DATABASES["default"]["NAME"])
    if not settings.DEMO or database.parent != own or own not in Path(settings.MEDIA_ROOT).parents:
        raise CommandError(
            f"The demo writes only to {own}, and these settings name another place. "
            "Start it with “manage.py demo” (or “make demo”), without MEDIA_ROOT."
        )


def free_port(port):
    """Return a socket that listens on `port`; raise CommandError where it is taken."""
    try:
        return server.listen(port)
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Port {port} is taken or not allowed. Choose another, such as: make demo PORT=8123"
        ) from error


class Command(BaseCommand):
    help = "Shows the portal with example contents in a database of its own, until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-serve", dest="serve", action="store_false", help="Only fill the database."
        )

    def handle(self, *, port, serve, **options):
        refuse_foreign_database()
        listener = free_port(port) if serve else None
        self.say(f"Preparing the database and the pictures in {settings.STATE_DIR}")
        call_command("migrate", verbosity=0, interactive=False)
        fill()
        reindex()  # a demo of an older version has not been searchable
        self.say(
            SIGNS.format(
                site=f"http://{server.ADDRESS}:{port}",
                port=port,
                coordinator=" ".join(COORDINATOR),
                representative=REPRESENTATIVE,
            )
        )
        if serve:
            self.say("Stop with Ctrl-C.")
            server.serve(listener)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
