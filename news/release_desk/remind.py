"""A request that waits: reminding whoever was asked, and closing the link."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import AuthorisationRequest
from news.release_desk import mail
from news.release_desk.pages import demand, redirect_to, show_page
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.unsaved.forms import RestoredForm

CHANGE = "news.change_authorisationrequest"
DAYS_AFTER_REMINDER = timedelta(days=3)


class LetterForm(RestoredForm, forms.Form):
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy("In place of {link} the letter has the personal address."),
    )

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n")
        if body.count(mail.LINK) != 1:
            raise ValidationError(
                _("The letter needs {link} exactly once, in the place where the address goes.")
            )
        return body

    def post(self, record, kind, absolute):
        """Post the letter with the signed link of `record` and return it."""
        subject, body = self.cleaned_data["subject"], self.cleaned_data["body"]
        return mail.post(record, subject, body, kind, absolute)


def lock_request(item_pk, pk):
    """Return a request of the news item, locked; Http404 if it is another's."""
    rows = AuthorisationRequest.objects.unrevoked().select_for_update(of=("self",))
    rows = rows.select_related("statement__item", "statement__speaker")
    return get_object_or_404(rows, pk=pk, statement__item=item_pk)


def waits_for_answer(auth_request):
    answer = auth_request.standing_answer
    return not (answer and answer.is_complete) and auth_request.is_open(auth_request.statement)


def new_day(auth_request):
    """Return the day that a reminder names: the one in force, or in some days where it is over."""
    if not auth_request.is_late:
        return auth_request.answer_by
    return timezone.localdate() + DAYS_AFTER_REMINDER


def send_reminder(request, auth_request, letter, answer_by):
    """Post `letter`, (subject, text), and note that and by when (date) it asks for the answer."""
    (subject, body), kind = letter, Letter.Kind.REMINDER
    posted = mail.post(auth_request, subject, body, kind, request.build_absolute_uri)
    auth_request.remind(posted, answer_by)
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, auth_request, "remind")


@transaction.atomic
def remind_page(request, item_pk, pk):
    demand(request, CHANGE)
    auth_request = lock_request(item_pk, pk)
    item = auth_request.statement.item
    if not waits_for_answer(auth_request):
        messages.error(request, _("There is nothing to remind of any more."))
        return redirect_to("board", item.pk)
    day = new_day(auth_request)
    subject, body = mail.reminder_draft(auth_request, request.user, day)
    form = LetterForm(request.POST or None, initial={"subject": subject, "body": body})
    if not form.is_valid():
        title = _("Read the reminder, then send it")
        context = {"auth_request": auth_request, "day": day, "form": form}
        return show_page(request, "remind", title, item, **context)
    letter = form.cleaned_data["subject"], form.cleaned_data["body"]
    send_reminder(request, auth_request, letter, day)
    messages.success(request, _("The reminder to %s is on its way.") % auth_request.asked_name)
    return redirect_to("board", item.pk)


@transaction.atomic
def close_link_page(request, item_pk, pk):
    demand(request, CHANGE)
    auth_request = lock_request(item_pk, pk)
    item = auth_request.statement.item
    if request.method != "POST":
        return show_page(
            request, "close_link", _("Close the link"), item, auth_request=auth_request
        )
    auth_request.revoke()
    messages.success(request, _("The link of %s leads nowhere now.") % auth_request.asked_name)
    return redirect_to("board", item.pk)
