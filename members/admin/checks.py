"""How the office sees what a member called wrong, and how its own check ends that."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.todo import Todo


def doubt_note(record):
    return date_format(record.doubted_on, "SHORT_DATE_FORMAT")


def doubt_todo(title):
    return Todo(
        "doubted",
        title,
        _("Nothing here was called wrong by a member."),
        lambda rows: rows.doubted(),
        doubt_note,
    )


class CheckedAdmin(RecordAdmin):
    """A kind of record that is Checked: a new day of the check ends the doubt."""

    def save_model(self, request, obj, form, change):
        if obj.checked_on and "checked_on" in form.changed_data:
            obj.doubted_on = None
        super().save_model(request, obj, form, change)
