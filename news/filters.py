"""What narrows the list of news; it lives in the address."""

from django import forms
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from members.filters import AddressFilter
from members.models import Organisation
from news.models import NewsItem

# A news item without a date of its own has that of its publication.
YEAR = Coalesce(ExtractYear("dated_on"), ExtractYear("published_at"))


class NewsFilter(AddressFilter):
    """Offers what published news has."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    member = forms.ChoiceField(label=_("Member"), required=False)

    def __init__(self, data):
        super().__init__(data)
        published = NewsItem.objects.published()
        years = published.order_by().annotate(year=YEAR).values_list("year", flat=True).distinct()
        named = Organisation.objects.listed().filter(news_items__in=published).distinct()
        self.offer("year", ((year, year) for year in sorted(years, reverse=True)))
        self.offer("kind", NewsItem.Kind.choices)
        self.offer("member", named.values_list("slug", "name"))
        self.full_clean()

    def narrow(self, items):
        """Return those of `items` (a QuerySet of NewsItem) that meet every chosen value."""
        lookups = {"year": "year", "kind": "kind", "member": "organisations__slug"}
        wanted = {lookups[name]: value for name, value in self.chosen.items()}
        return items.annotate(year=YEAR).filter(**wanted)
