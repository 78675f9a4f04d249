import re
import uuid
from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import NewsItem
from nuklid.base.kept import kept
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import language_of

LENGTH = 30
NEVER = datetime.fromtimestamp(0, UTC)
# Word leaves these in pasted text; XML forbids them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@kept
def newest():
    return NewsItem.objects.published().newest_first().in_short()[:LENGTH]


class NewsAtom(Atom1Feed):
    """Says the language of an entry that is shown in the other one."""

    def latest_post_date(self):
        """Return when the feed last changed; an empty one never did, whatever the clock says."""
        return super().latest_post_date() if self.items else NEVER

    def item_attributes(self, item):
        return super().item_attributes(item) | {"xml:lang": item["language"]}


@require_safe
@for_everyone
def feed(request):
    """Answer with the newest published news in the language of the address.

    Django's Feed looks at the arguments of each of its methods for each entry: twice as slow.
    """
    absolute, language = request.build_absolute_uri, get_language()
    about = _("Press releases, announcements and reports of the Radiopharmacy Cluster Dresden")
    atom = NewsAtom(
        title=_("News from nukliD®"),
        link=absolute(address("news:list")),
        description=about,
        subtitle=about,
        language=language,
        feed_url=absolute(request.path),
        author_name="nukliD®",
    )
    for item in newest():
        atom.add_item(**entry(item, language, absolute))
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def entry(item, language, absolute):
    """Return what the feed in `language` says of `item`; `absolute` makes a full address."""
    name = f"news/{item.pk}/{language}"  # for ever: the address may change with the headline
    return {
        "unique_id": uuid.uuid5(uuid.NAMESPACE_OID, name).urn,
        "title": CONTROLS.sub("", item.headline),
        "description": escape(CONTROLS.sub("", item.standfirst)),
        "link": absolute(item.get_absolute_url()),
        "pubdate": item.visible_from,
        "updateddate": max(item.modified_at, item.visible_from),
        "categories": [item.get_kind_display()],
        "language": language_of(item, "headline"),
    }
