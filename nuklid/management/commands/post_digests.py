from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from nuklid.desk.digests import post_daily, post_decisions_to_members, post_hourly


class Command(BaseCommand):
    help = (
        "Posts what waits for an hour: to the office (with --daily all of it and the overdue), "
        "and to members what was decided about their changes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--daily", action="store_true", help="run this once a day")
        parser.add_argument(
            "--site",
            default=f"https://{settings.ALLOWED_HOSTS[0]}",
            help="where the portal is; by default https:// and the first of ALLOWED_HOSTS",
        )

    @transaction.atomic
    def handle(self, *, daily, site, **options):
        to_members = post_decisions_to_members(site)
        count = post_daily(site) if daily else post_hourly(site)
        self.stdout.write(f"{count} letters to the office, {to_members} to members")
