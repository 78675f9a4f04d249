"""The form in which a representative proposes an event, or publishes it where the office agreed."""

from django import forms
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from members.own_page.needed_first import NeededFirstForm
from news.models import Event
from nuklid.base.records.checking import PlainText
from nuklid.base.records.versions import Versions
from nuklid.base.texts.words import plain_text

NEEDED = (
    *("kind", "title_de", "title_en", "start_date", "start_time", "end_date", "end_time"),
    *("attendance_mode", "address_locality"),
)
COURSE = (
    *("level", "in_language", "certificate_de", "certificate_en"),
    *("recognised_as_de", "recognised_as_en"),
)
LATER = (
    *("time_zone", "location", "online_url", "text_de", "text_en", "other_organisers"),
    *("registration_url", "registration_until", *COURSE),
)
TEXTS = ("text_de", "text_en")
LONGEST = 10_000  # signs of a text


def text_field(label):
    rows = forms.Textarea({"rows": 7})
    return PlainText(label=label, required=False, max_length=LONGEST, widget=rows)


class OwnEventForm(NeededFirstForm):
    said_at = {
        "event_has_title": "title_de",
        "event_ends_on_or_after_its_first_day": "end_date",
        "event_that_ends_at_a_time_begins_at_one": "start_time",
        "event_ends_after_it_begins": "end_time",
    }
    needed_fields, later_fields = NEEDED, LATER
    versions = Versions({Event: "id"})
    text_de = text_field(_("text (German)"))
    text_en = text_field(_("text (English)"))

    class Meta:
        model = Event
        fields = [*NEEDED, *LATER]
        help_texts = {name: _("Only for courses") for name in ("level", "in_language")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in TEXTS:
                self.initial[name] = self.as_shown(name, getattr(self.instance, name))

    def as_shown(self, name, value):
        return plain_text(value) if name in TEXTS else value

    def clean_text_de(self):
        return self.as_html("text_de")

    def clean_text_en(self):
        return self.as_html("text_en")

    def as_html(self, name):
        """Return what was typed as paragraphs; what was not touched stays as the office has it."""
        if name not in self.changed_data:
            return getattr(self.instance, name)
        return linebreaks(self.cleaned_data[name], autoescape=True)

    def clean(self):
        cleaned = super().clean()
        town, mode = cleaned.get("address_locality"), cleaned.get("attendance_mode")
        if not town and mode != "online" and cleaned.get("kind") != Event.Kind.DEADLINE:
            self.add_error("address_locality", _("Name the town, or choose “online”."))
        return cleaned

    def twin(self, organisation):
        """Return the event of `organisation` that says the same: sent by a double click."""
        same = ("kind", "title_de", "title_en", "start_date", "start_time")
        values = {name: getattr(self.instance, name) for name in same}
        return organisation.proposed_events.filter(**values).exclude(pk=self.instance.pk).first()
