from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.todo import TodoFilter, translation_todo
from nuklid.models import Page


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
