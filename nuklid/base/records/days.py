"""How a form asks for a day or a time of day: with the browser's field, or as people write it."""

from django import forms

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, "%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, "%H:%M")


class DayField(forms.DateField):
    widget = DayInput
    input_formats = DAY_FORMATS
