"""What the coordinator decides: a speaker's own wording, a quote left out, an exception."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import Answer
from news.models.requests import Closed
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES
from nuklid.base.texts.differences import word_difference
from nuklid.base.unsaved.forms import RestoredForm

CHANGE = "news.change_statement"


class LeaveOutForm(RestoredForm, forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is left out"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept with the quote and in its history. Seen by the office only."),
    )


class OverrideForm(RestoredForm, forms.Form):
    """Ticks for the wordings without which a news item may appear, and why."""

    wordings = forms.MultipleChoiceField(
        label=gettext_lazy("Wordings that stay hidden"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one wording.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept for good, with your name. Seen by the office only."),
    )

    def __init__(self, item, data=None):
        self.lacking = {f"{s.pk}-{code}": (s, code) for s, code in item.lacking()}
        super().__init__(data, initial={"wordings": list(self.lacking)})
        self.fields["wordings"].choices = [
            (key, f"{statement.name_as_said}: {LANGUAGE_NAMES[code]}")
            for key, (statement, code) in self.lacking.items()
        ]

    def give(self, user):
        """Store an override for every ticked wording."""
        for key in self.cleaned_data["wordings"]:
            statement, language = self.lacking[key]
            statement.overrides.create(
                language=language, reason=self.cleaned_data["reason"], given_by=user
            )


def answer_page(request, item_pk, pk):
    """Show a speaker's change word by word; take it over on POST."""
    demand(request, CHANGE)
    answers = Answer.objects.select_related("request__statement__item")
    rows = answers.filter(
        Q(decision_de="changed") | Q(decision_en="changed"), request__statement__item=item_pk
    )
    answer = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return take_over(request, answer)
    statement = answer.request.statement
    return show_page(
        request,
        "answer",
        _("A change by the speaker"),
        statement.item,
        given_answer=answer,
        wishes=[wish(answer, code) for code in answer.languages("changed")],
        has_attribution=bool(answer.attribution),
        can_be_taken_over=answer.can_be_taken_over(statement),
    )


class Wish(NamedTuple):
    """What a speaker wants changed in one language.

    `runs` lead from the wording asked for to the new one; without a new one there are none.
    """

    language: str
    language_name: str
    runs: list
    attribution: str


def wish(given_answer, language):
    wording = getattr(given_answer, f"text_{language}")
    before = getattr(given_answer.request, f"text_{language}")
    runs = word_difference(before, wording) if wording else []
    attribution = getattr(given_answer, f"attribution_{language}")
    return Wish(language, str(LANGUAGE_NAMES[language]), runs, attribution)


def take_over(request, given_answer):
    statement = given_answer.request.statement
    try:
        given_answer.take_over()
    except Closed:
        messages.error(
            request,
            _("Not taken over: wording, link or answer changed meanwhile. Please ask again."),
        )
        return redirect_to("answer", statement.item_id, given_answer.pk)
    sentence = _("Taken over: the wording of %s stands exactly as written, and is authorised.")
    messages.success(request, sentence % statement.name_as_said)
    return redirect_to("board", statement.item_id)


@transaction.atomic
def leave_out_page(request, item_pk, pk):
    demand(request, CHANGE)
    item = lock_item(item_pk)
    statement = get_object_or_404(item.statements.filter(left_out_reason=""), pk=pk)
    form = LeaveOutForm(request.POST or None)
    if not form.is_valid():
        title = _("Leave a quote out")
        return show_page(request, "leave_out", title, item, statement=statement, form=form)
    statement.left_out_reason = form.cleaned_data["reason"]
    statement.save()
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, statement, "leave_out")
    messages.success(request, _("The quote of %s is left out.") % statement.name_as_said)
    return redirect_to("board", item.pk)


@transaction.atomic
def override_page(request, item_pk):
    demand(request, "news.add_override")
    item = lock_item(item_pk)
    form = OverrideForm(item, request.POST or None)
    if not form.is_valid():
        title = _("Let it be published without these words")
        return show_page(request, "override", title, item, form=form)
    form.give(request.user)
    messages.success(
        request, _("Recorded. Another coordinator can now publish; the words stay hidden.")
    )
    return redirect_to("board", item.pk)
