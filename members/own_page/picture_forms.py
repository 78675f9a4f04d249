"""The forms of an organisation's own pictures, and what those of other pictures share with them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from members.models.proposed import MIDDLE, PLACES
from members.own_page.change_rules import PARTS
from members.own_page.forms import ChangeForm


def ask_for_alt_text(form, name):
    if not any(form.cleaned_data.get(f"{name}_{language}") for language in ("de", "en")):
        form.add_error(f"{name}_de", _("Say in a few words what the picture shows."))


class LogoForm(ChangeForm):
    part = "logo"

    class Meta:
        model = Organisation
        fields = PARTS["logo"].columns

    def clean(self):
        cleaned = super().clean()
        if self.merged.get("logo") != self.live["logo"]:
            ask_for_alt_text(self, "logo_alt_text")
        return cleaned


class FocusForm(ChangeForm):
    """A form with a picture that is cut round a place in it: the column `focus` says which."""

    focus = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.start[self.focus] or MIDDLE
        places = PLACES if chosen in PLACES else {chosen: _("as it is now")} | PLACES
        self.fields[self.focus].choices = list(places.items())


class HousePictureForm(FocusForm):
    part = "picture"
    focus = "picture_focus"
    picture_focus = forms.ChoiceField(
        label=_("What matters in the picture"),
        widget=forms.RadioSelect,
        help_text=_("The picture is cut to 3:2 round this place."),
    )

    class Meta:
        model = Organisation
        fields = PARTS["picture"].columns

    def clean(self):
        cleaned = super().clean()
        if self.merged.get("picture") != self.live["picture"]:
            ask_for_alt_text(self, "picture_alt_text")
        return cleaned
