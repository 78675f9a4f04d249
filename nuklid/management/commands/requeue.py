from datetime import timedelta

from django.core.management.base import BaseCommand
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def requeue(minutes):
    """Put back what has been running for `minutes` or more; return how many tasks that were."""
    since = timezone.now() - timedelta(minutes=minutes)
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=since)
    return lost.update(status=TaskResultStatus.READY, started_at=None)


class Command(BaseCommand):
    help = "Puts tasks back that a killed worker left behind; all of them may be done twice."

    def add_arguments(self, parser):
        parser.add_argument(
            "--minutes", type=int, default=15, help="since when they run; 0 where no worker does"
        )

    def handle(self, *, minutes, **options):
        self.stdout.write(f"Put back {requeue(minutes)} tasks")
