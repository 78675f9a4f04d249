"""The form in which a representative publishes and changes an opening: live once it is sent."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from members.models import Opening
from members.own_page.needed_first import NeededFirstForm
from nuklid.base.records.checking import PlainText
from nuklid.base.records.versions import Versions

NEEDED = ("kind", "title_de", "title_en", "town", "apply_at", "closes_on")
LATER = ("summary_de", "summary_en", "working_time", "radionuclide", "stage")
USUAL_TERM = timedelta(weeks=8)


class OpeningForm(NeededFirstForm):
    said_at = {"opening_has_title": "title_de", "opening_says_where": "apply_at"}
    needed_fields, later_fields = NEEDED, LATER
    versions = Versions({Opening: "id"})

    class Meta:
        model = Opening
        fields = [*NEEDED, *LATER]
        field_classes = {"summary_de": PlainText, "summary_en": PlainText}
        widgets = {f"summary_{code}": forms.Textarea(attrs={"rows": 7}) for code in ("de", "en")}

    def twin(self):
        """Return the open opening that says the same: sent a moment ago by a double click."""
        values = {name: getattr(self.instance, name) for name in NEEDED}
        return self.instance.organisation.openings.public().filter(**values).first()


def first_values(organisation, source=None):
    """Return how the form of a new opening begins: as `source` (an earlier one), or as the last.

    The last day is never taken over: what is copied runs anew.
    """
    last = source or organisation.openings.first()
    values = {
        "town": last.town if last else organisation.address_locality,
        "apply_at": last.apply_at if last else organisation.email,
        "closes_on": timezone.localdate() + USUAL_TERM,
    }
    if not source:
        return values
    copied = [name for name in OpeningForm.Meta.fields if name != "closes_on"]
    return values | {name: getattr(source, name) for name in copied}
