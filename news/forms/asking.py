"""Whom to ask for a statement until when, and the letter as it will go."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import mail
from news.models import AuthorisationRequest
from nuklid.base.letters.models import Letter
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

OTHER = "other"
DAYS_TO_ANSWER = timedelta(days=7)


class DeadlineForm(forms.Form):
    answer_by = forms.DateField(
        label=_("Answer by"),
        initial=lambda: timezone.localdate() + DAYS_TO_ANSWER,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=_("Stands in each letter. Later answers are still taken for 14 days."),
    )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=365):
            raise ValidationError(_("Choose a day from today on, within a year."))
        return day


class RecipientForm(forms.Form):
    """Who is asked for one statement; `languages` are those to ask for."""

    ask = forms.BooleanField(label=_("Ask"), required=False, initial=True)
    to = forms.ChoiceField(label=_("Whom"), widget=forms.RadioSelect)
    other_name = forms.CharField(label=_("Name"), required=False, max_length=200)
    other_email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    other_is_delegate = forms.BooleanField(
        label=_("Answers for the speaker (assistant, press office)"), required=False
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=list(LANGUAGE_NAMES.items())
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, statement, languages, data=None):
        self.statement, self.languages = statement, languages
        self.known = {recipient.key: recipient for recipient in mail.recipients(statement)}
        self.wording = ".".join(statement.fingerprint(language) for language in languages)
        initial = {
            "to": next(iter(self.known), OTHER),
            "other_name": statement.speaker.full_name,
            "language": statement.original_language,
            "seen": self.wording,
        }
        if initial["to"] == "public":  # offered, but never taken unasked
            initial["to"] = OTHER
        super().__init__(data, initial=initial, prefix=f"s{statement.pk}")
        choices = [(key, recipient.label) for key, recipient in self.known.items()]
        self.fields["to"].choices = [*choices, (OTHER, _("somebody else:"))]

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("ask"):
            self._errors.clear()  # whoever is not asked needs no address

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == OTHER:
            for name in ("other_name", "other_email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Enter whom to ask, or choose somebody above."))
        if cleaned.get("seen") != self.wording:
            data = self.data.copy()
            data[self.add_prefix("seen")] = self.wording
            self.data = data
            raise ValidationError(
                _("The wording was changed while this page was open. Read it again, then go on.")
            )
        return cleaned

    @property
    def is_asked(self):
        return bool(self.cleaned_data.get("ask"))

    @property
    def recipient(self):
        told = self.cleaned_data
        other = (told["other_name"], told["other_email"], told["other_is_delegate"], "")
        return self.known.get(told["to"]) or mail.Recipient(OTHER, *other)

    def draft(self, answer_by, sender):
        """Return the letter as it is proposed: (subject, text)."""
        language = self.cleaned_data["language"]
        return mail.request_draft(self.statement, self.recipient, language, answer_by, sender)


class LetterForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("In place of {link} the letter has the personal address."),
    )

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n")
        if body.count(mail.LINK) != 1:
            raise ValidationError(
                _("The letter needs {link} exactly once, in the place where the address goes.")
            )
        return body

    def post(self, asked, kind, absolute):
        told = self.cleaned_data
        return mail.post(asked, told["subject"], told["body"], kind, absolute)


class AskForm(RecipientForm, LetterForm):
    """The second step: the letter that is about to go, with what was chosen before."""

    def send(self, answer_by, user, absolute):
        """Store the request and post its letter."""
        recipient = self.recipient
        asked = AuthorisationRequest.ask(
            self.statement,
            self.languages,
            asked_name=recipient.name,
            email=recipient.email,
            is_delegate=recipient.is_delegate,
            language=self.cleaned_data["language"],
            answer_by=answer_by,
            asked_by=user,
        )
        asked.letter = self.post(asked, Letter.Kind.REQUEST, absolute)
        asked.save()
        return asked
