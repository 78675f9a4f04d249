"""Commands that post letters with links: they need to know where the portal is."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class SiteCommand(BaseCommand):
    def add_arguments(self, parser):
        self.add_site(parser, "site", nargs="?")

    def add_site(self, parser, name, **options):
        parser.add_argument(
            name,
            **options,
            default=f"https://{settings.ALLOWED_HOSTS[0]}",
            help="where the portal is; by default https:// and the first of ALLOWED_HOSTS",
        )

    def checked(self, site):
        """Return `site` as "https://host"; raise CommandError if no letter can name it."""
        if set(site) & {"*", " "} or "//." in site:
            raise CommandError(f"{site} is no address that a letter can name. Name one.")
        return site.rstrip("/")
