from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.todo import TodoFilter, translation_todo
from nuklid.models import MachineUse, Page


@admin.register(Page)
class PageAdmin(RecordAdmin):
    list_display = ["name", "title_de", "title_en", "modified_at"]
    list_filter = [TodoFilter]
    search_fields = ["title_de", "title_en", "body_de", "body_en"]
    todos = [translation_todo("title", "lead", "body")]
    fieldsets = [
        (None, {"fields": ["key"]}),
        (
            _("Text"),
            {
                "classes": ["bilingual"],
                "fields": [
                    ("title_de", "title_en"),
                    ("lead_de", "lead_en"),
                    ("body_de", "body_en"),
                ],
            },
        ),
    ]

    @admin.display(description=_("page"), ordering="key")
    def name(self, obj):
        return obj.get_key_display()

    def get_readonly_fields(self, request, obj=None):
        """The address of a page is fixed."""
        return ["key"] if obj else []


@admin.register(MachineUse)
class MachineUseAdmin(RecordAdmin):
    """There is one: the list leads to it."""

    fields = ["may_be_found", "may_be_quoted", "may_be_trained_on"]

    def changelist_view(self, request, extra_context=None):
        choice = MachineUse.objects.first()
        name, keys = ("change", [choice.pk]) if choice else ("add", [])
        return redirect(reverse(f"admin:nuklid_machineuse_{name}", args=keys))

    def add_view(self, request, form_url="", extra_context=None):
        if MachineUse.objects.exists():
            return redirect("admin:nuklid_machineuse_changelist")
        context = {"title": str(MachineUse()), "show_save_and_add_another": False}
        return super().add_view(request, form_url, (extra_context or {}) | context)

    def has_delete_permission(self, request, obj=None):
        return False
