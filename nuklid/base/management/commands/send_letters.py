from django.core.management.base import BaseCommand

from nuklid.base.letters.models import Letter, send_due_letters


class Command(BaseCommand):
    help = "Sends the letters that are due. The background worker does so by itself."

    def handle(self, **options):
        send_due_letters.func()
        waiting, failed = Letter.objects.waiting().count(), Letter.objects.failed().count()
        self.stdout.write(f"{waiting} letters wait for their next try, {failed} failed")
