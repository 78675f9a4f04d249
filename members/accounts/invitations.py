"""Inviting somebody: one letter that says how to sign in, now and in a year.

Its link knows the address and opens nothing: it never ends, may be opened by any mail scanner, and
whoever gets it by mistake can only have a code sent to the one it was meant for.
"""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from members.models import Organisation, User
from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import post_to

SIGNER = signing.Signer(salt="members.invitation")


def address(user):
    """Return the path of the sign-in page that knows `user`, in the user's language."""
    with translation.override(user.language):
        if user.is_staff:
            return reverse("account_reset_password")
        return way_in(user)


def way_in(user, to=""):
    """Return the path of the sign-in page that knows `user` and leads on `to` a path."""
    query = {"for": SIGNER.sign(user.pk)} | ({"next": to} if to else {})
    return f"{reverse('account_request_login_code')}?{urlencode(query, safe=':/')}"


def invited(token):
    """Return the e-mail address of whom a link was made for, or ""."""
    try:
        pk = SIGNER.unsign(token)
    except signing.BadSignature:
        return ""
    users = User.objects.filter(pk=pk, is_active=True)
    return users.values_list("email", flat=True).first() or ""


def invite(user, by, absolute):
    """Post the invitation; `absolute` makes a full address of a path."""
    link = absolute(address(user))
    with translation.override(user.language):
        rights = [gettext(group.name) for group in user.groups.all()]
    post_to(
        user,
        "members/letters/invitation",
        Letter.Kind.INVITATION,
        secret=link,
        by=by,
        link=link,
        office=Organisation.objects.office(),
        organisations=user.organisations.all(),
        rights=rights,
    )
    user.invited_at = timezone.now()
    type(user).objects.filter(pk=user.pk).update(invited_at=user.invited_at)
