"""How the office edits any record: together, with a history, and without losing what is public."""

from contextlib import contextmanager

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.validators import RegexValidator
from django.db import models, router, transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorField
from imagefield.fields import PPOIField

from nuklid.base.records.audit import AuditEvent
from nuklid.base.records.checking import ConstrainedForm, PlainText, is_key
from nuklid.base.records.editing import RecordForm, RowFormSet
from nuklid.base.records.lists import Lists
from nuklid.base.records.pictures import clean_uploads
from nuklid.base.records.restoring import HistoryPages
from nuklid.base.records.versions import Versions
from nuklid.base.records.widgets import Search, SearchSeveral


class Deleted(Http404):
    """Somebody deleted the record; `record` is the last row of its history."""

    def __init__(self, record):
        super().__init__()
        self.record = record


SHARE = r"(0(\.\d+)?|1(\.0+)?)"
in_the_picture = RegexValidator(
    f"^{SHARE}x{SHARE}$", gettext_lazy("The focal point lies outside the picture.")
)


def home_of(record):
    """Return the record in which another one lies: what would take it along when deleted."""
    links = (f for f in record._meta.fields if isinstance(f, models.ForeignKey))
    owner = next((f for f in links if f.remote_field.on_delete is models.CASCADE), None)
    return owner and getattr(record, owner.name)


def where(record):
    """Say which record this is and in which others it lies."""
    names = []
    while record:
        subject = _("“%(subject)s”") % {"subject": record}
        names.append(f"{capfirst(record._meta.verbose_name)} {subject}")
        record = home_of(record)
    return ", ".join(names)


def nameless():
    """Return the models that only tie two others together: nothing a person could read."""
    everything = apps.get_models(include_auto_created=True)
    return [m for m in everything if all(f.primary_key or f.remote_field for f in m._meta.fields)]


def readable(listed):
    """Leave the nameless rows out of the nested list of what is deleted."""
    starts = tuple(f"{capfirst(model._meta.verbose_name)}:" for model in nameless())
    rows = [readable(row) if isinstance(row, list) else row for row in listed]
    return [row for row in rows if row and not str(row).startswith(starts)]


class Fields:
    """How any field looks: plain line ends, a label, no button that deletes what it points to."""

    formfield_overrides = {
        models.TextField: {"form_class": PlainText, "widget": AdminTextareaWidget},
        ProseEditorField: {"widget": AdminTextareaWidget},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = Search(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = SearchSeveral(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        if isinstance(db_field, PPOIField):
            field.validators.append(in_the_picture)
        if isinstance(db_field, models.FileField):
            field.widget.use_fieldset = False  # its legend would not name the field, a label does
        return field


class RecordAdmin(HistoryPages, Lists, Fields, admin.ModelAdmin):
    """A kind of record. `parts` maps models shown in its form to the lookup of the record.

    `locked_with` names the foreign key to a record in whose form this one can be edited as well.
    `go_along` are models whose rows go with the record, although nobody may delete them alone.
    """

    form = RecordForm
    parts = {}
    locked_with = ""
    go_along: tuple[type[models.Model], ...] = ()

    def histories(self):
        return {self.model: "id", **self.parts}

    @property
    def versions(self):
        return Versions(self.histories())

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.versions = self.versions
        return form

    def get_object(self, request, object_id, from_field=None):
        """Return the record, None if there never was one; raises Deleted."""
        obj = super().get_object(request, object_id, from_field)
        gone = not obj and is_key(object_id) and self.model.history.filter(id=object_id).first()
        if gone:
            raise Deleted(gone)
        return obj

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        chosen = [field for field in self.model._meta.fields if field.name in request.FILES]
        clean_uploads(request.FILES, {field.name: field.formfield() for field in chosen})
        try:
            return self.locked_view(request, object_id, form_url, extra_context)
        except Deleted as error:
            return self.lead_to_history(request, error.record)

    def locked_view(self, request, object_id, form_url, extra_context):
        """Answer as Django does; while a form is saved, nobody else saves the record."""
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            obj = self.get_object(request, unquote(object_id))
            self.lock(obj)
            with self.watching(request, obj):
                return super().changeform_view(request, object_id, form_url, extra_context)

    def lock(self, obj):
        """Make others who save the record wait until this transaction is over."""
        for record in (obj, obj and self.locked_with and getattr(obj, self.locked_with)):
            if record:
                type(record)._base_manager.select_for_update().get(pk=record.pk)

    @contextmanager
    def watching(self, request, obj):
        """Surround every attempt to save `obj` (or None) and its parts; tell what followed."""
        yield

    def save_model(self, request, obj, form, change):
        if form.changed_data or not change:
            super().save_model(request, obj, form, change)

    def lead_to_history(self, request, gone):
        """Lead whoever had a form open when somebody else deleted the record to its history."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        who = gone.history_user or _("the system")
        message = _("“%(name)s” was deleted by %(who)s. Its history can bring it back.")
        messages.error(request, message % {"name": gone.instance, "who": who})
        return HttpResponseRedirect(self.address("history", gone.id))

    def stored(self, request, obj):
        """Return the record as it is: a form that was refused has left its entries in `obj`."""
        refused = obj and request.method == "POST"
        return self.model._base_manager.get(pk=obj.pk) if refused else obj

    def address(self, page, *args):
        return reverse(f"admin:{self.url_prefix}_{page}", args=args)

    def log_deletions(self, request, queryset):
        for record in queryset:
            AuditEvent.record(AuditEvent.Kind.DELETED, request.user, record)
        return super().log_deletions(request, queryset)

    def view_on_site(self, obj):
        """Return the address of the record's page, None where readers see none."""
        has_page = hasattr(obj, "get_absolute_url") and obj.is_public
        return obj.get_absolute_url() if has_page else None

    # Deleting ------------------------------------------------------------------------------------

    def refusal(self, obj):
        """Say why `obj` cannot be deleted although nothing hangs on it; "" if it can."""
        return ""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        obj = self.stored(request, obj)
        if obj and self.refusal(obj):
            context["show_delete"] = False
        # Our summary says everything once; Django's own note would say half of it again.
        context["problems"] = context.pop("errors", None)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_deleted_objects(self, objs, request):
        """Name what keeps the records, with the place where it stands."""
        listed, counts, missing_rights, _protected = super().get_deleted_objects(objs, request)
        missing_rights -= {model._meta.verbose_name for model in self.go_along}
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        protected = [where(record) for record in collector.protected]
        protected += [f"{obj}: {reason}" for obj in objs if (reason := self.refusal(obj))]
        for model in nameless():
            counts.pop(model._meta.verbose_name_plural, None)
        return readable(listed), counts, set() if protected else missing_rights, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Deleted as error:
            return self.lead_to_history(request, error.record)
        except models.ProtectedError as error:  # somebody was quicker: it is used now
            messages.error(request, error.args[0])
            return HttpResponseRedirect(self.address("change", object_id))


class RowOptions(Fields):
    extra = 0
    form = ConstrainedForm
    formset = RowFormSet

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.versions = self.admin_site.get_model_admin(self.parent_model).versions
        return formset


class TabularRows(RowOptions, admin.TabularInline):
    pass


class StackedRows(RowOptions, admin.StackedInline):
    pass
