from members.management.site import SiteCommand
from members.openings.letter import post_letters


class Command(SiteCommand):
    help = "Writes once about each opening that ends within three days. Run it daily."

    def handle(self, *, site, **options):
        self.stdout.write(f"{post_letters(self.checked(site))} openings end soon")
