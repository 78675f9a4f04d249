"""Which events the public may see, and which of them are to come, past, or in a calendar."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from nuklid.base.records.slugs import SluggedQuerySet

DAY = timedelta(days=1)
CANCELLED_FOR = 30 * DAY  # so long a cancelled event stands among those to come
SUBSCRIBED_FOR = 365 * DAY  # so long a past event stays in subscribed calendars


class EventQuerySet(SluggedQuerySet):
    def public(self):
        """Return what everybody may see, past and cancelled ones too."""
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at=None, proposed_at=None)

    def proposed(self):
        """Return what a member has proposed and the office has not decided on."""
        return self.filter(published_at=None, proposed_at__isnull=False, declined_at=None)

    def to_come(self):
        """Return what is not over, the next first; what was cancelled lately is among it."""
        return self.filter(over_at__gt=timezone.now()).in_order()

    def past(self):
        """Return what is over, the latest first."""
        return self.filter(over_at__lte=timezone.now()).in_order().reverse()

    def in_subscription(self):
        """Return what subscribed calendars hold: a year of the past, 30 days of what is cancelled.

        Counted from midnight in Berlin, when the page cache begins anew.
        """
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        takes_place = Q(cancelled_at=None, over_at__gt=today - SUBSCRIBED_FOR)
        cancelled = Q(cancelled_at__gt=today - CANCELLED_FOR)
        return self.filter(takes_place | cancelled).in_order()

    def in_order(self):
        """Order by the clock on the wall; whole days come first."""
        return self.order_by("start_date", F("start_time").asc(nulls_first=True), "pk")

    def in_short(self):
        """Fetch what a list shows."""
        return self.defer("text_de", "text_en")
