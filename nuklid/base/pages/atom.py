"""What every feed of ours needs beside its entries."""

import re
import uuid
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

NEVER = datetime.fromtimestamp(0, UTC)
# Word leaves these in pasted text; XML forbids them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BilingualAtom(Atom1Feed):
    """Says the language of an entry that is shown in the other one."""

    def latest_post_date(self):
        """Return when the feed last changed; an empty one never did, whatever the clock says."""
        return super().latest_post_date() if self.items else NEVER

    def item_attributes(self, item):
        return super().item_attributes(item) | {"xml:lang": item["language"]}


def without_controls(text):
    """Return `text` without the signs that XML forbids."""
    return CONTROLS.sub("", text)


def lasting_name(kind, row):
    """Return a name of a feed's entry for ever: the address may change with the title."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{kind}/{row.pk}/{get_language()}").urn
