"""Why a statement may have been read wrongly; whoever confirms the release reads the sentence."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Doubt(StrEnum):
    PEOPLE = "people"
    SPEAKER = "speaker"
    NAME = "name"
    ORGANISATION = "organisation"
    NO_ORGANISATION = "no_organisation"
    AROUND = "around"
    END = "end"
    HEADS = "heads"

    @property
    def sentence(self):
        return SENTENCES[self]


# These go with a person through the whole release, the others with one sentence.
LASTING = {Doubt.NAME, Doubt.ORGANISATION, Doubt.NO_ORGANISATION}

SENTENCES = {
    Doubt.PEOPLE: _("More than one person is named here. Check who speaks these words."),
    Doubt.SPEAKER: _("The name is taken from another sentence. Check who speaks these words."),
    Doubt.NAME: _("The name may not be complete."),
    Doubt.ORGANISATION: _("The organisation is taken from another sentence."),
    Doubt.NO_ORGANISATION: _("The release does not say here for whom this person speaks."),
    Doubt.AROUND: _("More is told around the quotation. Check whether it belongs to it."),
    Doubt.END: _("No quotation mark shows where these words end."),
    Doubt.HEADS: _("Two headings in a row. Check who speaks these words."),
}
