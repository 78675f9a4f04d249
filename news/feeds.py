from django.contrib.syndication.views import Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from news.models import NewsItem
from nuklid.base.pages.addresses import address
from nuklid.base.pages.atom import BilingualAtom, lasting_name, without_controls
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import language_of

LENGTH = 30


class NewsFeed(Feed):
    """The newest published news in the language of the address."""

    feed_type = BilingualAtom
    title = _("News from nukliD®")
    description = subtitle = _(
        "Press releases, announcements and reports of the Radiopharmacy Cluster Dresden"
    )
    author_name = "nukliD®"

    def link(self):
        return address("news:list")

    def items(self):
        return NewsItem.objects.public().newest_first().in_short()[:LENGTH]

    def item_guid(self, item):
        """Return a name for ever: the address may change with the headline."""
        return lasting_name("news", item)

    def item_title(self, item):
        return without_controls(item.headline)

    def item_description(self, item):
        return escape(without_controls(item.standfirst))

    def item_pubdate(self, item):
        return item.dated_at

    def item_updateddate(self, item):
        return max(item.modified_at, item.visible_from)

    def item_categories(self, item):
        return [item.get_kind_display()]

    def item_extra_kwargs(self, item):
        return {"language": language_of(item, "headline")}


feed = require_safe(for_everyone(NewsFeed()))
