from django.contrib import admin
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.models import AuthorisationRequest
from nuklid.base.records.lists import ReadOnly
from nuklid.base.records.todo import Deed, Todo, TodoFilter


def due(auth_request):
    return _("%(name)s, answer by %(day)s") % {
        "name": auth_request.asked_name,
        "day": date_format(auth_request.answer_by),
    }


def answered(auth_request):
    return f"{auth_request.asked_name}: {auth_request.standing_answer.summary}"


REMIND = Deed(
    "admin:news_authorisationrequest_remind",
    gettext_lazy("Remind together…"),
    "news.change_authorisationrequest",
)


@admin.register(AuthorisationRequest)
class AuthorisationRequestAdmin(ReadOnly, admin.ModelAdmin):
    """All requests, to read; a click leads to the board of the news item, where one acts."""

    list_display = ["speaker", "item", "asked_name", "asked_at", "answer_by", "decision"]
    list_filter = [TodoFilter, "answer_by"]
    search_fields = ["asked_name", "email", "statement__name_as_said"]
    todos = [
        Todo(
            "proposed",
            gettext_lazy("Quotes changed by their speakers"),
            gettext_lazy("No speaker’s change waits for you."),
            lambda rows: rows.proposing(),
            answered,
            related=("answers",),
        ),
        Todo(
            "declined",
            gettext_lazy("Declined quotes"),
            gettext_lazy("No speaker has declined."),
            lambda rows: rows.declined(),
            answered,
            related=("answers",),
        ),
        Todo(
            "link",
            gettext_lazy("Speakers who want a new link"),
            gettext_lazy("Nobody waits for a new link."),
            lambda rows: rows.wanting_link(),
            due,
        ),
        Todo(
            "late",
            gettext_lazy("Answers that are late"),
            gettext_lazy("No answer is late."),
            lambda rows: rows.late(),
            due,
            deed=REMIND,
        ),
        Todo(
            "remind",
            gettext_lazy("Reminders you could send"),
            gettext_lazy("Nobody needs a reminder today."),
            lambda rows: rows.to_remind(),
            due,
            deed=REMIND,
        ),
        Todo(
            "waiting",
            gettext_lazy("Quotes waiting for an answer"),
            gettext_lazy("No quote waits for an answer."),
            lambda rows: rows.in_time(),
            due,
        ),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(statement__item__withdrawn_at=None)
        return rows.select_related("statement__item").prefetch_related("answers")

    def change_view(self, request, object_id, *args, **kwargs):
        auth_request = self.get_object(request, object_id)
        if not auth_request:
            raise Http404
        board = reverse("admin:news_newsitem_board", args=[auth_request.statement.item_id])
        return HttpResponseRedirect(f"{board}#statement-{auth_request.statement_id}")

    def address(self, page, *args):
        return reverse(f"admin:news_authorisationrequest_{page}", args=args)

    @admin.display(description=gettext_lazy("speaker"), ordering="statement__name_as_said")
    def speaker(self, obj):
        return obj.statement.name_as_said

    @admin.display(description=gettext_lazy("news item"))
    def item(self, obj):
        return obj.statement.item

    @admin.display(description=gettext_lazy("answer"), empty_value="–")
    def decision(self, obj):
        return obj.standing_answer and obj.standing_answer.summary
