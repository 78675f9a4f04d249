from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from news.models import Authorisation
from nuklid.base.records.lists import ReadOnly


@admin.register(Authorisation)
class AuthorisationAdmin(ReadOnly, admin.ModelAdmin):
    """Records to read: they are made beside the statement, and can be revoked, not changed."""

    list_display = ["name", "words", "language", "way", "authorised_on", "recorded_by", "revoked"]
    list_select_related = ["recorded_by"]
    list_filter = ["way", "language", "authorised_on"]
    search_fields = ["name", "text", "note", "organisation"]
    date_hierarchy = "authorised_on"

    @admin.display(description=_("wording"))
    def words(self, obj):
        return Truncator(obj.text).chars(60)

    @admin.display(description=_("revoked at"), ordering="revoked_at")
    def revoked(self, obj):
        return obj.revoked_at
