"""Laws as curves: decay, growth, generators, shielding. Half-lives as in the portal's facts."""

import numpy as np
import radioactivedecay
import sheet
import xraydb
from matplotlib import pyplot as plt

LN2 = np.log(2)


def minutes(name):
    """Return the half-life of `name`: of the portal's facts, else of ICRP-107."""
    row = sheet.facts().get(name, {})
    return row.get("minutes") or radioactivedecay.Nuclide(name).half_life("m")


def irradiation():
    """What a cyclotron has made after a time, of what it can make at most: 1 - exp(-λt)."""
    axes = sheet.graph(sheet.PETROL, "t", r"A / A$_∞$")
    time = np.logspace(0, np.log10(60 * 24 * 60), 400)
    for name, colour, up, aside in (
        ("C-11", sheet.ROSE, 0.72, 0.5), ("F-18", sheet.ROSE, 0.72, 0.53),
        ("La-133", sheet.GOLD, 0.22, 1.9), ("Ba-131", sheet.SKY, 0.72, 0.53),
    ):  # fmt: skip
        half = minutes(name)
        axes.plot(time, 1 - np.exp(-LN2 * time / half), color=colour, linewidth=6)
        axes.plot(half, 0.5, "o", color=sheet.INK, markersize=15)
        at = -half * np.log2(1 - up) * aside
        sheet.nuclide(axes, at, up, name, size=38, color=colour)
    axes.axhline(0.5, color=sheet.SOFT, linewidth=1.5, linestyle=(0, (4, 4)))
    axes.set(xscale="log", xlim=(1, time[-1]), ylim=(0, 1.06))
    axes.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    axes.set_xticks(
        [1, 10, 60, 600, 1440, 14400], ["1 min", "10 min", "1 h", "10 h", "1 d", "10 d"]
    )
    sheet.write("irradiation")


def effective_half_life():
    """Activity in a tissue: physical decay, biological clearance, and both together."""
    axes = sheet.graph(sheet.OLIVE, "t / d", "A / A₀")
    time, physical, biological = np.linspace(0, 14, 400), minutes("Lu-177") / 1440, 4
    effective = physical * biological / (physical + biological)
    halves = (
        (physical, sheet.SKY, "Tₚ"),
        (biological, sheet.ROSE, "T_b"),
        (effective, sheet.GOLD, "T_eff"),
    )
    for half, colour, label in halves:
        curve = np.exp(-LN2 * time / half)
        axes.plot(time, curve, color=colour, linewidth=6)
        axes.plot([half, half], [0, 0.5], color=colour, linewidth=2.5, linestyle=(0, (4, 4)))
        axes.plot(half, 0.5, "o", color=sheet.INK, markersize=15)
        letter, _, index = label.partition("_")
        axes.text(
            half + 0.2,
            0.535,
            letter + (f"$_{{\\mathrm{{{index}}}}}$" if index else ""),
            color=colour,
            size=36,
        )
    axes.fill_between(
        time, np.exp(-LN2 * time / effective), color=sheet.GOLD, alpha=0.28, linewidth=0
    )
    sheet.nuclide(axes, 12, 0.86, "Lu-177", size=60)
    axes.set(xlim=(0, 14), ylim=(0, 1.03))
    axes.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    axes.set_xticks(range(0, 15, 2))
    sheet.write("effective-half-life")


def short_lived():
    """What is left of four nuclides during a working day, on a logarithmic scale."""
    axes = sheet.graph(sheet.SLATE, "t / h", "A / A₀")
    time = np.linspace(0, 12, 300)
    for name, at, colour in (
("C-11", 1.75, sheet.ROSE),
        ("Ga-68", 5.9, sheet.ROSE),
        ("F-18", 9.6, sheet.ROSE),
        ("Tc-99m", 10.6, sheet.DECAYS["IT"]),
    ):  # fmt: skip
        half = minutes(name) / 60
        axes.plot(time, 2 ** (-time / half), color=colour, linewidth=6)
        steps = np.arange(0, 12.01, half)[:8]
        axes.plot(steps, 2 ** (-steps / half), "o", color=sheet.INK, markersize=11, zorder=3)
        sheet.nuclide(axes, at + 0.25, 2 ** (-at / half) * 1.3, name, size=38, color=colour)
    axes.set(yscale="log", xlim=(0, 12), ylim=(1 / 256, 1.15))
    axes.set_yticks([1, 1 / 4, 1 / 16, 1 / 64, 1 / 256], ["1", "1/4", "1/16", "1/64", "1/256"])
    axes.set_xticks(range(0, 13, 2))
    sheet.write("short-lived")


