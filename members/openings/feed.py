"""The newest openings, as a feed of the language of the address."""

from django.contrib.syndication.views import Feed
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from members.models import Opening
from nuklid.base.pages.addresses import address
from nuklid.base.pages.atom import BilingualAtom, lasting_name, without_controls
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import language_of

LENGTH = 30


class OpeningFeed(Feed):
    feed_type = BilingualAtom
    title = _("Openings in nukliD®")
    description = subtitle = _(
        "Jobs, training and theses at the members of the Radiopharmacy Cluster Dresden"
    )
    author_name = "nukliD®"

    def link(self):
        return address("openings:list")

    def items(self):
        return Opening.objects.public().with_names()[:LENGTH]

    def item_guid(self, item):
        return lasting_name("opening", item)

    def item_title(self, item):
        return without_controls(f"{item.title} ({item.organisation}, {item.town})")

    def item_description(self, item):
        until = _now("Open until %(day)s.") % {"day": date_format(item.closes_on)}
        return escape(without_controls(item.summary)) or until

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return max(item.modified_at, item.published_at)

    def item_categories(self, item):
        return [item.get_kind_display()]

    def item_extra_kwargs(self, item):
        return {"language": language_of(item, "title")}


feed = require_safe(for_everyone(OpeningFeed()))
