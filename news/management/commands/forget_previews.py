from django.core.management.base import BaseCommand

from news.models import PressPreview


class Command(BaseCommand):
    help = "Forgets journalists whose press preview ended a year ago. Run it daily."

    def handle(self, **options):
        outlived = list(PressPreview.objects.outlived().select_related("letter"))
        for preview in outlived:
            preview.forget()
        self.stdout.write(f"{len(outlived)} forgotten")
