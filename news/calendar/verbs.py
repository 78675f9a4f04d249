"""The verbs of an event, each with the form that asks what the office still decides."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from news.models import Event
from news.models.events import TIME_AND_PLACE
from news.release_desk.verbs import Verb, VerbForm
from nuklid.base.records.days import ClockInput, DayField
from nuklid.base.records.periods import NO_SLIP

State = Event.State


def clock_field(label):
    return forms.TimeField(label=label, widget=ClockInput, required=False)


def reason_field(label, language):
    widget = forms.Textarea({"rows": 2, "lang": language})
    return forms.CharField(label=label, max_length=300, widget=widget, required=False)


def stored_field(name):
    """Return the field of a form for a column of Event."""
    return Event._meta.get_field(name).formfield()


class PublishEventForm(VerbForm):
    def act(self):
        self.item.publish()


class ReasonForm(VerbForm):
    reason_de = reason_field(_("Reason (German)"), "de")
    reason_en = reason_field(_("Reason (English)"), "en")

    def clean(self):
        cleaned = super().clean()
        if not any(self.reasons().values()):
            raise ValidationError(_("Say why; readers will see the reason."))
        return cleaned

    def reasons(self):
        return {name: self.cleaned_data.get(name, "") for name in ("reason_de", "reason_en")}


class CancelForm(ReasonForm):
    def act(self):
        self.item.cancel(self.user, self.reasons())


class MoveForm(ReasonForm):
    start_date = DayField(label=_("New first day"), validators=NO_SLIP)
    start_time = clock_field(_("Begins at"))
    end_date = DayField(label=_("Last day"), validators=NO_SLIP, required=False)
    end_time = clock_field(_("Ends at"))
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=Event.TimeZone)
    attendance_mode = forms.ChoiceField(label=_("Where"), choices=Event.AttendanceMode)
    location = stored_field("location")
    address_locality = stored_field("address_locality")
    address_country = stored_field("address_country")
    field_order = TIME_AND_PLACE

    def __init__(self, item, user, data=None):
        super().__init__(item, user, data)
        self.initial.update({name: getattr(item, name) for name in TIME_AND_PLACE})

    def act(self):
        columns: dict[str, Any] = {name: self.cleaned_data[name] for name in TIME_AND_PLACE}
        self.item.move(self.user, self.reasons(), **columns)


class DeclineForm(VerbForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Goes by mail to whoever proposed it, and stands on their own page."),
    )

    def act(self):
        self.item.decline(self.cleaned_data["reason"])


class CopyForm(VerbForm):
    start_date = DayField(label=_("First day of the copy"), validators=NO_SLIP)

    def act(self):
        return self.item.copy_to(self.cleaned_data["start_date"])


EVERY = tuple(State)
VERBS = (
    Verb(
        "publish",
        _("Publish…"),
        _("Publish now"),
        _(
            "As soon as you confirm, everyone can read this event, and it appears in the calendars "
            "of all who subscribed."
        ),
        _("“%s” is published."),
        PublishEventForm,
        (State.DRAFT, State.PROPOSED, State.DECLINED),
    ),
    Verb(
        "decline",
        _("Decline…"),
        _("Decline the proposal"),
        _("The event does not appear. Whoever proposed it reads why, and can send it again."),
        _("“%s” is declined."),
        DeclineForm,
        (State.PROPOSED,),
    ),
    Verb(
        "move",
        _("Move…"),
        _("Move"),
        _(
            "It takes place at another time or in another place, or after all. Readers see what "
            "is new, what was before and your reason, for ever; subscribed calendars follow by "
            "themselves."
        ),
        _("“%s” is moved."),
        MoveForm,
        (State.PUBLISHED, State.CANCELLED),
    ),
    Verb(
        "cancel",
        _("Cancel…"),
        _("Cancel the event"),
        _(
            "It does not take place. Its page stays and says so with your reason, for ever; "
            "subscribed calendars show it as cancelled for 30 days."
        ),
        _("“%s” is cancelled."),
        CancelForm,
        (State.PUBLISHED,),
    ),
    Verb(
        "copy",
        _("Copy for another day…"),
        _("Copy for another day"),
        _(
            "You get a draft with the same texts, place and organisers. Once it is published, both "
            "pages name each other’s date."
        ),
        _("This is the copy of “%s”. Nobody else sees it yet."),
        CopyForm,
        EVERY,
    ),
)


def verbs_for(event):
    return [verb for verb in VERBS if event.state in verb.states]
