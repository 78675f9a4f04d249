"""Nuclides where they stand: the whole chart, decay chains, levels, a spectrum; who does what."""

import csv
from itertools import combinations

import numpy as np
import paceENSDF
import radioactivedecay
import sheet
from matplotlib import pyplot as plt

# Symbols of ICRP-107 for ways of decay → colours of the site; the first one counts.
WAYS = {"α": "alpha", "β-": "beta-", "β+ & EC": "beta+", "EC": "EC", "β+": "beta+", "IT": "IT"}
AC_225 = (
    ("Ac-225", "α"), ("Fr-221", "α"), ("At-217", "α"), ("Bi-213", "β-"), ("Po-213", "α"),
    ("Tl-209", "β-"), ("Pb-209", "β-"), ("Bi-209", ""),
)  # fmt: skip
PB_212 = (("Pb-212", "β-"), ("Bi-212", "β-"), ("Po-212", "α"), ("Tl-208", "β-"), ("Pb-208", ""))
STEPS = {"α": (-2, -2), "β-": (-1, 1)}  # neutrons, protons


def position(name):
    """Return (N, Z) of a nuclide such as "Ac-225"."""
    each = radioactivedecay.Nuclide(name)
    return each.A - each.Z, each.Z


def whole_chart():
    """All nuclides of ICRP-107, stable ones too, and those of the portal as bright tiles."""
    axes = sheet.blank(sheet.SLATE)
    axes.set(xlim=(-4, 170), ylim=(-9, 112))
    for name in radioactivedecay.DEFAULTDATA.nuclides:
        each = radioactivedecay.Nuclide(name)
        if each.state:
            continue
        modes = each.decay_modes()
        way = WAYS.get(modes[0]) if modes else None
        color = sheet.DECAYS.get(way, "#0d141a")
        axes.add_patch(
            plt.Rectangle(
                (each.A - each.Z, each.Z),
                0.86,
                0.86,
                facecolor=color,
                alpha=0.34 if way else 1,
                linewidth=0,
            )
        )
    mark(axes)
    scales(axes)
    sheet.write("chart-of-nuclides")


def mark(axes):
    """Draw the nuclides of the portal as bright tiles, and name some of them."""
    portal = sheet.facts()
    for row in portal.values():
        neutrons, protons = position(row["symbol"] + "-" + row["mass_number"])
        corner = (neutrons - 0.9, protons - 0.9)
        axes.add_patch(
            plt.Rectangle(
                corner,
                2.6,
                2.6,
                facecolor=sheet.DECAYS[row["principal_decay"]],
                edgecolor=sheet.SLATE,
                linewidth=3,
                zorder=3,
            )
        )
    for name, dx, dy in (
        ("F-18", -3, 7),
        ("Tc-99m", -6, 8),
        ("Lu-177", 10.5, -5.5),
        ("Ac-225", -9, 7),
        ("Ga-68", -6, 8),
    ):
        row = portal[name]
        protons = radioactivedecay.Nuclide(name).Z
        sheet.nuclide(axes, int(row["mass_number"]) - protons + dx, protons + dy, name, size=44)


def scales(axes):
    """Write the magic numbers of neutrons below the chart, and what stands on its axes."""
    for magic in (20, 28, 50, 82, 126):
        axes.plot([magic + 0.43] * 2, [-2, -4.5], color=sheet.SOFT, linewidth=2)
        axes.text(magic + 0.4, -7.4, magic, color=sheet.SOFT, size=24, ha="center")
    axes.text(150, -7.4, "N  →", color=sheet.INK, size=30)
    axes.text(0, 93, "↑\nZ", color=sheet.INK, size=30, ha="center", linespacing=1.5)


