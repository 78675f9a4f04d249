"""The letters about an opening: one before it ends, with two signed links, one if it is taken down.

The links extend it, or say that it is filled.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from members.models import Opening, Organisation, User
from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import coordinators
from nuklid.base.letters.texts import post_to
from nuklid.base.pages.addresses import address

BEFORE = timedelta(days=3)
LINK_LASTS = timedelta(days=30)
SIGNER = signing.TimestampSigner(salt="members.openings.letter")


class Link(NamedTuple):
    """What a signed link is about: an opening, whom it was sent to, and the last day it named."""

    opening: Opening
    user: User
    last_day: date

    @property
    def may_extend(self):
        """Tell whether the last day is still the one the letter named: it is extended once."""
        return self.opening.closes_on == self.last_day


def token(opening, user):
    return SIGNER.sign(f"{opening.pk}.{user.pk}.{opening.closes_on.isoformat()}")


def find_link(signed):
    """Return the Link of a signed token, None where it leads nowhere (any more)."""
    try:
        opening_pk, user_pk, last_day = SIGNER.unsign(signed, max_age=LINK_LASTS).split(".")
    except signing.BadSignature:
        return None
    opening = Opening.objects.with_names().filter(pk=opening_pk).first()
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if not (opening and user and may_answer(user, opening)):
        return None
    return Link(opening, user, date.fromisoformat(last_day))


def may_answer(user, opening):
    """Tell whether `user` may say what becomes of `opening`, today."""
    represents = user.organisations.filter(pk=opening.organisation_id).exists()
    return represents or user.has_perm("members.change_opening")


def recipients(opening):
    """Return who of the member hears of it: its author, else all who speak for the member."""
    speaking = opening.organisation.representatives.filter(is_active=True)
    author = speaking.filter(pk=opening.history.earliest().history_user_id)
    return list(author or speaking)


def post_letters(site):
    """Write about each opening that ends soon, once; return how many. `site` is "https://host"."""
    ending = list(Opening.objects.ending(timezone.localdate() + BEFORE).with_names())
    for opening in ending:
        with transaction.atomic():
            Opening.objects.filter(pk=opening.pk).update(reminded_for=opening.closes_on)
            for user in recipients(opening) or coordinators(opening):
                post_letter(opening, user, site)
    return len(ending)


def post_letter(opening, user, site):
    secret = token(opening, user)
    links = {
        verb: site + address(f"opening_{verb}", secret, language=user.language)
        for verb in ("extend", "filled")
    }
    with override(user.language):
        title, day = str(opening), date_format(opening.closes_on)
    return post_to(
        user,
        "members/letters/opening_ends",
        Letter.Kind.OPENING_ENDS,
        secret=secret,
        opening=opening,
        title=title,
        day=day,
        links=links,
        office=Organisation.objects.office(),
    )


def tell_member(opening):
    """Post to the member that, and why, the office has taken `opening` down."""
    for user in recipients(opening):
        post_to(
            user,
            "members/letters/opening_taken_down",
            Letter.Kind.DECISION,
            opening=opening,
            office=Organisation.objects.office(),
        )
