"""The form in which a representative publishes and changes an opening: live once it is sent."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Opening
from members.own_page.forms import TYPED, dress
from nuklid.base.records.checking import ConstrainedForm, PlainText
from nuklid.base.records.seen import Seen, SeenForm

NEEDED = ("kind", "title_de", "title_en", "town", "apply_at", "closes_on")
LATER = ("summary_de", "summary_en", "working_time", "radionuclide", "stage")
USUAL_TERM = timedelta(weeks=8)


def version_of(opening):
    """Return a text that changes with every edit of a stored opening."""
    return str(opening.history.latest().history_id)


class OpeningForm(SeenForm, ConstrainedForm):
    said_at = {"opening_has_title": "title_de", "opening_says_where": "apply_at"}
    seen = Seen(required=False)

    class Meta:
        model = Opening
        fields = [*NEEDED, *LATER]
        field_classes = {"summary_de": PlainText, "summary_en": PlainText}
        widgets = {f"summary_{code}": forms.Textarea(attrs={"rows": 7}) for code in ("de", "en")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = version_of(self.instance)
        for name, field in self.fields.items():
            dress(name, field)
            if getattr(field.widget, "input_type", "") in TYPED:
                field.widget.attrs["autocomplete"] = "off"

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.somebody_was_quicker(version_of(self.instance)):
            self.add_error(
                None,
                _(
                    "While you had this page open, somebody else changed this opening. What you "
                    "typed is still here; sending it again puts it in the place of theirs."
                ),
            )
        return cleaned

    def needed(self):
        """Return the fields without which nothing is published."""
        return [self[name] for name in NEEDED]

    def later(self):
        """Return the fields that can wait."""
        return [self[name] for name in LATER]

    def twin(self):
        """Return the open opening that says the same: sent a moment ago by a double click."""
        same = ("kind", "title_de", "title_en", "town", "apply_at", "closes_on")
        values = {name: getattr(self.instance, name) for name in same}
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
