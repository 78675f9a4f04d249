from http import HTTPStatus

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401 -- these two register what is taken away below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from members.accounts import invitations
from members.models import User
from members.own_page.yearly_check import unanswered
from nuklid.base.records.audit import AuditEvent
from nuklid.base.records.editing import RecordForm
from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.todo import Todo, TodoFilter

RIGHTS = ("is_active", "is_staff", "is_superuser", "groups")
OWN_RIGHTS = (*RIGHTS[:-1], "group_names")
gettext_noop("Coordinators")  # the name of the group, which stands in the database

# The rights of groups come from `manage.py roles`, addresses follow the user (below), and a second
# factor is its owner’s alone.
admin.site.unregister([Group, EmailAddress, Authenticator])


@transaction.atomic
def keep_address(user):
    """Give `user` one verified address, the one to sign in with, for allauth to send codes to."""
    email = user.email.lower()
    EmailAddress.objects.filter(email__iexact=email).exclude(user=user).delete()
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )


def day(moment):
    """Return the day (Berlin) of a moment in few characters, for the list is wide."""
    return date_format(localtime(moment), "SHORT_DATE_FORMAT") if moment else None


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return gettext(group.name)


class UserForm(RecordForm):
    """Everything but the password, which has a page of its own."""

    said_at = {"unique_user_email": "email", "user_has_email": "email"}
    password = ReadOnlyPasswordHashField(
        label=_("Password"),
        help_text=_("Optional: whoever has none signs in with a code sent by e-mail."),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewUserForm(RecordForm):
    said_at = UserForm.said_at
    clean_email = UserForm.clean_email
    invite = forms.BooleanField(
        label=_("send the invitation now"),
        required=False,
        initial=True,
        help_text=_("A letter says how to sign in. It can be sent again from the list of users."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("invite") and not (cleaned.get("is_staff") or cleaned.get("organisations")):
            message = _("The letter says what this person may do: choose organisations or rights.")
            self.add_error("invite", message)
        return cleaned

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class PortalUserAdmin(RecordAdmin, UserAdmin):
    """Users, by e-mail address. Only a superuser makes or changes superusers."""

    form = UserForm
    add_form = NewUserForm
    add_form_template = None
    list_display = [
        "email",
        "last_name",
        "represents",
        "is_of_office",
        "invited_on",
        "first_here",
    ]
    actions = ("invite", "remove_second_factor")
    todos = [
        Todo(
            "unanswered",
            _("Asked whether all is still right, not answered"),
            _("Everyone who was asked has answered."),
            unanswered,
        )
    ]
    list_filter = [TodoFilter, "is_staff", "is_active", "organisations"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    left_behind = (_("Password, second factor and groups do not come back: give them anew."),)
    autocomplete_fields = ["organisations"]
    filter_horizontal = []
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    ("first_name", "last_name"),
                    "organisations",
                    "language",
                    "invite",
                ],
                "description": _("A password can be given on the next page."),
            },
        ),
        (_("Rights"), {"fields": ["is_staff", "groups"]}),
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    ("first_name", "last_name"),
                    "organisations",
                    "language",
                    "office_mail",
                    "password",
                ]
            },
        ),
        (_("Rights"), {"fields": RIGHTS}),
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not obj:
            return fieldsets
        if not obj.is_staff:
            first = [name for name in fieldsets[0][1]["fields"] if name != "office_mail"]
            fieldsets = [(None, {"fields": first}), *fieldsets[1:]]
        rights = OWN_RIGHTS if obj.pk == request.user.pk else RIGHTS
        if not request.user.is_superuser:
            rights = [name for name in rights if name != "is_superuser"]  # type: ignore[assignment]
        return [*fieldsets[:-1], (_("Rights"), {"fields": rights})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody changes the own rights, not even by mistake."""
        is_self = obj and obj.pk == request.user.pk
        return (*RIGHTS, "group_names") if is_self else super().get_readonly_fields(request, obj)

    @admin.display(description=_("groups"))
    def group_names(self, user):
        return ", ".join(gettext(group.name) for group in user.groups.all())

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            groups = Group.objects.all() if request.user.is_superuser else request.user.groups
            kwargs |= {"queryset": groups.all(), "widget": forms.CheckboxSelectMultiple}
            kwargs |= {"form_class": GroupsField}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (request.user.is_superuser or not (obj and obj.is_superuser))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (request.user.is_superuser or not (obj and obj.is_superuser))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        keep_address(obj)
        if not set(RIGHTS).isdisjoint(form.changed_data):
            AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, obj, "rights")

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            user = self.get_object(request, id)
            AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, user, "password")
        return response

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("invite"):  # the letter names the organisations
            invitations.invite(form.instance, request.user, request.build_absolute_uri)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("organisations")

    @admin.display(description=_("represents"))
    def represents(self, obj):
        return ", ".join(str(organisation) for organisation in obj.organisations.all())

    @admin.display(description=_("office"), ordering="is_staff", boolean=True)
    def is_of_office(self, obj):
        return obj.is_staff

    @admin.display(description=_("invited"), ordering="invited_at")
    def invited_on(self, obj):
        return day(obj.invited_at)

    @admin.display(description=_("first signed in"), ordering="first_signed_in_at")
    def first_here(self, obj):
        return day(obj.first_signed_in_at)

    def in_reach(self, request, users):
        """Return those of `users` whom whoever asks may change; superusers stay out of reach."""
        return [user for user in users if self.has_change_permission(request, user)]

    @admin.action(description=_("Send the invitation (again)"), permissions=["change"])
    def invite(self, request, queryset):
        users = self.in_reach(request, queryset.filter(is_active=True))
        with transaction.atomic():
            for user in users:
                invitations.invite(user, request.user, request.build_absolute_uri)
        self.message_user(request, _("Invitations under way: %s") % len(users))

    @admin.action(description=_("Remove the second factor (phone lost)"), permissions=["change"])
    def remove_second_factor(self, request, queryset):
        users = self.in_reach(request, queryset)
        for user in users:
            user.remove_second_factor()
            AuditEvent.record(AuditEvent.Kind.DELETED, request.user, user, "second_factor")
        self.message_user(request, _("Second factors removed: %s") % len(users))

    def may_restore(self, request, record, current):
        """Let no one but a superuser bring back a deleted superuser."""
        may = super().may_restore(request, record, current)
        return may and (current or request.user.is_superuser or not record.is_superuser)

    def made_anew(self, record):
        user = super().made_anew(record)
        user.set_unusable_password()
        return user

    def restore_more(self, record, obj):
        keep_address(obj)
