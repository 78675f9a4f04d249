"""What all pictures share: grounds and inks of the site, its typeface, facts, writing.

Grounds are deep, so that a picture is no white slab on a dark page and no hole in a light one.
There are no words in a picture, and no decimal signs: one file serves both languages.
"""

import csv
import io
import tempfile
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib import font_manager
from matplotlib import pyplot as plt
from PIL import Image

matplotlib.use("Agg")
ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "nuklid" / "demo" / "data" / "pictures"

PETROL, BLUE, EARTH, OLIVE, SLATE = "#0c434d", "#1c3a59", "#5b322b", "#463d17", "#2c3842"
INK, SOFT, DARK = "#f7f3ea", "#b4c1c8", "#14202b"
# The colours of static/css/site.css by decay.
DECAYS = {
    "beta+": "#f6c5ba",
    "EC": "#f6c5ba",
    "beta-": "#bdd8f0",
    "alpha": "#f5dd88",
    "IT": "#dde1e4",
}
GOLD, SKY, ROSE = DECAYS["alpha"], DECAYS["beta-"], DECAYS["beta+"]
SIZE = (14.4, 9.6)  # inches, at 100 pixels each
MINUTES = {"s": 1 / 60, "min": 1, "h": 60, "d": 1440, "a": 525_960}


def load_typeface():
    """Give matplotlib the site's typeface in two weights; Greek letters come from DejaVu."""
    folder = Path(tempfile.mkdtemp())
    for weight, name in ((400, "Sheet"), (600, "Sheet Bold")):
        face = TTFont(ROOT / "static" / "fonts" / "figtree.woff2")
        face = instantiateVariableFont(face, {"wght": weight})
        face.flavor = None
        for record in face["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = name
        face.save(folder / f"{weight}.ttf")
        font_manager.fontManager.addfont(folder / f"{weight}.ttf")
    plt.rcParams |= {
        "font.family": ["Sheet", "DejaVu Sans"],
        "font.size": 30,
        "mathtext.fontset": "custom",
        "mathtext.rm": "DejaVu Sans",
        "text.color": INK,
    }


def facts():
    """Return {"Lu-177": its row of members/data/radionuclides.csv}, with `minutes` of half-life."""
    path = ROOT / "members" / "data" / "radionuclides.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["half_life"]:
            row["minutes"] = float(row["half_life"]) * MINUTES[row["half_life_unit"]]
    return {nuclide_name(row): row for row in rows}


def nuclide_name(row):
    return f"{row['symbol']}-{row['mass_number']}{'m' if row['metastable'] == 'yes' else ''}"


def blank(ground):
    """Return axes of 14.4 × 9.6 that fill a sheet of the colour `ground`."""
    figure = plt.figure(figsize=SIZE, dpi=100, facecolor=ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, SIZE[0]), ylim=(0, SIZE[1]))
    axes.axis("off")
    return axes


def graph(ground, across, up):
    """Return axes for curves on `ground`, with the quantities `across` and `up` at their ends."""
    figure = plt.figure(figsize=SIZE, dpi=100, facecolor=ground)
    axes = figure.add_axes((0.12, 0.15, 0.82, 0.74), facecolor="none")
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set(color=SOFT, linewidth=2)
    axes.tick_params(colors=SOFT, labelsize=27, length=9, width=2, pad=10, which="major")
    axes.tick_params(length=0, which="minor", labelsize=0)
    axes.text(1, -0.17, across, color=INK, transform=axes.transAxes, ha="right", size=30)
    axes.text(-0.09, 1.05, up, color=INK, transform=axes.transAxes, ha="left", size=30)
    return axes


def nuclide(axes, x, y, name, *, size=38, color=INK, after=""):
    """Write `name` ("Lu-177") as chemists do, mass number raised, centred at `x`, `y` (data)."""
    symbol, mass = name.split("-")
    raised = axes.annotate(
        mass, (x, y), color=color, size=size * 0.58, ha="right", va="bottom", annotation_clip=False
    )
    axes.annotate(
        symbol + after, (1, 0), xycoords=raised, color=color, size=size, ha="left",
        va="top", xytext=(1, size * 0.42), textcoords="offset points", annotation_clip=False,
        family=["Sheet Bold", "DejaVu Sans"],
    )  # fmt: skip


def tile(axes, corner, side, row):
    """Draw the tile of `row` of the facts, or of a dict with symbol, mass_number and decay."""
    x, y = corner
    color = DECAYS.get(row["principal_decay"], SLATE)
    ink = DARK if row["principal_decay"] in DECAYS else INK
    box = plt.Rectangle(
        corner, side, side, facecolor=color, edgecolor=SOFT, linewidth=0 if color != SLATE else 2
    )
    axes.add_patch(box)
    points = side * 72
    mass = row["mass_number"] + ("m" if row.get("metastable") == "yes" else "")
    axes.text(x + side * 0.1, y + side * 0.72, mass, color=ink, size=points * 0.17)
    axes.text(
        x + side * 0.1, y + side * 0.24, row["symbol"], color=ink, size=points * 0.36,
        family="Sheet Bold",
    )  # fmt: skip


def write(name):
    """Write the sheet drawn last as TARGET/<name>.webp."""
    pixels = io.BytesIO()
    figure = plt.gcf()
    figure.savefig(pixels, dpi=100, facecolor=figure.get_facecolor())
    plt.close(figure)
    save(Image.open(pixels), name)


def save(image, name):
    TARGET.mkdir(parents=True, exist_ok=True)
    path = TARGET / f"{name}.webp"
    image.convert("RGB").save(path, "WEBP", quality=88, method=6)
    print(path.name, path.stat().st_size)  # noqa: T201 -- a script at a shell
