"""What a speaker decides about each language: the form of their page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Answer
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

AUTHORISED, CHANGED, NOT_YET, DECLINED = Answer.Decision
CHOICES = [
    (AUTHORISED.value, gettext_lazy("Authorise, exactly as it stands")),
    (CHANGED.value, gettext_lazy("Authorise with my change")),
    (NOT_YET.value, gettext_lazy("Not yet: I decide later")),
    (DECLINED.value, gettext_lazy("Decline: it is not to appear")),
]
SIDE_FIELDS = ("decision", "text", "attribution")


def in_language(sentence, language):
    """Return a lazy `sentence` with the name of the language in place of %(language)s."""
    return lazy(lambda: str(sentence) % {"language": LANGUAGE_NAMES[language]}, str)()


class AnswerForm(forms.Form):
    """An answer to the AuthorisationRequest `auth_request`; `seen` is the version on the screen.

    For each language that is open it has `decision_<language>`, `text_<language>` and
    `attribution_<language>`.
    """

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("A word to the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the office reads it. If you decline, please say why."),
    )
    answered_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Kept by the office with your answer. Never shown in public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, auth_request, data=None):
        self.auth_request, self.statement = auth_request, auth_request.statement
        self.languages = auth_request.open_languages(self.statement)
        initial = {
            "answered_by": auth_request.asked_name,
            "seen": auth_request.version(self.statement),
        }
        super().__init__(data, initial=initial)
        for language in self.languages:
            self.fields |= self.fields_for(language)
        sides = [f"{name}_{code}" for code in self.languages for name in SIDE_FIELDS]
        self.order_fields(["seen", *sides, "reason", "answered_by"])

    def fields_for(self, language):
        """Return {name: field} of what is decided about one language."""
        required = gettext_lazy("Choose what is to happen with this wording (%(language)s).")
        return {
            f"decision_{language}": forms.ChoiceField(
                label=in_language(gettext_lazy("Your decision (%(language)s)"), language),
                choices=CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": in_language(required, language)},
            ),
            f"text_{language}": forms.CharField(
                label=in_language(gettext_lazy("Wording (%(language)s)"), language),
                required=False,
                max_length=3000,
                initial=getattr(self.statement, f"text_{language}"),
                widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
                help_text=gettext_lazy("Without quotation marks."),
            ),
            f"attribution_{language}": forms.CharField(
                label=in_language(
                    gettext_lazy("Name, function or organisation, if wrong (%(language)s)"),
                    language,
                ),
                required=False,
                max_length=500,
                help_text=gettext_lazy(
                    "How they should read. The office corrects it and asks you again."
                ),
            ),
        }

    def clean(self):
        cleaned = super().clean()
        for language in self.languages:
            self.check_change(language, cleaned)
        decisions = {cleaned.get(f"decision_{language}") for language in self.languages}
        if DECLINED in decisions and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say in a few words why you decline, for the office."))
        if decisions == {NOT_YET} and not self.auth_request.standing_answer:
            day = date_format(self.auth_request.link_ends_on)
            sentence = _("To decide later you need not send anything. The link works until %s.")
            raise ValidationError(sentence % day)
        return cleaned

    def check_change(self, language, cleaned):
        """Demand that what is typed and what is chosen agree; leave only what is changed."""
        decision, field = cleaned.get(f"decision_{language}"), f"text_{language}"
        if not decision or field in self.errors:
            return
        words = normalize_newlines(cleaned.get(field, "")).strip()
        is_same = words == getattr(self.statement, field)
        wishes = bool(cleaned.get(f"attribution_{language}")) or not is_same
        if decision != CHANGED and wishes:
            sentence = _(
                "You changed something (%(language)s). Choose “with my change” or undo it."
            )
            words = {"language": LANGUAGE_NAMES[language]}
            self.add_error(f"decision_{language}", sentence % words)
        elif decision == CHANGED and not words:
            sentence = _("The wording cannot be empty. If nothing is to appear, decline.")
            self.add_error(field, sentence)
        elif decision == CHANGED and not wishes:
            sentence = _("Nothing is changed yet. Change a word, or authorise as it is.")
            self.add_error(field, sentence)
        cleaned[field] = "" if is_same else words

    def build_answer(self):
        """Return the unsaved Answer."""
        return Answer(**{name: text for name, text in self.cleaned_data.items() if name != "seen"})
