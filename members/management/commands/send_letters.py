from django.core.management.base import BaseCommand

from members.models import Letter
from members.models.letters import send_due_letters


class Command(BaseCommand):
    help = "Sends the letters that are due. The background worker does so by itself."

    def handle(self, **options):
        send_due_letters.func()
        waiting, failed = Letter.objects.waiting().count(), Letter.objects.failed().count()
        self.stdout.write(f"{waiting} letters wait for their next try, {failed} failed")
