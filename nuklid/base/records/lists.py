"""Lists of the desk that answer whatever stands in their address."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils.formats import date_format


def day_column(name, label):
    """Return a column of a list, headed `label`, with the day in the field `name` in figures.

    A list at the desk has room for "01.09.2026", not for "1. September 2026".
    """

    @admin.display(description=label, ordering=name)
    def show(model_admin, obj):
        day = getattr(obj, name)
        return day and date_format(day, "SHORT_DATE_FORMAT")

    return show


class Found(ChangeList):
    def get_results(self, request):
        try:
            super().get_results(request)
        except ValueError as error:  # a year that no calendar has is noticed only here
            raise IncorrectLookupParameters from error


class Lists:
    def get_changelist(self, request, **kwargs):
        return Found

    def lookup_allowed(self, lookup, value, request=None):
        """Refuse patterns: a wrong one is a fault of the database, a cunning one keeps it busy."""
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)


class ReadOnly(Lists):
    """A list of what the portal itself writes: nobody adds, changes or deletes it by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
