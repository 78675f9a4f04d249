"""When the clock changes what is public, or what is past."""

from django.db.models import Min

from members.models import Opening, Organisation, Person
from news.models import Event, NewsItem


def next_moment(now):
    """Return when, after `now`, the clock next changes what is public or past; None if never."""
    moments = {
        NewsItem: "public_from",
        Event: "over_at",
        Person: "listed_from",
        Organisation: "listed_from",
        Opening: "published_at",
    }
    following = (
        model.objects.filter(**{f"{column}__gt": now}).aggregate(next=Min(column))["next"]
        for model, column in moments.items()
    )
    return min(filter(None, following), default=None)
