"""The pages of a record's history: every edit, one version, what was deleted, and the way back."""

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import router, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nuklid.base.records.checking import is_key
from nuklid.base.records.history import (
    Change,
    Event,
    events,
    linked_rows,
    names_of,
    relations_of,
    value_of,
)
from nuklid.base.texts.differences import NOTHING, berlin, shown


def names_now(obj, many):
    return ", ".join(sorted(map(str, getattr(obj, many.name).all()))) or NOTHING


def compared(record, obj, names):
    """Return a Change from today's `obj` (None if deleted) to the historical `record`, by field.

    `names` are the fields asked for; those that do not differ are left out.
    """
    changes = []
    for column in record.tracked_fields:
        if column.name in names:
            then = shown(column, value_of(record, column))
            now = shown(column, value_of(obj, column)) if obj else NOTHING
            changes.append(Change(capfirst(column.verbose_name), now, then, column.name))
    for many in relations_of(record):
        if many.name in names:
            now = names_now(obj, many) if obj else NOTHING
            changes.append(
                Change(capfirst(many.verbose_name), now, names_of(record, many), many.name)
            )
    return [change for change in changes if change.old != change.new]


def bring_back(record, target, names):
    """Give `target` the fields `names` of a historical row, and store it.

    Raises ValidationError where the old values are not allowed (any more).
    """
    for column in record.tracked_fields:
        if column.name in names:
            setattr(target, column.attname, getattr(record, column.attname))
    target.full_clean()
    reason = _("Back to the version of %s") % berlin(record.history_date)
    target._change_reason = reason[:100]
    target.save()
    for many in relations_of(record):
        if many.name in names:
            key = many.m2m_reverse_field_name()
            wanted = [getattr(row, f"{key}_id") for row in linked_rows(record, many)]
            getattr(target, many.name).set(many.related_model.objects.filter(pk__in=wanted))
    return target


class HistoryPages:
    """Adds to a ModelAdmin: history/, history/<number>/ and deleted/."""

    left_behind: tuple = ()  # sentences about what does not come back with a deleted row

    def get_urls(self):
        deleted = self.admin_site.admin_view(self.deleted_view)
        return [
            path("deleted/", deleted, name=f"{self.url_prefix}_deleted"),
            *self.record_paths({"version": ("history/<int:number>/", self.version_view)}),
            *super().get_urls(),
        ]

    @property
    def url_prefix(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def record_paths(self, pages):
        """Return the addresses of `pages` about one record: {name: (address below it, view)}."""
        return [
            path(
                f"<int:object_id>/{address}",
                self.admin_site.admin_view(view),
                name=f"{self.url_prefix}_{name}",
            )
            for name, (address, view) in pages.items()
        ]

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        extra = {"title": title, "deleted_url": self.address("deleted")}
        return super().changelist_view(request, extra | (extra_context or {}))

    def restore_more(self, record, obj):
        """Bring back what hangs on a record beside its columns."""

    def costs_of_restoring(self, record, obj):
        """Return sentences about what bringing `record` back takes away from `obj`."""
        return []

    def made_anew(self, record):
        """Return the deleted row as `record` tells it, not stored yet."""
        return record.instance

    def show_page(self, request, template, title, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/{template}.html", context)

    def require_view(self, request, obj=None):
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied

    def history_view(self, request, object_id, extra_context=None):
        self.require_view(request)
        happened = events(self.histories(), int(object_id)) if is_key(object_id) else []
        if not happened:
            raise Http404
        listed = [e for e in happened if e.changes or e.record.history_type != "~"]
        for event in listed:
            event.address = self.version_address(event.record)
        of_record = next(event for event in happened if not event.is_part)
        current = self.model._base_manager.filter(pk=object_id).first()
        title = _("History: %s") % (current or of_record.subject)
        return self.show_page(
            request,
            "record_history",
            title,
            events=listed,
            object=current,
            object_id=object_id,
        )

    def version_address(self, record):
        model = record.instance_type
        if not self.admin_site.is_registered(model):
            return ""
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_version"
        return reverse(name, args=[record.id, record.history_id])

    def version_view(self, request, object_id, number):
        record = get_object_or_404(self.model.history.model, id=object_id, history_id=number)
        self.require_view(request, record.instance)
        if request.method == "POST":
            return self.restore(request, record)
        return self.show_version(request, record)

    def fields_in_form(self, request, obj):
        return set(self.get_form(request, obj, change=True).base_fields)

    def show_version(self, request, record):
        current = self.model._base_manager.filter(pk=record.id).first()
        names = self.fields_in_form(request, current or record.instance)
        return self.show_page(
            request,
            "record_version",
            _("Version of %s") % berlin(record.history_date),
            record=record,
            object=current or record.instance,
            subject=str(current) if current else Event(record).subject,
            is_deleted=not current,
            changes=compared(record, current, names),
            costs=self.costs_of_restoring(record, current) if current else self.left_behind,
            seen=self.versions.current(record.id),
            may_restore=self.may_restore(request, record, current),
        )

    def may_restore(self, request, record, current):
        if current:
            return self.has_change_permission(request, current)
        return request.user.has_perm(
            f"{self.opts.app_label}.{get_permission_codename('add', self.opts)}"
        )

    def restore(self, request, record):
        try:
            with transaction.atomic(using=router.db_for_write(self.model)):
                self.restore_locked(request, record)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return self.show_version(request, record)
        messages.success(request, _("The version of %s is back.") % berlin(record.history_date))
        return HttpResponseRedirect(self.address("change", record.id))

    def restore_locked(self, request, record):
        current = self.model._base_manager.filter(pk=record.id).first()
        self.lock(current)
        if not self.may_restore(request, record, current):
            raise PermissionDenied
        if request.POST.get("seen") != self.versions.current(record.id):
            raise ValidationError(_("Somebody else saved this record meanwhile. Look again."))
        with self.watching(request, current or record.instance):
            names = self.fields_in_form(request, current or record.instance)
            target = current or self.made_anew(record)
            self.restore_more(record, bring_back(record, target, names))

    def deleted_view(self, request):
        self.require_view(request)
        living = self.model._base_manager.values("pk")
        rows = self.model.history.filter(history_type="-").exclude(id__in=living)
        rows = rows.select_related("history_user").order_by("-history_date")[:200]
        title = _("Deleted: %s") % self.opts.verbose_name_plural
        return self.show_page(request, "record_deleted", title, deleted=[*map(Event, rows)])
