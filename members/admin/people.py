from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.records import RecordAdmin, RecordStacked
from members.models import Mandate, Person


class MandateInline(RecordStacked):
    model = Mandate
    autocomplete_fields = ["organisation"]
    fields = [
        "organisation",
        ("job_title_de", "job_title_en"),
        ("since", "until"),
        ("may_be_quoted", "is_press_contact"),
        "checked_on",
    ]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ["full_name", "is_listed"]
    list_filter = ["is_listed", "mandates__organisation"]
    search_fields = ["given_name", "family_name", "mandates__organisation__name"]
    inlines = [MandateInline]
    fieldsets = [
        (None, {"fields": [("honorific_prefix", "given_name", "family_name"), "is_listed"]}),
        (
            _("Portrait"),
            {
                "fields": [
                    "portrait",
                    "portrait_focus",
                    ("portrait_alt_text_de", "portrait_alt_text_en"),
                    "portrait_credit",
                ]
            },
        ),
        (
            _("Biography"),
            {"classes": ["bilingual"], "fields": [("biography_de", "biography_en"), "orcid"]},
        ),
        (
            _("Public contact"),
            {"fields": [("email", "telephone"), "contact_agreed_on"]},
        ),
        (_("Address of the page"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]


@admin.register(Mandate)
class MandateAdmin(RecordAdmin):
    list_display = ["person", "job_title", "organisation", "since", "until", "is_press_contact"]
    list_select_related = ["person", "organisation"]
    list_filter = ["is_press_contact", "may_be_quoted", "organisation"]
    search_fields = [
        "person__given_name",
        "person__family_name",
        "organisation__name",
        "job_title_de",
        "job_title_en",
    ]
    autocomplete_fields = ["person", "organisation"]
    fields = ["person", *MandateInline.fields]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organisation")
