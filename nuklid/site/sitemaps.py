"""Every public address, with the day of its last change and its counterpart."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as contrib_sitemap
from django.db.models import OuterRef, Subquery
from django.views.decorators.http import require_safe

from members.models import Opening, Organisation, Person, Radionuclide, Stage
from news.models import Event, NewsItem, Statement
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.models import Page

LISTS = (
    *("home", "news:list", "events:list", "members:list", "competences:atlas"),
    *("competences:data", "openings:list", "search", "statements:check"),
)


class ListSitemap(Sitemap):
    """The pages that stand whatever is published."""

    i18n = alternates = True

    def items(self):
        return LISTS

    def location(self, item):
        return address(item)


class RowSitemap(Sitemap):
    """The page of each public row of `model`; its `columns` suffice, if any are named."""

    i18n = alternates = True

    def __init__(self, model, *columns):
        self.model, self.columns = model, columns

    def items(self):
        """Return the rows with `changed_at`: the history knows when a row last changed."""
        rows = self.model.objects.public().order_by("pk")
        history = self.model.history.model.objects.filter(id=OuterRef("pk"))
        newest = history.order_by("-history_date").values("history_date")[:1]
        rows = rows.only(*self.columns) if self.columns else rows
        return rows.annotate(changed_at=Subquery(newest))

    def lastmod(self, item):
        return item.changed_at


class NewsSitemap(RowSitemap):
    def lastmod(self, item):
        """Take a scheduled or embargoed item as changed in the hour in which it became public."""
        return max(filter(None, (item.changed_at, item.public_from)))


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "lists": ListSitemap,
    "news": NewsSitemap(NewsItem, "public_from", "slug_de", "slug_en"),
    "events": RowSitemap(Event, "slug_de", "slug_en"),
    "statements": RowSitemap(Statement, "pk"),
    "organisations": RowSitemap(Organisation),
    "openings": RowSitemap(Opening, "slug_de", "slug_en"),
    "people": RowSitemap(Person),
    "radionuclides": RowSitemap(Radionuclide),
    "stages": RowSitemap(Stage),
    "pages": RowSitemap(Page),
}


@require_safe
@for_everyone
def sitemap(request):
    return contrib_sitemap(request, SITEMAPS)
