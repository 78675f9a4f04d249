"""Once a year: who is asked whether what is old is still right, and by which link."""

from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Mandate, Organisation, User
from members.own_page import freshness
from nuklid.base.records.periods import on_day

LINK_LASTS = timedelta(days=90)
ASKED_EVERY = timedelta(days=360)
SIGNER = signing.TimestampSigner(salt="members.own_page.yearly_check")


class Old(NamedTuple):
    """A fact that wants checking; `key` names it in a form, `details` are what it says today."""

    key: str
    label: str | Promise
    record: Organisation | Mandate | Competence
    details: list[str]


def is_old(kind):
    """Return for many rows the condition that `freshness.is_old` tells for one."""
    return Q(checked_on=None) | Q(checked_on__lt=freshness.fresh_since(kind))


def stale(organisation):
    """Return what is Old about an organisation: contact, today's mandates, competences."""
    rows = [
        organisation,
        *organisation.mandates.on().select_related("person"),
        *organisation.competences.select_related("stage", "radionuclide"),
    ]
    return [
        Old(f"{row._meta.model_name}-{row.pk}", label_of(row), row, details_of(row))
        for row in rows
        if freshness.is_old(row)
    ]


def details_of(row):
    """Return what a row says to the public, in short pieces."""
    if isinstance(row, Organisation):
        town = f"{row.postal_code} {row.address_locality}".strip()
        texts = [row.legal_name, row.street_address, town, row.email, row.telephone, row.url]
    else:
        texts = [row.sentence] if isinstance(row, Competence) else []
    return [text for text in texts if text]


def label_of(row):
    if isinstance(row, Organisation):
        return _("Address, contact and facts")
    if isinstance(row, Mandate):
        return ", ".join(filter(None, (str(row.person), row.job_title)))
    return str(row)


@transaction.atomic
def confirm(organisation, keys, by):
    """Note for `by` (a user) that the old facts named by `keys` are right; return how many."""
    records = [old.record for old in stale(organisation) if old.key in keys]
    for record in records:
        freshness.confirm(record, by, gettext("Confirmed in the yearly check"))
    return len(records)


def wanting(organisations=None):
    """Narrow `organisations` (all by default) to those about which something is old."""
    of = {"organisation": OuterRef("pk")}
    mandates = Mandate.objects.filter(on_day(), is_old("mandate"), **of)
    competences = Competence.objects.filter(is_old("competence"), **of)
    rows = Organisation.objects.all() if organisations is None else organisations
    return rows.filter(is_old("organisation") | Q(Exists(mandates)) | Q(Exists(competences)))


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


def user_of(signed):
    """Return the user for whom a link was made, None where it leads nowhere (any more)."""
    try:
        pk = SIGNER.unsign(signed, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
