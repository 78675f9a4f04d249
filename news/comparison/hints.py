"""What a comparison says: small hints, and the pieces of a text they are made of."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "place": _("place"),
    "name": _("name"),
    "number": pgettext_lazy("in a wording", "number"),
    "unit": pgettext_lazy("in a wording", "unit"),
    "year": _("year"),
    "date": _("date"),
    "radionuclide": _("radionuclide"),
    "negation": _("negation"),
}


class Hint(NamedTuple):
    """`words`, as they stand in `language`, have no counterpart in the other language."""

    kind: str
    language: str
    words: str

    @property
    def label(self):
        return KINDS[self.kind]


class Mention(NamedTuple):
    """Something a text names: its `words`, and every `key` under which the other may name it.

    A soft mention answers to one on the other side, but nobody misses it.
    """

    kind: str
    words: str
    keys: frozenset
    soft: bool = False


def blanked(text, spans):
    """Return `text` with every (start, end) overwritten by spaces: read, and out of the way."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
