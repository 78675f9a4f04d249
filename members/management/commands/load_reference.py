"""Loads what ships with the project: the stages of the value chain and the radionuclides."""

import csv
from itertools import chain, pairwise
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from members.models import Radionuclide, Stage
from members.models.radionuclides import PERCENTS

DATA = Path(__file__).parents[2] / "data"
FLAGS = ("metastable", "for_pet", "for_spect", "for_therapy")  # "yes" or "no" in the file
MAY_BE_UNKNOWN = ("half_life", "checked_on")
NUCLIDE = ("symbol", "mass_number", "metastable")
# What the office changes as one: its principal decay does not go with the file's branches.
TOGETHER = (
    ("half_life", "half_life_unit", "half_life_source"),
    ("principal_decay", *PERCENTS, "emissions", "decay_source"),
)


def rows(name):
    """Return the rows of members/data/<name>.csv as dicts of texts."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def radionuclide_fields(row):
    """Return the fields of a Radionuclide; the file's `note` explains a value to its editors."""
    fields = {name: text for name, text in row.items() if name != "note"}
    fields |= {name: row[name] == "yes" for name in FLAGS}
    return fields | {name: row[name] or None for name in MAY_BE_UNKNOWN}


def add_missing(model, key, fields):
    """Add the row with `key` unless it is there; return whether it was added."""
    exists = model.objects.filter(**{name: fields[name] for name in key}).exists()
    if not exists:
        save(model(**fields))
    return not exists


def save(row):
    row.full_clean()
    row.save()


def correct(fields):
    """Bring a radionuclide in line with the file where the office changed nothing.

    Values that belong together are corrected together. Return whether anything was.
    """
    nuclide = Radionuclide.objects.get(**{name: fields[name] for name in NUCLIDE})
    before = {name: getattr(nuclide, name) for name in fields}
    changed = changed_by_office(nuclide, fields)
    for names in (*TOGETHER, *([name] for name in set(fields) - set(chain(*TOGETHER)))):
        if changed.isdisjoint(names):
            for name in names:
                setattr(nuclide, name, fields[name])
    nuclide.clean_fields()
    corrected = any(before[name] != getattr(nuclide, name) for name in fields)
    if corrected:
        save(nuclide)
    return corrected


def changed_by_office(nuclide, names):
    """Return those of `names` that a user ever changed, all of them if a user added the row."""
    first, *later = nuclide.history.order_by("history_date", "history_id")
    if first.history_user_id:
        return set(names)
    return {
        name
        for before, after in pairwise([first, *later])
        for name in names
        if after.history_user_id and getattr(before, name) != getattr(after, name)
    }


@transaction.atomic
def load_reference():
    """Add the missing stages and radionuclides; return how many of each, and how many corrected."""
    stages = sum(add_missing(Stage, ["number"], row) for row in rows("stages"))
    nuclides = [radionuclide_fields(row) for row in rows("radionuclides")]
    added = sum(add_missing(Radionuclide, NUCLIDE, fields) for fields in nuclides)
    return stages, added, sum(map(correct, nuclides))


class Command(BaseCommand):
    help = (
        "Adds the stages and radionuclides that ship with the project, and corrects their values."
    )

    def handle(self, **options):
        line = "Added {} stages and {} radionuclides, corrected {}"
        self.stdout.write(line.format(*load_reference()))
