"""The map beside the directory, drawn from coordinates alone: degrees, towns, a scale."""

from math import ceil, cos, radians
from statistics import fmean

from members.directory.towns import known_towns

WIDTH, MARGIN, FOOT = 304, 44, 20  # in the units of the drawing; the scale bar is in the foot
KM_PER_DEGREE = 111.2  # of latitude
NARROWEST = 0.4  # degrees: a single town still lies in a region
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 30)  # degrees between two lines
BARS = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)  # km
LABEL_WIDTH, LABEL_HEIGHT, GAP = 48, 16, 3  # a label stands a little off its line
NEAR = 34  # two labels closer than this would touch


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
    """Fits a region (latitudes and longitudes in degrees) into the drawing."""

    def __init__(self, points):
        latitudes, longitudes = zip(*points, strict=True)
        self.middle = (max(latitudes) + min(latitudes)) / 2
        self.narrowing = cos(radians(self.middle))
        self.west = min(longitudes)
        width = max(longitudes) - self.west
        height = (max(latitudes) - min(latitudes)) / self.narrowing
        self.span = max(width, height, NARROWEST)
        self.west -= (self.span - width) / 2
        self.scale = (WIDTH - 2 * MARGIN) / self.span  # units for a degree of longitude
        self.half = max(height, NARROWEST) * self.scale / 2
        self.height = round(2 * self.half + 2 * MARGIN + FOOT)

    def x(self, longitude):
        return round(MARGIN + (longitude - self.west) * self.scale, 1)

    def y(self, latitude):
        north = (latitude - self.middle) * self.scale / self.narrowing
        return round(MARGIN + self.half - north, 1)

    def lines(self):
        """Return the lines of the grid: meridians (x, degrees, x of the label), parallels with y.

        A line is left out where its label would be cut.
        """
        step = next((step for step in STEPS if self.span / step <= 4), STEPS[-1])
        across = self.span * WIDTH / (WIDTH - 2 * MARGIN)
        west = self.x_degree(0)
        south = self.middle - (self.half + MARGIN + FOOT) * self.narrowing / self.scale
        upwards = self.height * self.narrowing / self.scale
        meridians = [(self.x(degree), degree) for degree in multiples(west, across, step)]
        parallels = [(self.y(degree), degree) for degree in multiples(south, upwards, step)]
        return (
            [(x, d, round(x + GAP, 1)) for x, d in meridians if x < WIDTH - LABEL_WIDTH],
            [(y, d, round(y - GAP, 1)) for y, d in parallels if y > 2 * LABEL_HEIGHT],
        )

    def x_degree(self, x):
        return self.west + (x - MARGIN) / self.scale

    def bar(self):
        """Return the scale bar: its length in the drawing and in km."""
        units = self.scale / (KM_PER_DEGREE * self.narrowing)
        fitting = [km for km in BARS if km * units <= WIDTH / 3]
        km = fitting[-1] if fitting else BARS[0]
        return round(km * units, 1), km


def multiples(start, length, step):
    """Return the multiples of `step` between `start` and `start + length`."""
    first = ceil(start / step)
    last = int((start + length) // step)
    return [round(number * step, 1) for number in range(first, last + 1)]


def draw(listings, counts):
    """Return what the template draws, or None where no town has a known place.

    `listings` are all entries, so that every choice shows the same region; `counts` holds the
    number of entries found by town.
    """
    places = positions(listings)
    if not places:
        return None
    frame = Frame(list(places.values()))
    meridians, parallels = frame.lines()
    dots = [
        (town, counts[town], frame.x(longitude), frame.y(latitude))
        for town, (latitude, longitude) in places.items()
    ]
    return {
        "width": WIDTH,
        "height": frame.height,
        "meridians": meridians,
        "parallels": parallels,
        "bar": frame.bar(),
        "towns": [(*dot, label_height(dot, dots)) for dot in sorted(dots)],
    }


def label_height(dot, dots):
    """Return y of a town's name: above its dot, or below where another town is close above."""
    x, y = dot[2:]
    others = [(x2, y2) for _, _, x2, y2 in dots if (x2, y2) != (x, y)]
    crowded = any(abs(x - x2) < 3 * NEAR and 0 <= y - y2 < NEAR for x2, y2 in others)
    return round(y + 22 if crowded else y - 11, 1)
