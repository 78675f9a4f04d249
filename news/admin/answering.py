"""What the coordinator decides: a speaker's own wording, a quote left out, an exception."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from news.admin.asking import demand
from news.forms.publication import LeaveOutForm, OverrideForm
from news.models import Answer, NewsItem
from news.models.requests import Closed
from nuklid.base.texts.bilingual import LANGUAGE_NAMES
from nuklid.base.texts.differences import word_difference


class AnsweringPages:
    """Adds change/<answer>/, leave-out/<statement>/ and override/ to a news item."""

    def get_urls(self):
        pages = {
            "answer": ("answer/<int:pk>/", self.answer_view),
            "leave_out": ("leave-out/<int:pk>/", self.leave_out_view),
            "override": ("override/", self.override_view),
        }
        return self.record_paths(pages) + super().get_urls()

    def answer_view(self, request, object_id, pk):
        """Show a speaker's change word by word; take it over on POST."""
        demand(request, "news.change_statement")
        answers = Answer.objects.select_related("request__statement__item")
        rows = answers.filter(decision="changed", request__statement__item=object_id)
        answer = get_object_or_404(rows, pk=pk)
        item = answer.request.statement.item
        if request.method == "POST":
            return self.take_over(request, answer)
        return self.show_page(
            request,
            "news/answer",
            _("A change by the speaker"),
            object=item,
            answer=answer,
            differences=[difference(answer, code) for code in answer.changed_languages()],
            can_be_taken_over=answer.can_be_taken_over
            and answer.is_undecided(answer.request.statement),
        )

    def take_over(self, request, answer):
        item = answer.request.statement.item
        try:
            answer.take_over()
        except Closed:
            told = _("Not taken over: wording, link or answer changed meanwhile. Please ask again.")
            messages.error(request, told)
            return HttpResponseRedirect(self.address("answer", item.pk, answer.pk))
        told = _("Taken over: the wording of %s stands exactly as written, and is authorised.")
        messages.success(request, told % answer.request.statement.name_as_said)
        return self.to_board(item)

    @transaction.atomic
    def leave_out_view(self, request, object_id, pk):
        demand(request, "news.change_statement")
        item = get_object_or_404(NewsItem.objects.select_for_update(), pk=object_id)
        statement = get_object_or_404(item.statements.filter(left_out_reason=""), pk=pk)
        form = LeaveOutForm(request.POST or None)
        if not form.is_valid():
            title = _("Leave a quote out")
            return self.show_page(
                request, "news/leave_out", title, object=item, statement=statement, form=form
            )
        statement.left_out_reason = form.cleaned_data["reason"]
        statement.save()
        messages.success(request, _("The quote of %s is left out.") % statement.name_as_said)
        return self.to_board(item)

    @transaction.atomic
    def override_view(self, request, object_id):
        demand(request, "news.add_override")
        item = get_object_or_404(NewsItem.objects.select_for_update(), pk=object_id)
        form = OverrideForm(item, request.POST or None)
        if not form.is_valid():
            title = _("Let it be published without these words")
            return self.show_page(request, "news/override", title, object=item, form=form)
        form.give(request.user)
        told = _("Recorded. Another coordinator can now publish; the words stay hidden.")
        messages.success(request, told)
        return HttpResponseRedirect(reverse("admin:news_newsitem_board", args=[item.pk]))


def difference(answer, language):
    """Return the name of a language, and what leads from the wording asked for to the new one."""
    before = getattr(answer.request, f"text_{language}")
    runs = word_difference(before, getattr(answer, f"text_{language}"))
    return language, LANGUAGE_NAMES[language], runs