def lead():
    """How much of three photon energies passes through lead (narrow beam, without build-up)."""
    axes = sheet.graph(sheet.BLUE, "Pb / mm", "I / I₀")
    depth = np.linspace(0, 30, 300)
    for name, energy, colour, at in (
("Tc-99m", 140.51, sheet.DECAYS["IT"], 4.1),
        ("Lu-177", 208.37, sheet.SKY, 5.2),
        ("F-18", 511.0, sheet.ROSE, 17),
    ):  # fmt: skip
        weakening = xraydb.mu_elam("Pb", energy * 1000) * 11.35 / 10  # per mm
        axes.plot(depth, np.exp(-weakening * depth), color=colour, linewidth=6)
        up = np.exp(-weakening * at)
        sheet.nuclide(
            axes, at + 1.9, up * 1.3, name, size=34, color=colour, after=f"  {energy:.0f} keV"
        )
    for step in range(30):
        axes.axvspan(
            step, step + 1, color="#0b1a2b", alpha=0.75 * step / 30, linewidth=0, zorder=-1
        )
    axes.set(yscale="log", xlim=(0, 30), ylim=(1e-5, 1.4))
    axes.set_yticks(
        [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5], ["1", "1/10", "10⁻²", "10⁻³", "10⁻⁴", "10⁻⁵"]
    )
    axes.set_xticks(range(0, 31, 5))
    sheet.write("lead")


def generator(name, parent, daughter, branching, ground, every, end, unit, up):
    """Parent and daughter in a generator that is eluted in full `every` so many of `unit`."""
    axes = sheet.graph(ground, f"t / {unit}", "A / A₀")
    time = np.linspace(0, end, 2000)
    slow, fast = (LN2 / minutes(each) * sheet.MINUTES[unit] for each in (parent, daughter))
    since = np.where(time < every, time, time % every)
    eluted = time - since
    factor = branching * fast / (fast - slow)
    grown = factor * np.exp(-slow * eluted) * (np.exp(-slow * since) - np.exp(-fast * since))
    axes.plot(time, np.exp(-slow * time), color=sheet.SKY, linewidth=6)
    axes.fill_between(time, grown, color=sheet.INK, alpha=0.16, linewidth=0)
    axes.plot(time, grown, color=sheet.GOLD, linewidth=6)
    at = end * 0.13
    sheet.nuclide(axes, at, np.exp(-slow * at) + 0.07, parent, size=42, color=sheet.SKY)
    sheet.nuclide(axes, end * 0.88, up, daughter, size=60, color=sheet.GOLD)
    axes.set(xlim=(0, end), ylim=(0, 1.22))
    axes.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    axes.set_xticks(np.arange(0, end + 0.1, every))
    sheet.write(name)


def sources():
    """Ten half-lives of sealed sources, each cell half as bright as the one before."""
    axes = sheet.graph(sheet.EARTH, "t / a", "")
    axes.set(xscale="log", xlim=(0.12, 30_000), ylim=(-0.6, 4.7))
    for row, name in enumerate(("Ra-226", "Am-241", "Cs-137", "Co-60", "Ir-192")):
        half = minutes(name) / sheet.MINUTES["a"]
        for step in range(10):
            start = half * step if step else 0.12
            axes.barh(
                row,
                half * (step + 1) - start,
                left=start,
                height=0.62,
                color=sheet.GOLD,
                alpha=max(0.1, 0.97 * 0.72**step),
                linewidth=0,
            )
            axes.plot(
                [half * (step + 1)] * 2, [row - 0.31, row + 0.31], color=sheet.EARTH, linewidth=3
            )
        sheet.nuclide(axes, 0.045, row - 0.1, name, size=36)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1000", "10 000"])
    plt.gcf().axes[0].set_position((0.15, 0.15, 0.8, 0.78))
    sheet.write("sources")


def draw():
    irradiation()
    effective_half_life()
    short_lived()
    lead()
    generator("mo-99-tc-99m", "Mo-99", "Tc-99m", 0.8773, sheet.PETROL, 1, 6, "d", 0.9)
    generator("ge-68-ga-68", "Ge-68", "Ga-68", 1, sheet.OLIVE, 3, 12, "h", 1.1)
    sources()
