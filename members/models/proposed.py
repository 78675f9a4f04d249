"""The records a proposal is about, and how values get out of them into JSON and back."""

import hashlib
import json
from collections.abc import Callable

from django.core.exceptions import FieldDoesNotExist
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField

from members.models.competences import Competence
from members.models.organisations import Organisation
from members.models.people import Mandate, Person
from nuklid.base.texts.differences import NOTHING, shown


def lasting_mandates(organisation):
    """Return the mandates at `organisation` that are not over, of people whom everybody sees."""
    return organisation.mandates.of_public_people().exclude(until__lt=timezone.localdate())


def people_of(organisation):
    return Person.objects.filter(pk__in=lasting_mandates(organisation).values("person"))


def people_ever_of(organisation):
    """Return whom everybody sees and who has, or once had, a function at `organisation`."""
    return Person.objects.public().filter(pk__in=organisation.mandates.values("person"))


# What belongs to an organisation: nothing else can be the target of its representatives.
TARGETS = {
    "organisation": lambda organisation: Organisation.objects.filter(pk=organisation.pk),
    "competence": lambda organisation: organisation.competences.all(),
    "mandate": lasting_mandates,
    "person": people_of,
}
NEW: dict[str, Callable[[Organisation], list]] = {
    "competence": lambda organisation: [Competence(organisation=organisation)],
    "mandate": lambda organisation: [Mandate(organisation=organisation)],
    "person": lambda organisation: [Person(is_listed=True), Mandate(organisation=organisation)],
}

# What matters in a portrait: shares of its width and height.
MIDDLE = "0.5x0.5"
PLACES = {
    "0.2x0.2": _("top left"),
    "0.5x0.2": _("top"),
    "0.8x0.2": _("top right"),
    "0.2x0.5": _("on the left"),
    MIDDLE: _("middle"),
    "0.8x0.5": _("on the right"),
    "0.2x0.8": _("bottom left"),
    "0.5x0.8": _("bottom"),
    "0.8x0.8": _("bottom right"),
}

# Where the columns of a subject are found; a new person comes with a mandate.
MODELS = {
    "organisation": (Organisation,),
    "competence": (Competence,),
    "mandate": (Mandate,),
    "person": (Person, Mandate),
}


def column_of(records, name):
    """Return (record, its model field) for a column that one of the `records`, or models, has."""
    for record in records:
        try:
            return record, record._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    raise FieldDoesNotExist(name)


def takes_file(subject, name):
    return isinstance(column_of(MODELS[subject], name)[1], models.FileField)


def stored_value(records, name):
    """Return what the records hold in a column, as JSON keeps it: keys, ISO dates, file names."""
    record, column = column_of(records, name)
    value = column.value_from_object(record)
    if isinstance(column, models.FileField):
        return value.name if value else ""
    return value.isoformat() if hasattr(value, "isoformat") else value


def put(records, name, value):
    """Give a column of the records a `value` from JSON, or a File where it takes files."""
    record, column = column_of(records, name)
    if isinstance(column, models.ForeignKey):
        setattr(record, column.attname, value)
    elif isinstance(value, ContentFile):
        setattr(record, name, value)
    else:
        setattr(record, name, column.to_python(value))


def readable_value(records, name, value):
    """Return a `value` from JSON as a person reads it."""
    _record, column = column_of(records, name)
    if isinstance(column, PPOIField):
        return str(PLACES.get(value, value))
    if isinstance(column, models.ForeignKey) and value:
        return str(column.related_model.objects.filter(pk=value).first() or NOTHING)
    return shown(column, column.to_python(value) if value else value)


def row_label(rule, records, values):
    """Return which row of an organisation a proposal is about, "" where it is all one."""
    if rule.subject == "organisation":
        return ""
    if not rule.is_new:
        return str(records[0])
    if rule.subject == "person":
        return str(Person(**{n: v for n, v in values.items() if n in rule.waiting[:3]}))
    keys = (name for name in ("person", "stage", "radionuclide") if values.get(name))
    return ", ".join(readable_value(records, name, values[name]) for name in keys)


# A fact that somebody has just sent or accepted is checked: part → the model that bears the date.
CHECKED = {
    "contact": "organisation",
    "competence_new": "competence",
    "competence": "competence",
    "person_new": "mandate",
    "mandate_new": "mandate",
    "mandate": "mandate",
    "mandate_end": "mandate",
}


def mark_checked(part, records):
    """Note in the records, before they are stored, that what `part` says was checked today."""
    for record in records:
        if record._meta.model_name == CHECKED.get(part):
            record.mark_checked()


def digest(value):
    """Return a short text that differs where JSON values do."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def store(record, names, by, reason):
    """Check and save a record of which `names` were changed; its history says who and why.

    Raises ValidationError. What stood there before is not judged anew.
    """
    untouched = {column.name for column in record._meta.fields} - set(names)
    record.clean_fields(exclude=untouched if record.pk else {"slug", "person"})
    record.clean()
    record.validate_unique()
    record.validate_constraints()
    record._history_user, record._change_reason = by, reason[:100]
    record.save()
