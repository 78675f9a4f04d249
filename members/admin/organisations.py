from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.records import RecordAdmin, RecordTabular
from members.models import FormerName, Membership, Organisation


class MembershipInline(RecordTabular):
    model = Membership
    fields = ["role", "since", "until"]


class FormerNameInline(RecordTabular):
    model = FormerName
    fields = ["name", "until"]


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ["name", "kind", "address_locality", "is_listed", "checked_on"]
    list_filter = ["is_listed", "kind", "memberships__role"]
    search_fields = ["name", "legal_name", "former_names__name", "address_locality"]
    autocomplete_fields = ["parent"]
    inlines = [MembershipInline, FormerNameInline]
    fieldsets = [
        (None, {"fields": ["name", "legal_name", "kind", "is_listed", "parent"]}),
        (
            _("Texts"),
            {
                "classes": ["bilingual"],
                "fields": [
                    ("summary_de", "summary_en"),
                    ("description_de", "description_en"),
                    ("boilerplate_de", "boilerplate_en"),
                ],
            },
        ),
        (_("Logo"), {"fields": ["logo", ("logo_alt_text_de", "logo_alt_text_en")]}),
        (
            _("Contact"),
            {
                "fields": [
                    "url",
                    ("email", "telephone"),
                    "street_address",
                    ("postal_code", "address_locality", "address_country"),
                    ("latitude", "longitude"),
                ]
            },
        ),
        (_("Facts"), {"fields": ["founding_year", "ror_id", "checked_on"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]
