from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Opening
from members.openings.hints import hints_about
from members.openings.letter import tell_member
from nuklid.base.records.editing import RecordForm
from nuklid.base.records.record_admin import RecordAdmin

REASONS = ("taken_down_reason_de", "taken_down_reason_en")


class OpeningForm(RecordForm):
    said_at = {
        "opening_has_title": "title_de",
        "opening_says_where": "apply_at",
        "taken_down_opening_says_why": "taken_down_reason_de",
    }


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("open")), ("over", _("over or not public yet"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.public()
        return queryset.exclude(pk__in=queryset.public().values("pk")) if self.value() else queryset


@admin.register(Opening)
class OpeningAdmin(RecordAdmin):
    form = OpeningForm
    list_display = ["title", "organisation", "kind", "town", "closes_on", "state"]
    list_filter = [StateFilter, "kind", "organisation"]
    search_fields = ["title_de", "title_en", "organisation__name", "town"]
    autocomplete_fields = ["organisation", "radionuclide"]
    actions = ["extend", "mark_filled"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("organisation", "kind"),
                    ("town", "working_time"),
                    "apply_at",
                    ("published_at", "closes_on"),
                ]
            },
        ),
        (
            _("Text"),
            {
                "classes": ["bilingual"],
                "fields": [("title_de", "title_en"), ("summary_de", "summary_en")],
            },
        ),
        (_("Where it appears as well"), {"fields": [("stage", "radionuclide")]}),
        (
            _("Take it down"),
            {
                "classes": ["bilingual"],
                "description": _(
                    "With a reason here it is taken down as soon as you save. Empty the reason to "
                    "show it again. If the place is filled, use “Mark as filled” in the list."
                ),
                "fields": [REASONS],
            },
        ),
        (_("Address of the page"), {"classes": ["collapse"], "fields": [("slug_de", "slug_en")]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_names()

    @admin.display(description=_("title"), ordering="title_de")
    def title(self, obj):
        return str(obj)

    @admin.display(description=_("state"))
    def state(self, obj):
        return obj.get_state_display()

    def refusal(self, obj):
        sentence = _("What was public is taken down or marked as filled, never deleted.")
        return sentence if obj.was_public else ""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        newly = obj.taken_down_at and not any(form.initial.get(name) for name in REASONS)
        if newly and obj.was_public:
            tell_member(obj)
        for hint in hints_about(obj):
            messages.info(request, hint)

    @admin.action(description=_("Extend by four weeks"), permissions=["change"])
    def extend(self, request, queryset):
        self.do_to_each(request, queryset, Opening.extend)

    @admin.action(description=_("Mark as filled"), permissions=["change"])
    def mark_filled(self, request, queryset):
        self.do_to_each(request, queryset, Opening.fill)

    def do_to_each(self, request, queryset, verb):
        """Let `verb` do its work on each row; say which refused, and how many did not."""
        done = 0
        for row in queryset:
            try:
                verb(row, request.user)
            except ValidationError as error:
                messages.error(request, f"{row}: {error.messages[0]}")
            else:
                done += 1
        if done:
            sentence = ngettext("%d opening is changed.", "%d openings are changed.", done)
            messages.success(request, sentence % done)
