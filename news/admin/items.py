from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.records import RecordAdmin, RecordStacked
from news.models import NewsItem, Statement


class StatementInline(RecordStacked):
    model = Statement
    autocomplete_fields = ["speaker"]
    fields = [
        ("position", "kind", "original_language"),
        ("text_de", "text_en"),
        ("speaker", "name_as_said"),
        ("title_as_said_de", "title_as_said_en"),
        ("organisation_as_said_de", "organisation_as_said_en"),
    ]


@admin.register(NewsItem)
class NewsItemAdmin(RecordAdmin):
    list_display = ["headline", "state", "kind", "dated_on"]
    search_fields = ["headline_de", "headline_en", "standfirst_de", "standfirst_en"]
    autocomplete_fields = ["organisations", "press_contact", "related"]
    inlines = [StatementInline]
    fieldsets = [
        (
            _("Text"),
            {
                "classes": ["bilingual"],
                "fields": [
                    ("headline_de", "headline_en"),
                    ("standfirst_de", "standfirst_en"),
                    ("body_de", "body_en"),
                ],
            },
        ),
        (
            _("Dateline"),
            {"fields": ["kind", ("place_de", "place_en"), "dated_on", "source_url"]},
        ),
        (
            _("Picture"),
            {
                "fields": [
                    "image",
                    "image_focus",
                    ("image_alt_text_de", "image_alt_text_en"),
                    ("image_caption_de", "image_caption_en"),
                    "image_credit",
                ]
            },
        ),
        (_("Who and what"), {"fields": ["organisations", "press_contact", "related"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": [("slug_de", "slug_en")]}),
    ]
