"""What every form that saves a record checks, at the desk and on the own page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import normalize_newlines

LONGEST_KEY = 18  # digits; a longer number fits no column


def is_key(text):
    """Tell whether a posted text may be the number of a record."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class PlainText(forms.CharField):
    """Text without the carriage returns a browser adds: untouched, it counts as unchanged."""

    def to_python(self, value):
        return normalize_newlines(super().to_python(value))


class ConstrainedForm(forms.ModelForm):
    """Checks every constraint, also those on columns that are not in the form."""

    # Constraint name → the field at which its refusal is said.
    said_at = {}
    is_new_row = False

    def as_shown(self, name, value):
        """Return what the field `name` shows of the `value` that is stored for it."""
        return value

    def has_changed(self):
        """A row somebody added is meant, even if all its fields are as they were offered."""
        return self.is_new_row or super().has_changed()

    def validate_constraints(self):
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=set(self.errors))
            except ValidationError as error:
                self.add_error(self.said_at.get(constraint.name), error.messages)
