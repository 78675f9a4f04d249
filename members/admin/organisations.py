from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.admin.checks import CheckedAdmin, doubt_todo
from members.models import FormerName, Membership, Organisation
from nuklid.base.records.editing import RecordForm, RowFormSet
from nuklid.base.records.lists import day_column
from nuklid.base.records.record_admin import TabularRows
from nuklid.base.records.todo import Todo, TodoFilter, alt_text_todo, translation_todo


def named_but_hidden(queryset):
    """Narrow organisations to hidden ones which published news or a statement names."""
    news = Organisation.news_items.rel.related_model.objects.public()
    statements = Organisation.statements.rel.related_model.objects.public()
    is_named = Q(pk__in=news.values("organisations")) | Q(pk__in=statements.values("organisations"))
    return queryset.hidden().filter(is_named)


class OrganisationForm(RecordForm):
    said_at = {
        "organisation_has_name": "name",
        "organisation_is_not_its_own_parent": "parent",
    }

    class Meta:
        # A sentence of 300 letters is seen whole.
        widgets = {f"summary_{code}": AdminTextareaWidget({"rows": 3}) for code in ("de", "en")}


class MembershipRows(RowFormSet):
    @staticmethod
    def key(row):
        return None if row.get("until") else row.get("role")


class MembershipInline(TabularRows):
    model = Membership
    formset = MembershipRows
    fields = ["role", "since", "until"]


class FormerNameInline(TabularRows):
    model = FormerName
    fields = ["name", "until"]


@admin.register(Organisation)
class OrganisationAdmin(CheckedAdmin):
    form = OrganisationForm
    parts = {Membership: "organisation", FormerName: "organisation"}
    list_display = ["name", "roles", "kind", "address_locality", "is_listed", "checked"]
    list_filter = [TodoFilter, "is_listed", "memberships__role", "kind"]
    search_fields = ["name", "legal_name", "former_names__name", "address_locality"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["listed_from"]
    inlines = [MembershipInline, FormerNameInline]
    todos = [
        doubt_todo(_("Organisations whose facts a member called wrong")),
        Todo(
            "hidden",
            _("Hidden organisations named in published news"),
            _("Every organisation that published news names is listed."),
            named_but_hidden,
        ),
        translation_todo("summary", "description", "boilerplate"),
        alt_text_todo("logo", "logo_alt_text", _("Logos without alternative text")),
        alt_text_todo(
            "picture",
            "picture_alt_text",
            _("Pictures of organisations without alternative text"),
            key="picture_alt_text",
        ),
    ]
    fieldsets = [
        (
            None,
            {"fields": [("name", "legal_name"), ("kind", "parent"), ("is_listed", "listed_from")]},
        ),
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
            _("Picture of the house or laboratory"),
            {
                "fields": [
                    "picture",
                    "picture_focus",
                    ("picture_alt_text_de", "picture_alt_text_en"),
                    ("picture_caption_de", "picture_caption_en"),
                    ("picture_credit", "picture_licence"),
                ]
            },
        ),
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
        (_("Facts"), {"fields": [("founding_year", "ror_id"), ("checked_on", "doubted_on")]}),
        (_("Own page of the member"), {"fields": ["edits_at_once", "publishes_events"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_roles()

    checked = day_column("checked_on", _("checked"))

    @admin.display(description=_("role today"))
    def roles(self, obj):
        return ", ".join(m.get_role_display() for m in obj.current_memberships)