def chain(name, nuclides, ground, side):
    """A decay chain in the chart: N to the right, Z upwards, an arrow for each way."""
    axes = sheet.blank(ground)
    places = {each: position(each) for each, _way in nuclides}
    left, bottom = (min(place[at] for place in places.values()) for at in (0, 1))
    wide, high = (
        max(place[at] for place in places.values()) - low + 1
        for at, low in ((0, left), (1, bottom))
    )
    origin = (
        (sheet.SIZE[0] - wide * side) / 2 - left * side,
        (sheet.SIZE[1] - high * side) / 2 - bottom * side,
    )
    for column in range(left - 9, left + wide + 9):
        for row in range(bottom - 5, bottom + high + 5):
            axes.add_patch(
                plt.Rectangle(
                    (origin[0] + column * side, origin[1] + row * side),
                    side * 0.95,
                    side * 0.95,
                    facecolor="none",
                    edgecolor=sheet.INK,
                    alpha=0.1,
                    linewidth=2,
                )
            )
    for each, way in nuclides:
        symbol, mass = each.split("-")
        corner = [origin[at] + places[each][at] * side for at in (0, 1)]
        decay = WAYS.get(way, "")
        sheet.tile(
            axes,
            corner,
            side * 0.95,
            {"symbol": symbol, "mass_number": mass, "principal_decay": decay},
        )
        for step in branches(each):
            arrow(axes, corner, STEPS[step], side)
    sheet.write(name)


def branches(name):
    """Return the ways, "α" or "β-", that more than one decay of `name` in a hundred takes."""
    each = radioactivedecay.Nuclide(name)
    pairs = zip(each.decay_modes(), each.branching_fractions(), strict=True)
    return [way for way, share in pairs if way in STEPS and share > 0.01]


def arrow(axes, corner, step, side):
    x, y = (corner[at] + side * 0.475 for at in (0, 1))
    start = x + step[0] * side * 0.46, y + step[1] * side * 0.46
    end = (
        x + step[0] * side * (0.66 if step[0] == -2 else 0.6),
        y + step[1] * side * (0.66 if step[0] == -2 else 0.6),
    )
    style = {"arrowstyle": "-|>,head_length=.7,head_width=.35", "color": sheet.INK, "linewidth": 5}
    axes.annotate("", end, start, arrowprops=style | {"shrinkA": 0, "shrinkB": 0}, zorder=4)


