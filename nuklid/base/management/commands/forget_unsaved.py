from django.core.management.base import BaseCommand
from django.utils import timezone

from nuklid.base.letters.models import Letter
from nuklid.base.unsaved.models import LASTS, PendingUpload, UnsavedForm


class Command(BaseCommand):
    help = (
        "Forgets forms and files that nobody saved within a day, and letters with codes. "
        "Run it daily."
    )

    def handle(self, **options):
        codes = Letter.objects.filter(kind=Letter.Kind.CODE)
        over = [model.objects.over() for model in (UnsavedForm, PendingUpload)]
        over.append(codes.filter(posted_at__lte=timezone.now() - LASTS))
        count = sum(rows.delete()[0] for rows in over)
        self.stdout.write(f"Forgot {count} forms, files and letters")
