"""The map beside the directory: Saxony with its rivers, and a dot and a label for each town."""

import json
from collections import Counter
from functools import cache, lru_cache
from itertools import product
from math import cos, radians
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from members.directory.towns import known_towns

SAXONY = Path(__file__).parents[1] / "data" / "saxony.json"
WIDTH, MARGIN, FOOT = 400, 12, 20  # in the units of the drawing; the scale bar is in the foot
KM_PER_DEGREE = 111.2  # of latitude
BARS = (10, 20, 50, 100, 200, 500, 1000, 2000)  # km
DOT, LETTER, HEIGHT = 4, 6.5, 16  # half a dot; the room of a letter in a label, and of a line
CLEAR = 8  # beside a dot: a label nearer than that would seem to be its own
AWAY = (0, 4, 9, 16, 26, 40, 58, 80)  # how far a label may stand off its dot
# Where it then stands: how much of its width and height lies to the left of and above the dot.
SIDES = (
    *((1, 0, 0, 0.5), (-1, 0, 1, 0.5), (0, -1, 0.5, 1), (0, 1, 0.5, 0)),
    *((0.7, -0.7, 0, 1), (-0.7, -0.7, 1, 1), (0.7, 0.7, 0, 0), (-0.7, 0.7, 1, 0)),
    *((0, -1, 0.2, 1), (0, -1, 0.8, 1), (0, 1, 0.2, 0), (0, 1, 0.8, 0)),
)
MOST = 60  # towns with a label; the others stand in the list
POINTS = 8  # of a line from a dot to its label are looked at


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self):
        return round(self.right - self.left, 1)

    @property
    def middle(self):
        return round((self.left + self.right) / 2, 1)

    @property
    def base(self):
        """Return where the letters of a label stand."""
        return round(self.bottom - 4, 1)

    def lies_in(self, other):
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def touches(self, other):
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Spot(NamedTuple):
    """A town in the drawing: its dot, and the box of its label, None where there is no room."""

    town: str
    x: float
    y: float
    label: Box | None

    @property
    def leader(self):
        """Return the end of the line from the dot to its label, or None where they are close."""
        x, y = nearest(self.label, self.x, self.y)
        far = abs(x - self.x) + abs(y - self.y) > 2 * DOT
        return (x, y) if far else None


def nearest(box, x, y):
    """Return the point of `box` that is nearest to another."""
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)


@cache
def saxony():
    """Return {name: [(longitude, latitude)]} in degrees; docs/map/draw_saxony.py drew it."""
    lines = json.loads(SAXONY.read_text(encoding="utf-8"))
    return {name: line for name, line in lines.items() if name != "source"}


def positions(listings):
    """Return {town: (latitude, longitude)}: from the file, else the middle of its organisations."""
    points_of = {}
    for listing in listings:
        if listing.town and listing.position:
            points_of.setdefault(listing.town, []).append(listing.position)
    middles = {
        town: tuple(map(fmean, zip(*points, strict=True))) for town, points in points_of.items()
    }
    towns = {listing.town for listing in listings}
    return middles | {town: known_towns()[town] for town in towns & known_towns().keys()}


class Frame:
    """Fits Saxony and the `points` (latitude, longitude), in degrees, into the drawing."""

    def __init__(self, points):
        outline = [(latitude, longitude) for longitude, latitude in saxony()["outline"]]
        latitudes, longitudes = zip(*outline, *points, strict=True)
        self.west, self.north = min(longitudes), max(latitudes)
        narrowing = cos(radians((self.north + min(latitudes)) / 2))
        self.across = (WIDTH - 2 * MARGIN) / (max(longitudes) - self.west)
        self.down = self.across / narrowing
        self.height = round(2 * MARGIN + FOOT + (self.north - min(latitudes)) * self.down)

    def project(self, latitude, longitude):
        """Return x and y of a point in the drawing."""
        x = MARGIN + (longitude - self.west) * self.across
        return round(x, 1), round(MARGIN + (self.north - latitude) * self.down, 1)

    def path(self, name):
        """Return a line of Saxony as SVG writes it."""
        places = (self.project(latitude, longitude) for longitude, latitude in saxony()[name])
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)

    def bar(self):
        """Return the scale bar: its length in the drawing and in km."""
        units = self.down / KM_PER_DEGREE
        fitting = [km for km in BARS if km * units <= WIDTH / 4]
        km = fitting[-1] if fitting else BARS[0]
        return round(km * units, 1), km


def boxes_around(x, y, width):
    """Yield where the label of a dot may stand, the nearest first."""
    for away, (right, down, left_of, above) in product(AWAY, SIDES):
        left = x + right * (DOT + 2 + away) - left_of * width
        top = y + down * (DOT + 2 + away) - above * HEIGHT
        yield Box(round(left, 1), round(top, 1), round(left + width, 1), round(top + HEIGHT, 1))


def along(box, x, y):
    """Return boxes along the line that leads from a dot to the box of its label."""
    to_x, to_y = nearest(box, x, y)
    steps = [step / POINTS for step in range(1, POINTS)]
    points = [(x + (to_x - x) * step, y + (to_y - y) * step) for step in steps]
    return [Box(left - 1, top - 1, left + 1, top + 1) for left, top in points]


@lru_cache(maxsize=64)
def spots(towns, height):
    """Return a Spot for each of `towns` (name, letters of its label, x, y); no two labels touch.

    Whoever comes first has the choice. Neither a label nor its line covers a dot or a label.
    """
    sheet = Box(0, 0, WIDTH, height - FOOT)
    dots = {town: Box(x - CLEAR, y - DOT, x + CLEAR, y + DOT) for town, _letters, x, y in towns}
    taken, placed = [], []
    for index, (town, letters, x, y) in enumerate(towns):
        others = taken + [dot for name, dot in dots.items() if name != town]

        def is_free(box, x=x, y=y, others=others):
            return (
                box.lies_in(sheet)
                and not any(map(box.touches, others))
                and not any(bit.touches(other) for bit in along(box, x, y) for other in others)
            )

        boxes = boxes_around(x, y, letters * LETTER + 4) if index < MOST else ()
        label = next(filter(is_free, boxes), None)
        if label:
            taken += [label, *along(label, x, y)]
        placed.append(Spot(town, x, y, label))
    return placed


def draw(listings, towns):
    """Return what the template draws, or None where no town has a known place.

    `listings` are all entries, so that every choice shows the same map; `towns` holds (town,
    number of entries found, query that narrows to it).
    """
    places = positions(listings)
    if not places:
        return None
    frame = Frame(places.values())
    entries = Counter(listing.town for listing in listings)
    largest_first = sorted(places, key=lambda town: (-entries[town], town))
    measured = tuple(
        (town, len(f"{town} {entries[town]}"), *frame.project(*places[town]))
        for town in largest_first
    )
    chosen = {town: (count, query) for town, count, query in towns}
    return {
        "width": WIDTH,
        "height": frame.height,
        "outline": frame.path("outline"),
        "rivers": [frame.path(name) for name in ("Elbe", "Neisse")],
        "bar": frame.bar(),
        "spots": [(spot, *chosen[spot.town]) for spot in spots(measured, frame.height)],
    }
