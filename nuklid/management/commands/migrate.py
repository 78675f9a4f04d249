from django.core.management import call_command
from django.core.management.commands import migrate

from nuklid.page_cache.version import watch


class Command(migrate.Command):
    """Django's own; afterwards there is the table of what is counted, and every table is watched
    for changes of what is public."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            call_command("createcachetable", database=options["database"], verbosity=0)
            watch()
