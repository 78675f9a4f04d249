"""What narrows the list of news; it lives in the address."""

from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from members.directory.filters import AddressFilter, Choice
from members.models import Organisation
from news.models import NewsItem

PER_PAGE = 10


def years():
    """Return every year from the newest published news back to the oldest.

    Both stand at an end of an index; to ask for all years would be to read all news.
    """
    news = NewsItem.objects.public().order_by("dated_on")
    newest = Subquery(news.order_by("-dated_on").values("dated_on")[:1])
    ends = news.values_list("dated_on", newest).first()
    return range(ends[1].year, ends[0].year - 1, -1) if ends else range(0)


def members_in_the_news():
    """Return the listed organisations that published news is about."""
    about = NewsItem.objects.public().filter(organisations=OuterRef("pk"))
    return Organisation.objects.public().filter(Exists(about))


class NewsFilter(AddressFilter):
    """Offers what published news has."""

    year = Choice(_("Year"))
    kind = Choice(_("Kind"))
    member = Choice(_("Member"))

    def __init__(self, data):
        super().__init__(data)
        self.offer("year", ((year, year) for year in map(str, years())))
        self.offer("kind", NewsItem.Kind.choices)
        self.offer_members(members_in_the_news())

    def news(self):
        """Return the published news that meets every chosen value, newest first."""
        items = NewsItem.objects.public().newest_first().in_short()
        if year := self.chosen.get("year"):
            items = items.filter(dated_on__range=(date(int(year), 1, 1), date(int(year), 12, 31)))
        if kind := self.chosen.get("kind"):
            items = items.filter(kind=kind)
        if "member" in self.chosen:
            links = NewsItem.organisations.through.objects.filter(
                organisation__slug__in=self.members()
            )
            items = items.filter(pk__in=links.values("newsitem"))
        return items
