import re
import uuid
from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from news.models import NewsItem
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import language_of

LENGTH = 30
NEVER = datetime.fromtimestamp(0, UTC)
# Word leaves these in pasted text; XML forbids them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NewsAtom(Atom1Feed):
    """Says the language of an entry that is shown in the other one."""

    def latest_post_date(self):
        """Return when the feed last changed; an empty one never did, whatever the clock says."""
        return super().latest_post_date() if self.items else NEVER

    def item_attributes(self, item):
        return super().item_attributes(item) | {"xml:lang": item["language"]}


class NewsFeed(Feed):
    """The newest published news in the language of the address."""

    feed_type = NewsAtom
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
        return uuid.uuid5(uuid.NAMESPACE_OID, f"news/{item.pk}/{get_language()}").urn

    def item_title(self, item):
        return CONTROLS.sub("", item.headline)

    def item_description(self, item):
        return escape(CONTROLS.sub("", item.standfirst))

    def item_pubdate(self, item):
        return item.dated_at

    def item_updateddate(self, item):
        return max(item.modified_at, item.visible_from)

    def item_categories(self, item):
        return [item.get_kind_display()]

    def item_extra_kwargs(self, item):
        return {"language": language_of(item, "headline")}


feed = require_safe(for_everyone(NewsFeed()))
