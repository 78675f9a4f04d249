from django.db import transaction

from members.management.site import SiteCommand
from nuklid.desk.digests import post_daily, post_decisions_to_members, post_hourly


class Command(SiteCommand):
    help = (
        "Posts what waits for an hour: to the office (with --daily all of it and the overdue), "
        "and to members what was decided about their changes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--daily", action="store_true", help="run this once a day")
        self.add_site(parser, "--site")

    @transaction.atomic
    def handle(self, *, daily, site, **options):
        site = self.checked(site)
        to_members = post_decisions_to_members(site)
        count = post_daily(site) if daily else post_hourly(site)
        self.stdout.write(f"{count} letters to the office, {to_members} to members")
