from django.core.management.base import BaseCommand

from nuklid.models import Maintenance


class Command(BaseCommand):
    help = "Lets the portal only be read (on), or written to again (off), on every server at once."

    def add_arguments(self, parser):
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *, state, **options):
        if state == "off":
            Maintenance.objects.all().delete()
        elif not Maintenance.objects.exists():
            Maintenance.objects.create()
        self.stdout.write("only read" if state == "on" else "read and written")
