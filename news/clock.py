"""When the clock changes what is public."""

from django.db.models import Min, Q

from news.models import NewsItem


def next_moment(now):
    """Return when, after `now`, the clock next makes news public; None if it does not."""
    moments = {
        field: Min(field, filter=Q(**{f"{field}__gt": now}))
        for field in ("published_at", "embargo_until")
    }
    found = NewsItem.objects.filter(withdrawn_at=None).aggregate(**moments)
    return min(filter(None, found.values()), default=None)
