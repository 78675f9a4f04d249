"""When the clock changes what is public."""

from django.db.models import Min

from news.models import NewsItem


def next_moment(now):
    """Return when, after `now`, the clock next makes news public; None if it does not."""
    later = NewsItem.objects.filter(public_from__gt=now)
    return later.aggregate(next=Min("public_from"))["next"]
