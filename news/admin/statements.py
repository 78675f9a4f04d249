from django.contrib import admin

from members.admin.records import RecordAdmin
from news.admin.items import StatementInline
from news.models import Statement


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    list_display = ["__str__", "item", "kind"]
    list_select_related = ["item", "speaker"]
    search_fields = ["name_as_said", "text_de", "text_en"]
    autocomplete_fields = ["speaker"]
    fields = StatementInline.fields
