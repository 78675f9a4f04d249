from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from news.calendar.own_event_form import OwnEventForm
from news.calendar.verbs import verbs_for
from news.models import Event, Presence
from news.models.events import TIME_AND_PLACE
from nuklid.base.records.days import ClockInput
from nuklid.base.records.editing import RecordForm, RowFormSet
from nuklid.base.records.record_admin import RecordAdmin, TabularRows
from nuklid.base.records.todo import Todo, TodoFilter, translation_todo
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES


class EventStateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("draft")),
            ("proposed", _("proposed by a member")),
            ("to_come", _("to come")),
            ("past", _("past")),
            ("cancelled", _("cancelled")),
        ]

    def queryset(self, request, queryset):
        states = {
            "draft": queryset.drafts,
            "proposed": queryset.proposed,
            "to_come": queryset.public().to_come,
            "past": queryset.public().past,
            "cancelled": lambda: queryset.filter(cancelled_at__isnull=False),
        }
        return states.get(self.value(), queryset.all)()


class EventForm(RecordForm):
    said_at = OwnEventForm.said_at | {"published_event_says_where": "address_locality"}

    class Meta:
        # Django's own field says that times are Berlin's; these are those of `time_zone`.
        widgets = {"start_time": ClockInput, "end_time": ClockInput}


class PresenceRows(RowFormSet):
    @staticmethod
    def key(row):
        return row.get("organisation")


class PresenceInline(TabularRows):
    model = Presence
    formset = PresenceRows
    fields = ["organisation", "stand"]
    autocomplete_fields = ["organisation"]


@admin.register(Event)
class EventAdmin(RecordAdmin):
    form = EventForm
    parts = {Presence: "event"}
    change_form_template = "admin/news/event/change_form.html"
    list_display = ["name", "state_today", "start_date", "address_locality", "kind"]
    list_filter = [EventStateFilter, TodoFilter, "kind", "organisers"]
    list_per_page = 50
    date_hierarchy = "start_date"
    search_fields = ["title_de", "title_en", "location", "address_locality", "other_organisers"]
    autocomplete_fields = ["organisers", "report"]
    inlines = [PresenceInline]
    todos = [
        Todo(
            "proposed",
            _("Events that members propose"),
            _("No proposed event waits for a decision."),
            lambda rows: rows.proposed(),
            parameter="state",
        ),
        Todo(
            "draft",
            _("Events not published yet"),
            _("No event waits for publication."),
            lambda rows: rows.drafts(),
            parameter="state",
        ),
        translation_todo("title", "text", rows=lambda rows: rows.to_come()),
    ]
    fieldsets = [
        (
            _("What and when"),
            {
                "classes": ["bilingual"],
                "fields": [
                    "kind",
                    ("title_de", "title_en"),
                    ("start_date", "start_time"),
                    ("end_date", "end_time", "time_zone"),
                ],
            },
        ),
        (
            _("Where"),
            {
                "fields": [
                    ("attendance_mode", "online_url"),
                    "location",
                    ("address_locality", "address_country"),
                ]
            },
        ),
        (_("Text"), {"classes": ["bilingual"], "fields": [("text_de", "text_en")]}),
        (
            _("Who, and how to take part"),
            {
                "fields": [
                    "organisers",
                    "other_organisers",
                    ("registration_url", "registration_until"),
                ]
            },
        ),
        (
            _("Only for courses"),
            {
                "classes": ["collapse"],
                "fields": [
                    ("level", "in_language"),
                    ("certificate_de", "certificate_en"),
                    ("recognised_as_de", "recognised_as_en"),
                ],
            },
        ),
        (_("Afterwards"), {"classes": ["collapse"], "fields": ["report"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": [("slug_de", "slug_en")]}),
    ]

    def refusal(self, obj):
        return _("What has been published is cancelled, never deleted.") if obj.is_public else ""

    def get_readonly_fields(self, request, obj=None):
        """The time and place of what is published change with a reason only (“Move…”)."""
        return TIME_AND_PLACE if obj and obj.is_public else ()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            stored = self.stored(request, obj)
            may = context["has_change_permission"] = self.has_change_permission(request, obj)
            verbs = verbs_for(stored) if may else []
            ways = self.ways(stored) if may else []
            # What is public is saved by its own button alone.
            links = [(address, label) for _key, label, address in ways]
            links += [(self.address(verb.key, stored.pk), verb.label) for verb in verbs]
            context |= {"stored": stored, "verbs": verbs, "ways": ways, "links": links}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def ways(self, event):
        """Return [(key, label, address)] of the pages of `event` that its form leads to."""
        page = _("View page (%s)") if event.is_public else _("Preview (%s)")
        return [
            (f"preview-{code}", page % LANGUAGE_NAMES[code], event.get_absolute_url(code))
            for code in LANGUAGES
        ]

    def response_add(self, request, obj, post_url_continue=None):
        return self.next_page(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.next_page(request, obj) or super().response_change(request, obj)

    def next_page(self, request, obj):
        """Lead on from "save and …" to a verb or the real page."""
        pages = {verb.key: self.address(verb.key, obj.pk) for verb in verbs_for(obj)}
        pages |= {f"preview-{code}": obj.get_absolute_url(code) for code in LANGUAGES}
        target = pages.get(request.POST.get("_then", ""))
        return target and HttpResponseRedirect(target)

    @admin.display(description=_("title"), ordering="title_de")
    def name(self, obj):
        return str(obj)

    @admin.display(description=_("state"))
    def state_today(self, obj):
        return obj.state.label
