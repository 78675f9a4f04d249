"""Moments in Berlin's time, as a date and a time of day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.days import DAY_FORMATS


class MomentField(forms.SplitDateTimeField):
    """A moment to come (aware datetime), typed and shown in Berlin's time."""

    def __init__(self, **kwargs):
        day: dict[str, Any] = {"type": "date", "aria-label": _("Date")}
        time: dict[str, Any] = {"type": "time", "aria-label": _("Time, Europe/Berlin")}
        widget = forms.SplitDateTimeWidget(day, "%Y-%m-%d", "%H:%M", day, time)
        super().__init__(
            input_date_formats=DAY_FORMATS,
            input_time_formats=["%H:%M", "%H:%M:%S"],
            widget=widget,
            help_text=_("Date and time in Berlin (time zone Europe/Berlin)."),
            **kwargs,
        )

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            message = _(
                "In this night the clocks in Berlin change: this time exists twice or not at all. "
                "Choose one before 2:00 or from 3:00 on."
            )
            raise ValidationError(message, code=error.code) from error

    def clean(self, value):
        moment = super().clean(value)
        if moment and moment <= timezone.now():
            raise ValidationError(_("This moment has passed. Choose one to come."), code="passed")
        return moment
