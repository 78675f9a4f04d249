from collections import defaultdict
from contextlib import suppress

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.audit import AuditEvent
from nuklid.base.records.lists import Found, ReadOnly

# What the trail holds in one word (`verb`), in the office's words.
DETAILS = {
    "publish": _("published"),
    "schedule": _("scheduled"),
    "embargo": _("put under embargo"),
    "draft": _("made a draft again"),
    "listing": _("chosen who appears with it"),
    "correct": _("corrected"),
    "move": _("moved"),
    "cancel": _("cancelled"),
    "copy": _("copied"),
    "decline": _("declined"),
    "withdraw": _("withdrawn"),
    "authorise": _("authorised"),
    "revoke": _("authorisation taken back"),
    "answer_authorised": _("authorised by the speaker"),
    "answer_changed": _("speaker wants another wording"),
    "answer_not_yet": _("speaker decides later"),
    "answer_declined": _("declined by the speaker"),
    "remind": _("speaker reminded"),
    "leave_out": _("quote left out"),
    "give_preview": _("press preview given"),
    "revoke_preview": _("press preview taken back"),
    "rights": _("rights changed"),
    "password": _("password set"),
    "accepted": _("change accepted"),
    "partly_accepted": _("change accepted in part"),
    "returned": _("change returned"),
    "withdrawn": _("change withdrawn"),
    "at_once": _("change went live at once"),
    "withdraw_portrait": _("consent to the portrait withdrawn"),
    "withdraw_contact": _("consent to the contact withdrawn"),
    "erased": _("erased for good"),
    "all_about_person": _("everything about a person"),
    "backup": _("backup"),
    "mailed_code": _("mailed code"),
    "second_factor": _("second factor"),
    "passkey": _("passkey"),
}


class AuditList(Found):
    """The list of the trail; its events know the title of their record, with a query a kind."""

    def get_results(self, request):
        super().get_results(request)
        titles = find_titles(self.result_list)
        for event in self.result_list:
            event.title = titles.get((event.model, event.number), "")


def find_titles(events):
    """Return {(label of the model, number): title} of the records of `events`."""
    numbers = defaultdict(set)
    for event in events:
        if event.model:
            numbers[event.model].add(event.number)
    return {
        (label, pk): title
        for label, pks in numbers.items()
        for pk, title in titles_of(apps.get_model(label), pks)
    }


def titles_of(model, pks):
    """Yield (pk, title) of records, of deleted ones as their history has it."""
    related = [field.name for field in model._meta.fields if field.many_to_one]
    rows = model._base_manager.select_related(*related).in_bulk(pks)
    yield from ((pk, str(row)) for pk, row in rows.items())
    if gone := pks - rows.keys() if hasattr(model, "history") else ():
        for version in model.history.filter(id__in=gone).order_by("history_date"):
            # What it was about may be gone, too.
            with suppress(ObjectDoesNotExist):
                yield version.id, str(version.instance)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly, admin.ModelAdmin):
    """Who signed in, decided, exported and deleted: to read, and nothing else."""

    list_display = ["at", "kind", "detail", "who", "record"]
    list_display_links = None
    list_filter = ["kind"]
    date_hierarchy = "at"
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return AuditList

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        self.names = {}
        return rows

    @admin.display(description=_("in detail"), ordering="verb")
    def detail(self, event):
        return DETAILS.get(event.verb, event.verb)

    @admin.display(description=_("who"))
    def who(self, event):
        """Name the user, or give the number of one who is gone."""
        if not event.by_id:
            return _("nobody known")
        if event.by_id not in self.names:
            user = get_user_model().objects.filter(pk=event.by_id).first()
            self.names[event.by_id] = str(user) if user else f"#{event.by_id}"
        return self.names[event.by_id]

    @admin.display(description=_("record"))
    def record(self, event):
        """Lead to the history of the record, which tells the rest."""
        if not event.model:
            return ""
        options = apps.get_model(event.model)._meta
        title = getattr(event, "title", "") or f"#{event.number}"
        label = f"{capfirst(options.verbose_name)}: {title}"
        try:
            name = f"admin:{options.app_label}_{options.model_name}_history"
            return format_html('<a href="{}">{}</a>', reverse(name, args=[event.number]), label)
        except NoReverseMatch:
            return label
