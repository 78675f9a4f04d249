"""When the clock changes what is public."""

from django.db.models import Min

from members.models import Opening, Organisation, Person
from news.models import NewsItem


def next_moment(now):
    """Return when, after `now`, the clock next makes something public; None if it does not."""
    moments = {
        NewsItem: "public_from",
        Person: "listed_from",
        Organisation: "listed_from",
        Opening: "published_at",
    }
    following = (
        model.objects.filter(**{f"{column}__gt": now}).aggregate(next=Min(column))["next"]
        for model, column in moments.items()
    )
    return min(filter(None, following), default=None)
