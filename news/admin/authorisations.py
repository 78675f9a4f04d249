from django.contrib import admin

from news.models import Authorisation


@admin.register(Authorisation)
class AuthorisationAdmin(admin.ModelAdmin):
    list_display = ["name", "language", "way", "authorised_on", "recorded_by"]
    list_select_related = ["recorded_by"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
