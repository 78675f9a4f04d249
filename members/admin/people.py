from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.checks import CheckedAdmin, doubt_todo
from members.models import Mandate, Person
from nuklid.base.records.editing import ConstrainedForm, RecordForm
from nuklid.base.records.lists import day_column
from nuklid.base.records.record_admin import RecordAdmin, StackedRows
from nuklid.base.records.todo import Todo, TodoFilter, alt_text_todo, translation_todo


def named_but_hidden(queryset):
    """Narrow people to hidden ones whose words are published."""
    statements = Person.statements.rel.related_model.objects.public()
    return queryset.hidden().filter(pk__in=statements.values("speaker"))


class PersonForm(RecordForm):
    said_at = {
        "person_has_family_name": "family_name",
        "person_agreed_to_portrait": "portrait_agreed_on",
        "person_agreed_to_public_contact": "contact_agreed_on",
    }


class MandateRowForm(ConstrainedForm):
    said_at = {"delegate_has_name_and_address": "delegate_email"}


class MandateForm(MandateRowForm, RecordForm):
    pass


class MandateInline(StackedRows):
    model = Mandate
    form = MandateRowForm
    autocomplete_fields = ["organisation"]
    fields = [
        ("organisation", "since", "until"),
        ("job_title_de", "job_title_en"),
        ("may_be_quoted", "is_press_contact", "checked_on"),
        ("delegate_name", "delegate_email"),
    ]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    form = PersonForm
    parts = {Mandate: "person"}
    list_display = ["full_name", "functions", "is_listed"]
    list_filter = [TodoFilter, "is_listed", "mandates__organisation"]
    search_fields = [
        "honorific_prefix",
        "given_name",
        "family_name",
        "mandates__organisation__name",
    ]
    readonly_fields = ["listed_from"]
    inlines = [MandateInline]
    todos = [
        Todo(
            "hidden",
            _("Hidden people whose words are published"),
            _("Everyone whose words are published is listed."),
            named_but_hidden,
        ),
        translation_todo("biography"),
        alt_text_todo("portrait", "portrait_alt_text", _("Portraits without alternative text")),
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("honorific_prefix", "given_name", "family_name"),
                    ("is_listed", "listed_from"),
                ]
            },
        ),
        (
            _("Portrait"),
            {
                "fields": [
                    "portrait",
                    "portrait_focus",
                    ("portrait_alt_text_de", "portrait_alt_text_en"),
                    ("portrait_credit", "portrait_licence", "portrait_agreed_on"),
                ]
            },
        ),
        (
            _("Biography"),
            {"classes": ["bilingual"], "fields": [("biography_de", "biography_en"), "orcid"]},
        ),
        (_("Public contact"), {"fields": [("email", "telephone", "contact_agreed_on")]}),
        (_("For the office"), {"fields": ["request_email"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": ["slug"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_mandates()

    @admin.display(description=_("name"), ordering="family_name")
    def full_name(self, obj):
        return obj.full_name

    @admin.display(description=_("functions today"))
    def functions(self, obj):
        return "; ".join(
            ", ".join(filter(None, (m.job_title, m.organisation.name)))
            for m in obj.current_mandates
        )


@admin.register(Mandate)
class MandateAdmin(CheckedAdmin):
    form = MandateForm
    locked_with = "person"
    list_display = ["person", "job_title", "organisation", "begins", "ends", "is_for_press"]
    list_select_related = ["person", "organisation"]
    list_filter = [TodoFilter, "is_press_contact", "may_be_quoted", "organisation"]
    search_fields = [
        "person__honorific_prefix",
        "person__given_name",
        "person__family_name",
        "organisation__name",
        "job_title_de",
        "job_title_en",
    ]
    autocomplete_fields = ["person", "organisation"]
    fields = ["person", *MandateInline.fields, "doubted_on"]
    todos = [
        doubt_todo(_("Functions that a member called wrong")),
        translation_todo("job_title"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organisation")

    begins = day_column("since", _("since"))
    ends = day_column("until", _("until"))

    @admin.display(description=_("press"), ordering="is_press_contact", boolean=True)
    def is_for_press(self, obj):
        return obj.is_press_contact

    @admin.display(description=_("function"), ordering="job_title_de")
    def job_title(self, obj):
        return obj.job_title
