from django.contrib import admin

from members.admin.records import RecordAdmin
from nuklid.models import Page


@admin.register(Page)
class PageAdmin(RecordAdmin):
    list_display = ["__str__", "key", "modified_at"]
    search_fields = ["title_de", "title_en"]
    fieldsets = [
        (None, {"fields": ["key"]}),
        (
            None,
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
