"""The forms of an organisation's own pictures, and what those of other pictures share with them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from members.models.proposed import MIDDLE, PLACES
from members.own_page.change_rules import PARTS
from members.own_page.forms import ChangeForm


class PictureForm(ChangeForm):
    """A form with a picture; `picture` is its column, which begins the names of those beside it."""

    picture = ""

    def clean(self):
        cleaned = super().clean()
        if self.merged.get(self.picture) != self.live[self.picture]:
            self.require_alt_text()
        return cleaned

    def require_alt_text(self):
        name = f"{self.picture}_alt_text"
        if not any(self.cleaned_data.get(f"{name}_{language}") for language in ("de", "en")):
            self.add_error(f"{name}_de", _("Say in a few words what the picture shows."))


class LogoForm(PictureForm):
    part = "logo"
    picture = "logo"

    class Meta:
        model = Organisation
        fields = PARTS["logo"].columns


class FocusForm(PictureForm):
    """A form with a picture that is cut round a place in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        focus = f"{self.picture}_focus"
        chosen = self.start[focus] or MIDDLE
        places = PLACES if chosen in PLACES else {chosen: _("as it is now")} | PLACES
        self.fields[focus].choices = list(places.items())


class HousePictureForm(FocusForm):
    part = "picture"
    picture = "picture"
    picture_focus = forms.ChoiceField(
        label=_("What matters in the picture"),
        widget=forms.RadioSelect,
        help_text=_("The picture is cut to 3:2 round this place."),
    )

    class Meta:
        model = Organisation
        fields = PARTS["picture"].columns
