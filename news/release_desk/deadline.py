"""By when an answer is asked for."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuklid.base.records.days import DayField
from nuklid.base.unsaved.forms import RestoredForm

DAYS_TO_ANSWER = timedelta(days=7)


class DeadlineForm(RestoredForm, forms.Form):
    answer_by = DayField(
        label=gettext_lazy("Answer by"),
        help_text=gettext_lazy("Stands in each letter. Later answers are still taken for 14 days."),
    )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=365):
            raise ValidationError(_("Choose a day from today on, within a year."))
        return day


def proposed_day(item, requests):
    """Return the day to propose for all who are asked about `item`; `requests` were made before.

    It is the day that others were given last, if that is to come; else a week from today, and
    where the item appears before that, the day before.
    """
    today = timezone.localdate()
    last = max(requests, key=lambda request: (request.asked_at, request.pk), default=None)
    if last and last.answer_by > today:
        return last.answer_by
    appears = item.visible_from and timezone.localdate(item.visible_from)
    days = [today + DAYS_TO_ANSWER, *([appears - timedelta(days=1)] if appears else [])]
    return max(today, min(days))
