"""Two people at one form: who saves second keeps what they typed, and of the rest the first's."""

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from nuklid.base.records.history import linked_rows, relations_of


def take_over(form, then, now):
    """Put what `now` holds into the fields of a bound form in which nothing was typed.

    `then` is the historical row from which the form was filled, None if that is unknown; `now` is
    the stored record.
    """
    if not then:
        return
    data = form.data.copy()
    for name, field in form.fields.items():
        before, stored = value_then(then, name), value_now(now, name)
        shown = form.as_shown(name, before)
        if before != stored and not field.has_changed(shown, form[name].data):
            data.setlist(form.add_prefix(name), as_posted(field, form.as_shown(name, stored)))
    form.data = data


def column_of(model, name):
    """Return the column of a field, None for one of the form alone and for files."""
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return None if isinstance(column, models.FileField) else column


def value_now(record, name):
    column = column_of(type(record), name)
    if isinstance(column, models.ManyToManyField):
        return sorted(other.pk for other in getattr(record, name).all())
    return column and column.value_from_object(record)


def value_then(row, name):
    many = next((m for m in relations_of(row) if m.name == name), None)
    if many:
        key = f"{many.m2m_reverse_field_name()}_id"
        return sorted(getattr(other, key) for other in linked_rows(row, many))
    column = column_of(row.instance_type, name)
    return column and getattr(row, column.attname, None)


def as_posted(field, value) -> list[str]:
    """Return what a browser would post from a field that holds `value`."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    widget = getattr(field.widget, "widget", field.widget)  # the desk wraps some
    shown = widget.format_value(field.prepare_value(value))
    values = shown if isinstance(shown, list | tuple) else [shown]
    return ["" if text is None else str(text) for text in values]
