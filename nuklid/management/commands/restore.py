from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from nuklid.backup.archive import Damaged, verified
from nuklid.backup.restoring import Occupied, restore
from nuklid.backup.tables import Unknown

OCCUPIED = (
    "There is a portal here already ({}). To lose it and put the backup in its place, "
    "say --overwrite."
)


class Command(BaseCommand):
    help = "Puts back what `backup` saved, on SQLite or PostgreSQL, whichever it came from."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true", help="only read the file and compare")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="lose the database and the uploads that are here",
        )

    def handle(self, **options):
        try:
            done = self.verify(**options) if options["check"] else self.put_back(**options)
        except (Damaged, KeyError) as error:
            raise CommandError(f"This is no whole backup: {error}. Take another one.") from error
        except Unknown as error:
            raise CommandError(
                f"The backup is of a newer release than this program: {error}. "
                "Upgrade the program, then restore."
            ) from error
        except Occupied as error:
            raise CommandError(OCCUPIED.format(error)) from error
        self.stdout.write(done)

    def verify(self, *, archive, **options):
        return f"The backup is whole: {describe(verified(archive))}"

    def put_back(self, *, archive, overwrite, **options):
        return f"Restored {describe(restore(archive, overwrite))}"


def describe(manifest):
    made_at = datetime.fromisoformat(manifest["made_at"])
    rows, files = sum(manifest["rows"].values()), manifest["files"]
    return (
        f"{rows} rows and {files} files of {made_at:%d %B %Y, %H:%M} UTC ({manifest['database']})"
    )
