from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from members.models import User

admin.site.unregister(Group)


@admin.register(User)
class PortalUserAdmin(UserAdmin):
    list_display = ["email", "first_name", "last_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_staff", "is_active", "organisations"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    autocomplete_fields = ["organisations"]
    fieldsets = [
        (None, {"fields": ["email", "password", ("first_name", "last_name"), "organisations"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]
