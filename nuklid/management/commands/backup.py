from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nuklid.backup.archive import Damaged
from nuklid.backup.saving import save
from nuklid.backup.tables import Unknown
from nuklid.base.records.audit import AuditEvent
from nuklid.models import Backup


class Command(BaseCommand):
    help = "Saves database and uploads in one file, while the portal runs, and reads it again."

    def add_arguments(self, parser):
        parser.add_argument(
            "target", help="a folder, or the name of a file that does not exist yet"
        )

    def handle(self, *, target, **options):
        begun = timezone.now()
        try:
            path, manifest = save(target)
        except Unknown as error:
            raise CommandError(f"The database is of a newer release than this: {error}") from error
        except (OSError, Damaged) as error:
            raise CommandError(f"No backup was made: {error}") from error
        size, seconds = path.stat().st_size, (timezone.now() - begun).total_seconds()
        Backup.objects.create(made_at=begun, name=path.name[:100], size=size)
        AuditEvent.record(AuditEvent.Kind.EXPORTED, verb="backup")
        self.stdout.write(
            f"Saved {sum(manifest['rows'].values())} rows and {manifest['files']} files in {path} "
            f"({size / 1e6:.1f} MB, {seconds:.0f} s), and read it again"
        )
