"""Which news items the public may see."""

from functools import reduce
from operator import or_

from django.db import models, transaction
from django.db.models import Case, F, Min, Q, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from nuklid.base.records.slugs import SluggedQuerySet

NOT_IN_LISTS = ("body_de", "body_en", "withdrawal_reason_de", "withdrawal_reason_en")


def public_now(prefix=""):
    """Return the one condition under which the public may see a news item now.

    `prefix` reaches the item through a relation, e.g. "item__".
    """
    return Q(**{f"{prefix}public_from__lte": timezone.now()})


# From when on the public may see a news item; null for a draft and for what was withdrawn.
PUBLIC_FROM = Case(
    When(
        published_at__isnull=False,
        withdrawn_at=None,
        then=Greatest("published_at", Coalesce("embargo_until", "published_at")),
    )
)


LEFT_IN = {"statements__left_out_reason": "", "statements__withdrawn_at": None}
# The conditions under which a news item names a row.
NAMING = {
    Person: lambda person: (
        Q(statements__speaker=person, **LEFT_IN),
        Q(press_contact__person=person),
    ),
    Organisation: lambda organisation: (
        Q(statements__organisations=organisation, **LEFT_IN),
        Q(organisations=organisation),
        Q(press_contact__organisation=organisation),
    ),
}


# What decides when an item is public.
MOMENTS = {"published_at", "embargo_until", "withdrawn_at"}


class NewsItemQuerySet(SluggedQuerySet):
    def update(self, **columns):
        """Update as Django does; where a moment moves, whom the items bring moves with it."""
        if MOMENTS.isdisjoint(columns):
            return super().update(**columns)
        with transaction.atomic():
            moved = list(self.values_list("pk", flat=True))
            count = super().update(**columns)
            for item in self.model.objects.filter(pk__in=moved):
                list_anew(item.listed())
        return count

    update.alters_data = True

    def public(self):
        """Return what everybody may see now."""
        return self.filter(public_now())

    def withdrawn(self):
        """Return what was public until it was withdrawn; its page says since when and why."""
        published = Q(published_at__lte=F("withdrawn_at"))
        free = Q(embargo_until=None) | Q(embargo_until__lte=F("withdrawn_at"))
        return self.filter(published, free, withdrawn_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None)

    def scheduled(self):
        return self.filter(published_at__gt=timezone.now(), withdrawn_at=None)

    def embargoed(self):
        now = timezone.now()
        return self.filter(published_at__lte=now, embargo_until__gt=now, withdrawn_at=None)

    def naming(self, record):
        """Return what names `record` (a Person or an Organisation) once it is public."""
        return self.filter(reduce(or_, NAMING[type(record)](record)))

    def newest_first(self):
        return self.order_by("-dated_on", "-published_at", "-pk")

    def in_short(self):
        """Fetch what a list shows."""
        return self.defer(*NOT_IN_LISTS)

    def delete(self):
        """Refuse to delete what has been public: it can be withdrawn."""
        rows = self.model.objects.select_for_update().filter(pk__in=self.values("pk"))
        with transaction.atomic():
            refuse_if_public(item for item in rows if item.published_at)
            return super().delete()


def refuse_if_public(rows):
    """Raise ProtectedError if there are any `rows` (those that have been public)."""
    if published := set(rows):
        message = _("What has been published is withdrawn, never deleted.")
        raise models.ProtectedError(str(message), published)


def list_anew(records):
    """Store with each of `records` (Person, Organisation) from when on news makes it public.

    That is when the first item with which it appears is public. None where none does: they are
    drafts, were withdrawn or no longer name it.
    """
    for record in sorted(records, key=lambda record: (record._meta.model_name, record.pk)):
        locked = type(record).objects.select_for_update().get(pk=record.pk)
        moments = record.listed_by.naming(record).aggregate(first=Min("public_from"))
        locked.list_from(moments["first"])
