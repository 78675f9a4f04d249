"""The chemical elements, which ship with the project."""

import csv
from functools import cache
from pathlib import Path

ELEMENTS = Path(__file__).parent / "data" / "elements.csv"


@cache
def elements():
    """Return the chemical elements by symbol: number (Z), name_de, name_en."""
    with ELEMENTS.open(encoding="utf-8") as rows:
        return {row["symbol"]: row for row in csv.DictReader(rows)}
