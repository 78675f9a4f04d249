"""Every public address, with the day of its last change and its counterpart."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as contrib_sitemap
from django.db.models import OuterRef, Subquery
from django.views.decorators.http import require_safe

from members.models import Organisation, Person, Radionuclide, Stage
from news.models import NewsItem, Statement
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.models import Page

LISTS = ("home", "news:list", "members:list", "competences:atlas", "search", "statements:check")


class ListSitemap(Sitemap):
    """The pages that stand whatever is published."""

    i18n = alternates = True

    def items(self):
        return LISTS

    def location(self, item):
        return address(item)


class RowSitemap(Sitemap):
    """The page of each row that `public_rows` returns as a QuerySet."""

    i18n = alternates = True

    def __init__(self, public_rows):
        self.public_rows = public_rows

    def items(self):
        """Return the rows with `changed_at`: the history knows when a row last changed."""
        rows = self.public_rows()
        history = rows.model.history.model.objects.filter(id=OuterRef("pk"))
        newest = history.order_by("-history_date").values("history_date")[:1]
        return rows.order_by("pk").annotate(changed_at=Subquery(newest))

    def lastmod(self, item):
        return item.changed_at


class NewsSitemap(RowSitemap):
    def lastmod(self, item):
        """Take a scheduled or embargoed item as changed in the hour in which it became public."""
        return max(filter(None, (item.changed_at, item.published_at, item.embargo_until)))


def public_news():
    columns = ("published_at", "embargo_until", "slug_de", "slug_en")
    return NewsItem.objects.published().only(*columns)


def public_statements():
    return Statement.objects.published().only("pk")


SITEMAPS = {
    "lists": ListSitemap,
    "news": NewsSitemap(public_news),
    "statements": RowSitemap(public_statements),
    "organisations": RowSitemap(Organisation.objects.listed),
    "people": RowSitemap(Person.objects.listed),
    "radionuclides": RowSitemap(Radionuclide.objects.all),
    "stages": RowSitemap(Stage.objects.all),
    "pages": RowSitemap(Page.objects.published),
}


@require_safe
@for_everyone
def sitemap(request):
    return contrib_sitemap(request, SITEMAPS)
