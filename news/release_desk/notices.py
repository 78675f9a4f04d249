"""Letters to journalists who were told when a news item appears, and for whom that changes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import NewsItem
from news.release_desk import mail
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

# Verb that changes when an item appears → its letter, and what the text must hold.
LETTERS = {
    "schedule": ("preview_moved", (mail.LINK, mail.MOMENT)),
    "embargo": ("preview_moved", (mail.LINK, mail.MOMENT)),
    "publish": ("preview_early", (mail.LINK,)),
    "draft": ("preview_postponed", ()),
}


class NoticeForm(forms.Form):
    """The letter to all who are written to in `language`; its text must hold `marks`."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Letter"), max_length=5000, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, language, marks, *args, **kwargs):
        super().__init__(*args, prefix=language, **kwargs)
        self.language, self.marks = language, marks
        self.fields["body"].help_text = _(
            "In place of {name}, {moment} and {link} each letter has the person’s name, the new "
            "moment and their address."
        )

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n")
        for mark in self.marks:
            if mark not in body:
                raise ValidationError(_("The letter needs %s, in the place where it goes.") % mark)
        return body


class Notices:
    """The letters that a verb sends, a form for each language the journalists are written to in."""

    def __init__(self, item, verb, user, data=None):
        self.previews = previews_to_notify(item) if verb.key in LETTERS else []
        self.forms = []
        for language in sorted({preview.language for preview in self.previews}):
            name, marks = LETTERS[verb.key]
            subject, body = mail.notice_draft(name, item, language, user)
            initial = {"subject": subject, "body": body}
            is_read = data is not None and f"{language}-body" in data
            form = NoticeForm(language, marks, data if is_read else None, initial=initial)
            self.forms.append(form)
        self.has_unread = data is not None and not all(form.is_bound for form in self.forms)

    def is_valid(self):
        return all({form: form.is_valid() for form in self.forms}.values())  # check every one

    def send(self, item, absolute):
        """Post a letter to each whose last letter names another moment; return how many."""
        forms_by_language = {form.language: form for form in self.forms}
        others = [p for p in self.previews if p.announced_for != item.visible_from]
        for preview in others:
            cleaned = forms_by_language[preview.language].cleaned_data
            letter = mail.post_notice(preview, cleaned["subject"], cleaned["body"], absolute)
            preview.announce(letter)
        return len(others)


def previews_to_notify(item):
    """Return the previews whose journalists expect `item`: none once it was public."""
    if item.state in (NewsItem.State.PUBLISHED, NewsItem.State.WITHDRAWN):
        return []
    return list(item.previews.unrevoked().order_by("pk"))
