"""What narrows the list of news; it lives in the address."""

from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from members.directory.filters import AddressFilter
from members.models import Organisation
from news.models import NewsItem
from nuklid.base.kept import CountAll, KeptList, kept

PER_PAGE = 10


@kept
def first_and_last_day():
    """Return the day of the oldest published news and of the newest, at most one row.

    Both stand at an end of an index; to ask for all years would be to read all news.
    """
    news = NewsItem.objects.published().order_by("dated_on")
    newest = Subquery(news.order_by("-dated_on").values("dated_on")[:1])
    return news.values_list("dated_on", newest)[:1]


def years():
    """Return every year from the newest published news back to the oldest."""
    for first, last in first_and_last_day():
        return range(last.year, first.year - 1, -1)
    return range(0)


@kept
def members_in_the_news(most):
    """Return (slug, name) of at most `most` listed organisations that published news is about."""
    about = NewsItem.objects.published().filter(organisations=OuterRef("pk"))
    rows = Organisation.objects.listed().filter(Exists(about)).order_by()
    return rows.values_list("slug", "name")[:most]


def published(members=None, **wanted):
    """Return the published news that meets `wanted` and is about one of `members` (slugs)."""
    items = NewsItem.objects.published().filter(**wanted)
    if members is None:
        return items
    about = NewsItem.organisations.through.objects.filter(organisation__slug__in=members)
    return items.filter(pk__in=about.values("newsitem"))


@kept
def page_of(**wanted):
    return published(**wanted).newest_first().in_short()[:PER_PAGE]


@kept
def number_of(**wanted):
    return published(**wanted).order_by().values_list(CountAll(), flat=True)


@kept
def all_less_hidden():
    """Return two numbers whose sum is that of all published news, however many there are."""
    news = NewsItem.objects.order_by()
    hidden = news.hidden().values_list(0 - CountAll(), flat=True)
    return news.values_list(CountAll(), flat=True).union(hidden, all=True).order_by()


def how_many(**wanted):
    """Return [how much published news meets `wanted`], with one query."""
    return number_of(**wanted) if wanted else [sum(all_less_hidden())]


class NewsFilter(AddressFilter):
    """Offers what published news has."""

    headings = {"year": _("Year"), "kind": _("Kind"), "member": _("Member")}

    def __init__(self, data):
        super().__init__(data)
        self.offer("year", ((year, year) for year in map(str, years())))
        self.offer("kind", NewsItem.Kind.choices)
        self.offer_members(members_in_the_news)
        self.choose()

    def news(self):
        """Return the published news that meets every chosen value, newest first, to be paged."""
        wanted = {"members": self.members()} if "member" in self.chosen else {}
        if year := self.chosen.get("year"):
            wanted["dated_on__gte"] = date(int(year), 1, 1)
            wanted["dated_on__lte"] = date(int(year), 12, 31)
        if kind := self.chosen.get("kind"):
            wanted["kind"] = kind
        return KeptList(page_of, how_many, **wanted)
