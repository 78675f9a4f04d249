"""What narrows the list of news; it lives in the address."""

from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast, ExtractYear, Substr
from django.utils.translation import gettext_lazy as _

from members.filters import AddressFilter, OneOf
from members.kept import kept
from members.models import Organisation
from news.models import NewsItem


class Year(ExtractYear):
    """The year of a date; SQLite cuts it out, where Django would call Python for each row."""

    def as_sqlite(self, compiler, connection, **extra):
        cut = Cast(Substr(self.lhs, 1, 4), IntegerField())
        return compiler.compile(cut)


@kept
def years():
    """Return the years of published news."""
    return (
        NewsItem.objects.published().order_by().values_list(Year("dated_on"), flat=True).distinct()
    )


@kept
def members_in_the_news():
    """Return (slug, name) of the listed organisations that published news is about."""
    about = NewsItem.objects.published().filter(organisations=OuterRef("pk"))
    return Organisation.objects.listed().filter(Exists(about)).values_list("slug", "name")


class NewsFilter(AddressFilter):
    """Offers what published news has."""

    year = OneOf(label=_("Year"))
    kind = OneOf(label=_("Kind"))
    member = OneOf(label=_("Member"))

    def __init__(self, data):
        super().__init__(data)
        self.offer("year", ((year, year) for year in sorted(years(), reverse=True)))
        self.offer("kind", NewsItem.Kind.choices)
        self.offer("member", members_in_the_news())
        self.full_clean()

    def narrow(self, items):
        """Return those of `items` (a QuerySet of NewsItem) that meet every chosen value."""
        lookups = {"year": "dated_on__year", "kind": "kind", "member": "organisations__slug"}
        wanted = {lookups[name]: value for name, value in self.chosen.items()}
        return items.filter(**wanted)
