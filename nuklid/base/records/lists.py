"""Lists of the desk that answer whatever stands in their address."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList


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
