"""How long a fact counts as checked, and whose facts want somebody to look again.

Nothing is ever unpublished for being old: the page says when it was checked, and the office and the
member are asked.
"""

from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Mandate, Organisation, User
from members.models.periods import on_day

MONTH = timedelta(days=365.25 / 12)
# Kind of fact → how long it keeps. The only place that says so.
SHELF_LIFE = {"contact": 24 * MONTH, "mandate": 6 * MONTH, "competence": 12 * MONTH}
LINK_LASTS = timedelta(days=90)
ASKED_EVERY = timedelta(days=360)
SIGNER = signing.TimestampSigner(salt="members.freshness")


class Old(NamedTuple):
    """A fact that wants checking; `key` names it in a form."""

    key: str
    label: str | Promise
    record: Organisation | Mandate | Competence


def is_old(kind):
    """Return the condition "never checked, or too long ago"."""
    oldest = timezone.localdate() - SHELF_LIFE[kind]
    return Q(checked_on=None) | Q(checked_on__lt=oldest)


def stale(organisation):
    """Return what is Old about an organisation: contact, today's mandates, competences."""
    rows = {
        "contact": Organisation.objects.filter(pk=organisation.pk),
        "mandate": organisation.mandates.on().select_related("person"),
        "competence": organisation.competences.select_related("stage", "radionuclide"),
    }
    return [
        Old(f"{kind}-{record.pk}", label_of(kind, record), record)
        for kind, found in rows.items()
        for record in found.filter(is_old(kind))
    ]


def label_of(kind, record):
    if kind == "contact":
        return _("Address and contact")
    if kind == "mandate":
        return ", ".join(filter(None, (str(record.person), record.job_title)))
    return str(record)


@transaction.atomic
def confirm(organisation, keys):
    """Note that the facts named by `keys` are right today; return how many there were."""
    found = [old.record for old in stale(organisation) if old.key in keys]
    for record in found:
        record.checked_on = timezone.localdate()
        record.save()
    return len(found)


def wanting(organisations=None):
    """Narrow `organisations` (all by default) to those about which something is old."""
    of = {"organisation": OuterRef("pk")}
    mandates = Mandate.objects.filter(on_day(), is_old("mandate"), **of)
    competences = Competence.objects.filter(is_old("competence"), **of)
    rows = Organisation.objects.all() if organisations is None else organisations
    return rows.filter(is_old("contact") | Q(Exists(mandates)) | Q(Exists(competences)))


# Once a year ----------------------------------------------------------------------------------


def to_ask():
    """Return the representatives who are to be asked today."""
    lately = timezone.now() - ASKED_EVERY
    users = User.objects.filter(Q(asked_to_check_at=None) | Q(asked_to_check_at__lt=lately))
    return users.filter(is_active=True, organisations__in=wanting()).distinct()


def unanswered(users):
    """Narrow `users` to those who were asked, and whose organisations still want checking."""
    return users.filter(
        is_active=True, asked_to_check_at__isnull=False, organisations__in=wanting()
    ).distinct()


def token(user):
    return SIGNER.sign(user.pk)


def asked(given):
    """Return the user for whom a link was made, None where it leads nowhere (any more)."""
    try:
        pk = SIGNER.unsign(given, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
