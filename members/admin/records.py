from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin


class RecordAdmin(SimpleHistoryAdmin):
    """A record that several people edit."""


class RecordTabular(admin.TabularInline):
    extra = 0


class RecordStacked(admin.StackedInline):
    extra = 0
