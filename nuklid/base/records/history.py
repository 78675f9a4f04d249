"""What happened to a record: who changed what when, in words, and the way back."""

from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nuklid.base.texts.differences import NOTHING, shown

MOST = 500  # newest entries of a record or of its parts that are read at once


@dataclass(frozen=True)
class Change:
    """One field, before and after, as a person reads it."""

    label: str
    old: str
    new: str
    column: str


@dataclass
class Event:
    """One entry of a history: `record` is the historical row, `changes` what it changed."""

    record: models.Model
    changes: list[Change] = field(default_factory=list)
    is_part: bool = False
    address: str = ""

    @property
    def verb(self):
        verbs = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
        return verbs[self.record.history_type]

    @property
    def kind(self):
        return capfirst(self.record.instance_type._meta.verbose_name)

    @property
    def subject(self):
        """The record as it was called then."""
        try:
            return str(self.record.instance)
        except ObjectDoesNotExist:  # its name needs another record, which is gone
            return f"#{self.record.id}"

    @property
    def who(self):
        return str(self.record.history_user or _("the system"))


def value_of(record, column):
    """Return what a historical row holds in a column, a related object by its name."""
    value = getattr(record, column.attname)
    if value is None or not isinstance(column, models.ForeignKey):
        return value
    try:
        related = getattr(record, column.name)
    except ObjectDoesNotExist:
        related = None
    return related or _("deleted entry %s") % value


def relations_of(history):
    """Return the many-to-many fields of which a historical model (or row) keeps the rows."""
    every = history.instance_type._meta.many_to_many
    return [many for many in every if hasattr(history, many.name)]


def through(history, many):
    """Return the name of the relation from a historical row to the rows of `many` then."""
    link = getattr(history, many.name).model._meta.get_field("history")
    return link.remote_field.get_accessor_name()


def linked_rows(record, many):
    """Return the rows of `many` then; those of a deletion went first: the entry before has them."""
    if record.history_type == "-":
        record = record.prev_record or record
    return getattr(record, through(type(record), many)).all()


def names_of(record, many):
    """Return the names behind a many-to-many field of a historical row, sorted."""
    rows = linked_rows(record, many)
    if not rows:
        return NOTHING
    target = rows[0]._meta.get_field(many.m2m_reverse_field_name())
    return ", ".join(sorted(str(value_of(row, target)) for row in rows))


def changes_between(old, new):
    """Return what differs between two historical rows of one record."""
    changes = []
    for column in new.tracked_fields:
        if column.editable and getattr(old, column.attname) != getattr(new, column.attname):
            before, after = (shown(column, value_of(row, column)) for row in (old, new))
            changes.append(Change(capfirst(column.verbose_name), before, after, column.name))
    for many in relations_of(new):
        before, after = names_of(old, many), names_of(new, many)
        if before != after:
            changes.append(Change(capfirst(many.verbose_name), before, after, many.name))
    return changes


def rows_of(model, lookup, pk):
    """Return the newest historical rows of `model` that belong to a record, newest first."""
    history = model.history.model
    related = [c.name for c in history.tracked_fields if isinstance(c, models.ForeignKey)]
    linked = [
        f"{through(history, many)}__{many.m2m_reverse_field_name()}"
        for many in relations_of(history)
    ]
    rows = history.objects.filter(**{lookup: pk}).order_by("-history_id")
    return rows.select_related("history_user", *related).prefetch_related(*linked)[:MOST]


def events(histories, pk):
    """Return the Events of a record and of its parts, newest first.

    `histories` maps each model to the lookup from its history to the record; the record's own
    model comes first.
    """
    happened = []
    for number, (model, lookup) in enumerate(histories.items()):
        newer = {}  # by record: the row whose predecessor is still to come
        for row in rows_of(model, lookup, pk):
            event = Event(row, is_part=number > 0)
            follower = newer.get(row.id)
            if follower and follower.record.history_type == "~":
                follower.changes.extend(changes_between(row, follower.record))
            newer[row.id] = event
            happened.append(event)
    return sorted(happened, key=lambda event: event.record.history_date, reverse=True)


def newest(histories, pk):
    """Return the number of the newest entry for each model of `histories` (see `events`)."""
    for model, lookup in histories.items():
        rows = model.history.filter(**{lookup: pk})
        yield rows.aggregate(newest=models.Max("history_id"))["newest"] or 0
