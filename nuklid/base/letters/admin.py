from collections.abc import Callable

import django_tasks_db.admin  # noqa: F401 -- registers what is taken away here
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from nuklid.base.letters.models import Letter
from nuklid.base.records.lists import ReadOnly
from nuklid.base.records.todo import Todo, TodoFilter

# The office reads letters, not the tasks that send them.
admin.site.unregister(DBTaskResult)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in Letter.State if state != "sending"]

    def queryset(self, request, queryset):
        states: dict[str | None, Callable] = {
            "waiting": queryset.waiting,
            "sent": lambda: queryset.filter(sent_at__isnull=False),
            "failed": queryset.failed,
        }
        return states.get(self.value(), queryset.all)()


@admin.register(Letter)
class LetterAdmin(ReadOnly, admin.ModelAdmin):
    """What the portal wrote to whom, to read; what failed can be sent again."""

    list_display = ["subject", "to", "kind", "state_today", "posted_at", "sent_at", "error"]
    list_filter = [StateFilter, TodoFilter, "kind"]
    search_fields = ["to", "subject", "body"]
    date_hierarchy = "posted_at"
    actions = ["send_again"]
    fields = [
        ("kind", "state_today"),
        ("to", "language"),
        "subject",
        "text",
        ("posted_at", "sent_at"),
        ("tries", "next_try_at", "failed_at"),
        "error",
    ]
    readonly_fields = ["state_today", "text"]
    todos = [
        Todo(
            "failed",
            _("Letters that did not go out"),
            _("Every letter went out."),
            lambda rows: rows.failed(),
            lambda letter: letter.error,
        )
    ]

    def has_send_permission(self, request):
        return request.user.has_perm("base.change_letter")

    def address(self, page, *args):
        return reverse(f"admin:base_letter_{page}", args=args)

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request, queryset):
        count = sum(letter.send_again() for letter in queryset)
        told = ngettext("%d letter is sent again.", "%d letters are sent again.", count) % count
        if count:
            messages.success(request, told)
        if skipped := queryset.count() - count:
            left = ngettext(
                "%d letter has not failed and is left as it is.",
                "%d letters have not failed and are left as they are.",
                skipped,
            )
            messages.warning(request, left % skipped)

    @admin.display(description=_("text of the letter"))
    def text(self, obj):
        return obj.text_to_show

    @admin.display(description=_("state"))
    def state_today(self, obj):
        return obj.state.label
