"""Every public address, with the day of its last change and its counterpart."""

from django.contrib.sitemaps import Sitemap, views
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.views.decorators.http import require_safe

from members.models import Organisation, Person, Radionuclide, Stage
from news.models import NewsItem, Statement
from nuklid.models import Page


class BilingualSitemap(Sitemap):
    i18n = alternates = True

    def get_urls(self, **options):
        """Add x-default, which is English at its own address."""
        urls = super().get_urls(**options)
        for url in urls:
            english = next(a for a in url["alternates"] if a["lang_code"] == "en")
            url["alternates"].append(english | {"lang_code": "x-default"})
        return urls


class RowSitemap(BilingualSitemap):
    """The pages of a QuerySet; the history knows when a row last changed."""

    def __init__(self, rows):
        self.rows = rows

    def items(self):
        history = self.rows.model.history.model.objects.filter(id=OuterRef("pk"))
        newest = history.order_by("-history_date").values("history_date")[:1]
        return self.rows.order_by("pk").annotate(changed_at=Subquery(newest))

    def lastmod(self, row):
        """Return the last change, or the hour a scheduled or embargoed item became public."""
        return max(filter(None, (row.changed_at, getattr(row, "visible_from", None))), default=None)


class ListSitemap(BilingualSitemap):
    """The pages that always exist."""

    def items(self):
        return [
            "home",
            "news:list",
            "members:list",
            "competences:atlas",
            "competences:data",
            "search",
            "statements:check",
        ]

    def location(self, name):
        return reverse(name)


@require_safe
def sitemap(request):
    parts: dict[str, type[Sitemap] | Sitemap] = {
        "lists": ListSitemap(),
        "news": RowSitemap(NewsItem.objects.published()),
        "statements": RowSitemap(Statement.objects.published()),
        "organisations": RowSitemap(Organisation.objects.listed()),
        "people": RowSitemap(Person.objects.listed()),
        "radionuclides": RowSitemap(Radionuclide.objects.all()),
        "stages": RowSitemap(Stage.objects.all()),
        "pages": RowSitemap(Page.objects.published()),
    }
    return views.sitemap(request, parts)
