"""Which town an address belongs to: a part of a town, "Dresden-Rossendorf", is found under it."""

import csv
import re
from functools import cache
from pathlib import Path

TOWNS = Path(__file__).parents[1] / "data" / "towns.csv"
# What parts a town from its district: "Dresden-Rossendorf", "Dresden OT Rossendorf".
DISTRICT = re.compile(r"\s*(?:[-–,/(]|\bOT\b).*", re.DOTALL)


@cache
def known_towns():
    """Return {town: (latitude, longitude)} in degrees, as members/data/towns.csv has them."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return {
            row["town"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


def town_names(localities: set[str]) -> dict[str, str]:
    """Return {locality: town}; one whose beginning is no town of ours stays what it is.

    Towns are those of the file and all `localities`, so that "Baden-Baden" is no part of "Baden".
    """
    towns = localities | known_towns().keys()
    beginnings = {locality: DISTRICT.sub("", locality) for locality in localities}
    return {name: town if town in towns else name for name, town in beginnings.items()}
