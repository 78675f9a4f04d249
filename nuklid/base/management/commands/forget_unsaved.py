from django.core.management.base import BaseCommand

from nuklid.base.unsaved.models import PendingUpload, UnsavedForm


class Command(BaseCommand):
    help = "Forgets forms and files that nobody saved within a day. Run it daily."

    def handle(self, **options):
        count = sum(model.objects.over().delete()[0] for model in (UnsavedForm, PendingUpload))
        self.stdout.write(f"Forgot {count} forms and files")