def levels():
    """Mo-99 to Tc-99m to Tc-99: the lowest levels, not to scale."""
    axes = sheet.blank(sheet.BLUE)
    for y in (6.9, 5.7, 2.0):
        axes.plot([6.3, 12.6], [y, y], color=sheet.INK, linewidth=6)
    for spin, y in (("1/2−", 6.9), ("7/2+", 5.7), ("9/2+", 2.0)):
        axes.text(6.3, y + 0.18, spin, color=sheet.SOFT, size=30)
    for energy, y in ((143, 6.9), (141, 5.7), (0, 2.0)):
        axes.text(12.6, y + 0.18, f"{energy} keV", color=sheet.SOFT, size=30, ha="right")
    axes.plot([1.3, 4.1], [8.3, 8.3], color=sheet.INK, linewidth=6)
    sheet.nuclide(axes, 2.4, 8.95, "Mo-99", size=52, color=sheet.SKY)
    sheet.nuclide(axes, 9.2, 7.95, "Tc-99m", size=64, color=sheet.GOLD)
    sheet.nuclide(axes, 9.2, 0.85, "Tc-99", size=52)
    style = {
        "arrowstyle": "-|>,head_length=.8,head_width=.4",
        "linewidth": 6,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", (6.2, 6.95), (4.1, 8.25), arrowprops=style | {"color": sheet.SKY})
    axes.text(4.2, 6.75, "β−", color=sheet.SKY, size=46)
    axes.annotate("", (8.2, 5.75), (8.2, 6.85), arrowprops=style | {"color": sheet.SOFT})
    rise = np.linspace(5.65, 2.35, 400)
    wave = 9.6 + 0.28 * np.sin((5.65 - rise) * 14)
    axes.plot(wave, rise, color=sheet.GOLD, linewidth=6)
    axes.annotate("", (9.6, 2.05), (9.6, 2.4), arrowprops=style | {"color": sheet.GOLD})
    axes.text(10.2, 3.7, "γ", color=sheet.GOLD, size=64)
    sheet.write("tc-99m-levels")


def spectrum():
    """The gamma lines of Lu-177 (ENSDF) as a detector sees them, two keV wide."""
    lines = paceENSDF.ENSDF()
    gammas = lines.get_gamma_singles(lines.load_pace(), "BM", "Lu177", 0)
    energies = np.linspace(40, 360, 3000)
    signal = sum(line[5] * np.exp(-((energies - line[0]) ** 2) / 2 / 0.85**2) for line in gammas)
    axes = sheet.graph(sheet.EARTH, "E / keV", "I / %")
    axes.fill_between(energies, signal + 1e-3, 1e-3, color=sheet.SKY, alpha=0.35, linewidth=0)
    axes.plot(energies, signal + 1e-3, color=sheet.SKY, linewidth=4)
    for line in gammas:
        axes.text(line[0], line[5] * 1.25, f"{line[0]:.0f}", color=sheet.INK, size=32, ha="center")
    sheet.nuclide(axes, 318, 8, "Lu-177", size=64)
    axes.set(yscale="log", xlim=(40, 360), ylim=(1.2e-2, 30))
    axes.set_yticks([0.1, 1, 10], ["1/10", "1", "10"])
    axes.set_xticks(range(50, 351, 50))
    sheet.write("lu-177-gamma-lines")


def steps():
    """Who works at which of the fourteen steps of the value chain (members.csv), as threads."""
    with (sheet.ROOT / "members" / "data" / "members.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["stages_proposed"]]
    rows.sort(key=lambda row: np.mean([int(each) for each in row["stages_proposed"].split()]))
    axes = sheet.blank(sheet.PETROL)
    across = np.linspace(1.2, 13.2, 14)
    colours = (sheet.GOLD, sheet.SKY, sheet.ROSE)
    for number, x in enumerate(across, 1):
        axes.add_patch(plt.Circle((x, 2.1), 0.36, facecolor=sheet.INK, zorder=3))
        axes.text(
            x,
            2.08,
            number,
            color=sheet.DARK,
            size=27,
            ha="center",
            va="center",
            family="Sheet Bold",
            zorder=4,
        )
    for at, (x, row) in enumerate(zip(np.linspace(1.7, 12.7, len(rows)), rows, strict=True)):
        color = colours[at % 3]
        axes.plot(x, 7.9, "o", color=color, markersize=22, zorder=3)
        for number in row["stages_proposed"].split():
            end = across[int(number) - 1]
            rise = np.linspace(0, 1, 80)
            bend = 3 * rise**2 - 2 * rise**3
            axes.plot(end + (x - end) * bend, 2.1 + 5.8 * rise, color=color, linewidth=5, alpha=0.9)
    sheet.write("steps")


def circle():
    """The fourteen steps in a circle; threads join those that one member does (members.csv)."""
    with (sheet.ROOT / "members" / "data" / "members.csv").open(encoding="utf-8") as table:
        rows = [row["stages_proposed"].split() for row in csv.DictReader(table)]
    axes = sheet.blank(sheet.EARTH)
    middle = np.array([sheet.SIZE[0] / 2, sheet.SIZE[1] / 2])
    angles = np.pi / 2 - np.arange(14) / 14 * 2 * np.pi
    places = middle + 3.9 * np.column_stack([np.cos(angles), np.sin(angles)])
    for at, numbers in enumerate(rows):
        color = (sheet.GOLD, sheet.SKY, sheet.ROSE)[at % 3]
        for first, second in combinations([int(number) - 1 for number in numbers], 2):
            part = np.linspace(0, 1, 60)[:, None]
            bend = (1 - part) ** 2 * places[first] + 2 * part * (1 - part) * middle
            line = bend + part**2 * places[second]
            axes.plot(*line.T, color=color, linewidth=6, alpha=0.85)
    busy = {int(number) for numbers in rows for number in numbers}
    for number, (x, y) in enumerate(places, 1):
        face = sheet.INK if number in busy else sheet.EARTH
        axes.add_patch(
            plt.Circle((x, y), 0.42, facecolor=face, edgecolor=sheet.INK, linewidth=3, zorder=3)
        )
        ink = sheet.DARK if number in busy else sheet.INK
        axes.text(x, y - 0.02, number, color=ink, size=30, ha="center", va="center", zorder=4)
    sheet.write("steps-circle")


def draw():
    circle()
    whole_chart()
    chain("ac-225-chain", AC_225, sheet.OLIVE, 0.98)
    chain("pb-212-chain", PB_212, sheet.BLUE, 1.9)
    levels()
    spectrum()
    steps()
