"""Once a year: who is asked whether what is old is still right, and by which link."""

from datetime import timedelta
from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Mandate, Organisation, User
from members.own_page import freshness
from nuklid.base.letters.notices import Notice, notify_office
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


def wants_checking(kind):
    """Return for many rows the condition "is old, and nobody has called it wrong"."""
    is_old = Q(checked_on=None) | Q(checked_on__lt=freshness.fresh_since(kind))
    return is_old & Q(doubted_on=None)


def stale(organisation):
    """Return what is Old about an organisation: contact, today's mandates, competences.

    What was called wrong is among it, last, until somebody has put it right.
    """
    rows = [
        organisation,
        *organisation.mandates.on().of_public_people().select_related("person"),
        *organisation.competences.select_related("stage", "radionuclide"),
    ]
    return [
        Old(f"{row._meta.model_name}-{row.pk}", label_of(row), row, details_of(row))
        for row in sorted(rows, key=is_doubted)
        if is_doubted(row) or freshness.is_old(row)
    ]


def is_doubted(row):
    return row.doubted_on is not None


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
    """Note for `by` (a user) that the old facts named by `keys` are right; return them."""
    right = [old for old in stale(organisation) if old.key in keys]
    for old in right:
        old.record.confirm(by, gettext("Confirmed in the yearly check"))
    return right


@transaction.atomic
def doubt(organisation, keys, by, absolute):
    """Note for `by` (a user) that the old facts named by `keys` are wrong; return them.

    The office hears of each; `absolute` makes a full address of a path.
    """
    wrong = [old for old in stale(organisation) if old.key in keys]
    for old in wrong:
        old.record.doubt(by, gettext("Called wrong in the yearly check"))
        title = format_lazy("{}: {}", organisation, old.label)
        notify_office(Notice.Kind.NOT_RIGHT, old.record, absolute, by=by, title=title)
    return wrong


def wanting(organisations=None):
    """Narrow `organisations` (all by default) to those about which something is to be checked."""
    of = {"organisation": OuterRef("pk")}
    mandates = Mandate.objects.filter(on_day(), wants_checking("mandate"), **of)
    mandates = mandates.of_public_people()
    competences = Competence.objects.filter(wants_checking("competence"), **of)
    rows = Organisation.objects.all() if organisations is None else organisations
    return rows.filter(
        wants_checking("organisation") | Q(Exists(mandates)) | Q(Exists(competences))
    )


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
