"""Pictures of the demo, drawn in the manner of the chart of nuclides."""

import io

from django.utils.html import format_html
from PIL import Image, ImageDraw

from members.atlas.tiles import tile_of
from nuklid.base.cards.lettering import BOLD, font
from nuklid.base.cards.tiles import ACCENT, COLOURS, INK, LINE, PAPER, draw_tile

CREDIT = "nukliD"
SIZE = (1440, 960)  # pixels
GAP = 12  # pixels between tiles
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120">'
    '<rect width="120" height="120" fill="#fff"/><text x="60" y="{}" fill="{}" font-size="{}" '
    'font-weight="700" font-family="Arial, sans-serif" text-anchor="middle">{}</text></svg>'
)


def logo(initials):
    """Return an SVG (bytes) that shows `initials`, the smaller the more they are."""
    size = min(48, 124 // len(initials))
    return format_html(LOGO, 60 + size // 3, ACCENT, size, initials).encode()


def portrait(initials):
    """Return a square PNG (bytes) that shows `initials`."""
    image = Image.new("RGB", (480, 480), COLOURS["IT"])
    ImageDraw.Draw(image).text((240, 240), initials, INK, font(BOLD, 180), anchor="mm")
    return png(image)


def tiles(nuclides):
    """Return a PNG (bytes) of 3:2 with the Radionuclides rising on a grid, at most four."""
    rows = max(2, len(nuclides))
    columns = rows * 3 // 2
    side = (SIZE[1] - GAP) // rows - GAP
    first = (columns - len(nuclides)) // 2
    drawn = {(first + step, rows - 1 - step): each for step, each in enumerate(nuclides)}
    image = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    for column in range(columns):
        for row in range(rows):
            x, y = corner = (GAP + column * (side + GAP), GAP + row * (side + GAP))
            if nuclide := drawn.get((column, row)):
                draw_tile(image, corner, side, tile_of(nuclide)._replace(half_life=""))
            else:
                box = (x, y, x + side, y + side)
                canvas.rounded_rectangle(box, side // 24, outline=LINE, width=2)
    return png(image)


def png(image):
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
