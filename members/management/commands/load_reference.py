"""Loads what ships with the project: the stages of the value chain and the radionuclides."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from members.models import Radionuclide, Stage

DATA = Path(__file__).parents[2] / "data"
FLAGS = ("metastable", "for_pet", "for_spect", "for_therapy")  # "yes" or "no" in the file
MAY_BE_UNKNOWN = ("half_life", "checked_on")


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
    """Add the row with `key` unless it is there; whatever the office changed stays."""
    exists = model.objects.filter(**{name: fields[name] for name in key}).exists()
    if not exists:
        row = model(**fields)
        row.full_clean()
        row.save()
    return not exists


@transaction.atomic
def load_reference():
    """Add the missing stages and radionuclides; return how many of each."""
    stages = sum(add_missing(Stage, ["number"], row) for row in rows("stages"))
    nuclide = ["symbol", "mass_number", "metastable"]
    fields = map(radionuclide_fields, rows("radionuclides"))
    return stages, sum(add_missing(Radionuclide, nuclide, each) for each in fields)


class Command(BaseCommand):
    help = "Adds the stages and radionuclides that ship with the project and are not there yet."

    def handle(self, **options):
        self.stdout.write("Added {} stages and {} radionuclides".format(*load_reference()))
