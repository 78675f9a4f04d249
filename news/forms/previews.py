"""Which journalists may read a news item early, until when, and the letter as it will go."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from news import mail
from news.forms.asking import LetterForm
from news.models import PressPreview
from news.release_desk.moments import MomentField
from nuklid.base.letters.models import Letter
from nuklid.base.texts.bilingual import LANGUAGE_NAMES


class Journalist(NamedTuple):
    name: str
    outlet: str
    email: str


def journalist(line):
    """Return the Journalist in a line "name, outlet, e-mail"; raises ValidationError."""
    separator = next((sign for sign in "\t;" if sign in line), ",")
    parts = [part.strip() for part in line.split(separator)]
    if len(parts) < 3 or not all(parts):
        raise ValidationError(_("needs name, outlet and e-mail address."))
    found = Journalist(parts[0], ", ".join(parts[1:-1]), parts[-1].strip("<>").lower())
    validate_email(found.email)
    if max(map(len, found)) > 200:
        raise ValidationError(_("is too long: at most 200 characters each."))
    return found


class JournalistsField(forms.CharField):
    """A list of Journalists, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found, problems = {}, []
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                one = journalist(line)
                if one.email in found:
                    raise ValidationError(_("has the same address as a line above."))
                found[one.email] = one
            except ValidationError as error:
                told = {"number": number, "line": line[:60], "problem": error.messages[0]}
                problems.append(_("Line %(number)d (%(line)s): %(problem)s") % told)
        if problems:
            raise ValidationError(problems)
        return list(found.values())


class PreviewForm(forms.Form):
    journalists = JournalistsField(
        label=_("Journalists"),
        max_length=20_000,
        help_text=_(
            "One a line: name, outlet, e-mail address; with commas, or pasted from a spreadsheet. "
            "Each gets a letter and a link of their own."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=list(LANGUAGE_NAMES.items()), initial="de"
    )
    expires_at = MomentField(label=_("Links work until"))


class PreviewLetterForm(PreviewForm, LetterForm):
    """The second step: the letter that is about to go, with what was chosen before."""

    field_order = ["journalists", "language", "expires_at", "subject", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = _(
            "In place of {name} and {link} each letter has the person’s name and own address."
        )

    def send(self, item, user, absolute):
        """Give each journalist a link to `item` and post the letters; return how many."""
        told = self.cleaned_data
        for one in told["journalists"]:
            preview = PressPreview.give(
                item,
                **one._asdict(),
                language=told["language"],
                expires_at=told["expires_at"],
                given_by=user,
            )
            body = told["body"].replace(mail.NAME, one.name)
            kind = Letter.Kind.PREVIEW
            preview.letter = mail.post(preview, told["subject"], body, kind, absolute)
            preview.save()
        return len(told["journalists"])
