"""Recording that a speaker agreed, bound to the very wording that was on the screen."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import Authorisation, Statement
from nuklid.base.texts.bilingual import LANGUAGES

WAYS = (Authorisation.Way.IN_WRITING, Authorisation.Way.ELSEWHERE)


def open_sides(statements):
    """Return {token: (statement, language)} of what is not authorised yet.

    `statements` need `with_publicity` and their organisations prefetched.
    """
    return {
        f"{statement.pk}-{language}-{statement.fingerprint(language)}": (statement, language)
        for statement in statements
        for language in LANGUAGES
        if statement.kind == Statement.Kind.VERBATIM
        and not statement.withdrawn_at
        and getattr(statement, f"text_{language}")
        and not getattr(statement, f"shown_{language}")
    }


class AuthorisationForm(forms.Form):
    """Ticks for the wordings agreed to, and how the agreement came."""

    sides = forms.MultipleChoiceField(
        label=_("Authorised wordings"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one wording."),
            "invalid_choice": _(
                "A wording was changed or authorised while this page was open. Nothing was "
                "recorded. Read the wordings below again and tick them again."
            ),
        },
    )
    way = forms.ChoiceField(
        label=_("By which way"),
        choices=[(way.value, way.label) for way in WAYS],
        initial=WAYS[0].value,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who wrote when, and where the letter is filed. Seen by the office only."),
    )
    source_url = forms.URLField(
        label=_("Published at"),
        required=False,
        max_length=200,
        help_text=_("Where the wording already stands in public."),
    )
    authorised_on = forms.DateField(
        label=_("Authorised on"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=_("Day on which the speaker agreed."),
    )

    def __init__(self, statements, data=None):
        super().__init__(data)
        self.open = open_sides(statements)
        self.fields["sides"].choices = [(token, token) for token in self.open]

    def clean_authorised_on(self):
        day = self.cleaned_data["authorised_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("way") == WAYS[0] and not cleaned.get("note"):
            self.add_error("note", _("Say who agreed in writing and when."))
        if cleaned.get("way") == WAYS[1] and not cleaned.get("source_url"):
            self.add_error("source_url", _("Enter where the wording already stands."))
        return cleaned

    def record(self, user):
        """Store an authorisation for every ticked side and return how many."""
        kept = ("way", "note", "source_url", "authorised_on")
        record = {name: self.cleaned_data[name] for name in kept} | {"recorded_by": user}
        for token in self.cleaned_data["sides"]:
            statement, language = self.open[token]
            statement.authorise(language, **record)
        return len(self.cleaned_data["sides"])


class RevocationForm(forms.Form):
    revocation_note = forms.CharField(
        label=_("Why it is revoked"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Seen by the office only."),
    )
