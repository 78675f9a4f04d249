"""Rows that hold from one day to another, both days included; an empty end is open."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A date beyond is a slip, and too far away to be reckoned with.
SLIP = _("Check the year: it lies between 2000 and 2099.")
NO_SLIP = (MinValueValidator(date(2000, 1, 1), SLIP), MaxValueValidator(date(2099, 12, 31), SLIP))


def on_day(day=None, prefix=""):
    """Return the condition "holds on `day`" (a date, today in Berlin by default).

    `prefix` reaches the period through a relation, e.g. "memberships__".
    An unknown first day counts as "since ever".
    """
    day = day or timezone.localdate()
    begun = models.Q(**{f"{prefix}since__lte": day}) | models.Q(**{f"{prefix}since": None})
    not_over = models.Q(**{f"{prefix}until__gte": day}) | models.Q(**{f"{prefix}until": None})
    return begun & not_over


class PeriodQuerySet(models.QuerySet):
    def on(self, day=None):
        """Return what held on `day` (a date, today by default)."""
        return self.filter(on_day(day))


class Period(models.Model):
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("First day. Empty if nobody knows it.")
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day. Empty while it goes on.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="%(class)s_ends_after_it_begins",
            )
        ]

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day cannot lie before the first day.")})

    def holds_on(self, day=None):
        """Tell for one row what `PeriodQuerySet.on` tells for many."""
        day = day or timezone.localdate()
        return not ((self.since and self.since > day) or (self.until and self.until < day))
