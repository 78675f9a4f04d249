from django import forms
from django.utils.translation import gettext_lazy as _

from news.wording.check import LONGEST


class WordingForm(forms.Form):
    quote = forms.CharField(
        label=_("Quote"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("With or without quotation marks. Nothing of it is stored."),
        error_messages={
            "required": _("Paste the quote that you want to check."),
            "max_length": _("This is too long. Paste at most 10,000 characters."),
            "null_characters_not_allowed": _("This text has unreadable characters. Type it anew."),
        },
    )
