"""What the page of a radionuclide works out: its relatives and how it decays."""

import csv
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuklid.base.texts.elements import elements

RELATED = Path(__file__).parents[1] / "data" / "related.csv"
# How a related nuclide stands to this one: named in this row of the file, or the other way round.
FORWARD = {
    "parent": _("Parent nuclide"),
    "generator": _("Parent nuclide of the generator"),
    "daughter": _("Decays to"),
    "target": _("Made from"),
    "imaging": _("Imaging partner of"),
}
BACKWARD = {
    "parent": _("Decays to"),
    "generator": _("Generator of"),
    "daughter": _("Parent nuclide"),
    "target": _("Used to make"),
    "imaging": _("Imaging partner"),
}
SAME_ELEMENT = _("Same element, same chemistry")
SAME_PARENT = _("From the same parent nuclide")

HALF_LIVES = 5
DIGITS = Context(prec=4)
# The drawing in its own units: the curve lies between these edges.
LEFT, TOP, WIDTH, HEIGHT = 56, 16, 400, 200
STEPS = 40


@cache
def related_rows():
    """Return (radionuclide, relation, related) as members/data/related.csv has them."""
    with RELATED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [(row["radionuclide"], row["relation"], row["related"]) for row in rows]


def relatives(nuclide, everyone):
    """Return (label, relatives) of the radionuclide `nuclide` among `everyone`.

    A relative is (name, Radionuclide or None): the portal has no page for every nuclide.
    """
    with_page = {str(nuclide): nuclide for nuclide in everyone}
    pairs = list(named_with(str(nuclide)))
    pairs += [
        (SAME_ELEMENT, str(n)) for n in everyone if n.symbol == nuclide.symbol and n != nuclide
    ]
    grouped = {}
    for label, name in pairs:
        grouped.setdefault(label, []).append((readable(name), with_page.get(name)))
    return list(grouped.items())


def named_with(name):
    """Yield (label, name) of what members/data/related.csv tells about the nuclide `name`."""
    rows = related_rows()
    parents = {parent for child, how, parent in rows if (child, how) == (name, "parent")}
    for nuclide, relation, related in rows:
        if relation == "alpha":
            continue  # is said with the decay
        if nuclide == name:
            yield FORWARD[relation], related
        elif related == name:
            yield BACKWARD[relation], nuclide
        elif relation == "parent" and related in parents:
            yield SAME_PARENT, nuclide


def alpha_daughters(nuclide):
    """Return the names of the daughters whose alpha decay a therapy with `nuclide` rests on."""
    rows = related_rows()
    return [to for name, relation, to in rows if (name, relation) == (str(nuclide), "alpha")]


def readable(name):
    """Return "Ac-225" as it is, and the name of the element for "Ra"."""
    return name if "-" in name else elements()[name][f"name_{get_language()}"]


def decay_curve(nuclide):
    """Return what is left of `nuclide` over five half-lives, to be drawn and to be read.

    `line` are the points of a polyline, `steps` hold the number of half-lives, the time in the
    unit of the half-life, the share left in per cent, and as texts x, y and y of the share's label
    in the drawing. None where nobody could source a half-life.
    """
    if not nuclide.half_life:
        return None
    grid = [n * HALF_LIVES / STEPS for n in range(STEPS + 1)]
    return {
        "line": " ".join("{:.1f},{:.1f}".format(*point_at(n)) for n in grid),
        "steps": [
            (n, rounded(nuclide.half_life * n), share(n), *drawn(*point_at(n)))
            for n in range(HALF_LIVES + 1)
        ],
    }


def drawn(x, y):
    """Return x, y and the y of a label beside it, to one place, as SVG writes numbers."""
    return tuple(f"{number:.1f}" for number in (x, y, y + 4))


def rounded(time):
    """Return a time to four digits: beside a curve more would only be noise."""
    return DIGITS.plus(time).normalize(DIGITS)


def share(half_lives):
    """Return what is left in per cent, to two places: 12.5."""
    return (Decimal(100) / 2**half_lives).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def point_at(half_lives):
    """Return x and y of what is left after a number of half-lives."""
    return LEFT + WIDTH * half_lives / HALF_LIVES, TOP + HEIGHT * (1 - 2**-half_lives)
