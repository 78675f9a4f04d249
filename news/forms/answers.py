"""What a speaker can answer: yes, yes with a change, no."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Answer
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

AUTHORISED, CHANGED, DECLINED = Answer.Decision


class AnswerForm(forms.Form):
    """An answer to the AuthorisationRequest `asked`; `seen` is the version on the screen."""

    decision = ""
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    answered_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Kept by the office with your answer. Never shown in public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, asked, data=None):
        self.asked, self.statement = asked, asked.statement
        initial = {"answered_by": asked.asked_name, "seen": asked.version(self.statement)}
        super().__init__(data, initial=initial, prefix=self.decision)

    def answer(self):
        """Return the unsaved Answer."""
        told = {name: text for name, text in self.cleaned_data.items() if name != "seen"}
        return Answer(decision=self.decision, **told)


class AuthoriseForm(AnswerForm):
    decision = AUTHORISED.value


class ChangeForm(AnswerForm):
    decision = CHANGED.value
    attribution = forms.CharField(
        label=gettext_lazy("Name, function or organisation, if they are wrong"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("How they should read. The office corrects it and asks you again."),
    )
    reason = forms.CharField(
        label=gettext_lazy("A word to the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, asked, data=None):
        super().__init__(asked, data)
        for language in asked.languages():
            self.fields[f"text_{language}"] = forms.CharField(
                label=lazy(self.label, str)(language),
                max_length=3000,
                initial=getattr(self.statement, f"text_{language}"),
                widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
                help_text=gettext_lazy("Without quotation marks."),
                error_messages={
                    "required": gettext_lazy(
                        "The wording cannot be empty. If nothing is to appear, decline."
                    )
                },
            )
        self.order_fields(["seen", "text_de", "text_en", "attribution", "reason", "answered_by"])

    @staticmethod
    def label(language):
        return _("Wording (%(language)s)") % {"language": LANGUAGE_NAMES[language]}

    def clean(self):
        cleaned = super().clean()
        for language in self.asked.languages():
            field = f"text_{language}"
            words = normalize_newlines(cleaned.get(field, "")).strip()
            cleaned[field] = "" if words == getattr(self.statement, field) else words
        wishes = (cleaned.get(name) for name in ("text_de", "text_en", "attribution"))
        if not self.errors and not any(wishes):
            raise ValidationError(
                _("Nothing is changed yet. Change a word, or authorise as it is.")
            )
        return cleaned


class DeclineForm(AnswerForm):
    decision = DECLINED.value
    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the office reads it."),
        error_messages={
            "required": gettext_lazy("Say in a few words why, so that the office knows what to do.")
        },
    )
    field_order = ["reason", "answered_by"]


FORMS = {form.decision: form for form in (AuthoriseForm, ChangeForm, DeclineForm)}
