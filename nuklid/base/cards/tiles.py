"""The tile of the chart of nuclides on a picture, as static/css/parts.css draws it in a page."""

from typing import NamedTuple

from PIL import Image, ImageDraw

from nuklid.base.cards.lettering import BOLD, REGULAR, font

PAPER, INK, SOFT, LINE, ACCENT = "#fbfaf7", "#14202b", "#48545f", "#dcd8cf", "#0a5560"
# Decay → colour, those of the light page in static/css/site.css; "": no source confirms one.
COLOURS = {
    "beta+": "#f6c5ba",
    "EC": "#f6c5ba",
    "beta-": "#bdd8f0",
    "alpha": "#f5dd88",
    "IT": "#dde1e4",
    "": "#ffffff",
}


class Tile(NamedTuple):
    """What stands on a tile; `colours` is {decay: per cent}, the principal one first."""

    symbol: str
    mass: str
    colours: dict
    sign: str = ""  # of the decay
    half_life: str = ""


BRAND = Tile("Lu", "177", {"beta-": 100})


def draw_tile(image: Image.Image, corner: tuple[int, int], side: int, tile: Tile) -> None:
    """Draw `tile` with its upper left `corner` and `side` in pixels."""
    x, y = corner
    canvas = ImageDraw.Draw(image)
    image.paste(field(side, tile.colours), corner, rounded(side))
    if "" in tile.colours:
        canvas.rounded_rectangle((x, y, x + side - 1, y + side - 1), side // 24, outline=LINE)
    # Without a half-life there is room for larger letters: (size, where they stand) in sides.
    few = (0.46, 0.80), (0.25, 0.33), (0.21, 0.31)
    symbol, mass, sign = ((0.37, 0.64), (0.19, 0.25), (0.17, 0.24)) if tile.half_life else few
    texts = [
        (tile.symbol, BOLD, *symbol, 0.1, "ls"),
        (tile.mass, REGULAR, *mass, 0.1, "ls"),
        (tile.half_life, REGULAR, 0.155, 0.9, 0.1, "ls"),
        (tile.sign, REGULAR, *sign, 0.91, "rs"),
    ]
    for text, face, size, bottom, left, anchor in texts:
        at = (x + side * left, y + side * bottom)
        canvas.text(at, text, INK, font(face, max(6, round(side * size))), anchor=anchor)


def field(side, colours):
    """Return a square of the principal colour, the second rising from below in its proportion."""
    (first, _share), *others = colours.items()
    image = Image.new("RGB", (side, side), COLOURS[first])
    for second, share in others:
        top = side - round(side * float(share) / 100)
        image.paste(COLOURS[second], (0, top, side, side))
    return image


def rounded(side):
    """Return the mask of a square with round corners, smooth at the edge."""
    mask = Image.new("L", (4 * side, 4 * side))
    edge = 4 * side - 1
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, edge, edge), side // 6, fill=255)
    return mask.resize((side, side), Image.Resampling.BOX)
