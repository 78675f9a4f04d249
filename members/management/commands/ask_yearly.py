from django.db import transaction
from django.utils import timezone

from members.management.site import SiteCommand
from members.models import Organisation
from members.own_page import yearly_check
from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import post_to
from nuklid.base.pages.addresses import address


@transaction.atomic
def ask(user, site):
    """Post one letter to `user` about everything old; `site` is "https://host"."""
    link = site + address("check", yearly_check.token(user), language=user.language)
    post_to(
        user,
        "members/letters/yearly_check",
        Letter.Kind.YEARLY_CHECK,
        secret=link,
        link=link,
        office=Organisation.objects.office(),
        organisations=yearly_check.wanting(user.organisations.all()),
    )
    type(user).objects.filter(pk=user.pk).update(asked_to_check_at=timezone.now())


class Command(SiteCommand):
    help = "Asks each representative once a year whether what is old is still right. Run it daily."

    def handle(self, *, site, **options):
        site, users = self.checked(site), list(yearly_check.to_ask())
        for user in users:
            ask(user, site)
        self.stdout.write(f"{len(users)} asked")
