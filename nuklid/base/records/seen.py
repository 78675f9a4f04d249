"""Forms that carry what their reader saw, and notice that somebody else was quicker."""

from django import forms
from django.http import QueryDict

from nuklid.base.unsaved.forms import RestoredForm


class Seen(forms.CharField):
    """The version of the record that the form was filled from."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class SeenForm(RestoredForm):
    """For forms with a hidden field `seen`: a text that is another one once the record changed."""

    data: QueryDict

    def somebody_was_quicker(self, version: str) -> bool:
        """Tell whether the form was filled from anything but `version`, and renew it if so."""
        if self.cleaned_data.get("seen", "") == version:
            return False
        self.renew(seen=version)
        return True

    def renew(self, **values: str) -> None:
        """Put hidden `values` in place of the posted ones, and leave all that was typed.

        Whoever sends the form again has read why it was refused.
        """
        data = self.data.copy()
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data
