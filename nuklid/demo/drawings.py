"""Pictures of the demo, drawn in the manner of the chart of nuclides."""

import io

from django.conf import settings
from django.utils.html import format_html
from PIL import Image, ImageDraw, ImageFont

CREDIT = "nukliD"
FONT = settings.BASE_DIR / "static" / "fonts" / "figtree.woff2"
PAPER, INK, LINE, ACCENT = "#fbfaf7", "#14202b", "#dcd8cf", "#0a5560"
# The colours of static/css/site.css by principal decay.
COLOURS = {
    "beta+": "#f6c5ba",
    "EC": "#f6c5ba",
    "beta-": "#bdd8f0",
    "alpha": "#f5dd88",
    "IT": "#dde1e4",
    "": "#fff",
}
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
    ImageDraw.Draw(image).text((240, 240), initials, INK, font(180), anchor="mm")
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
            corner = (GAP + column * (side + GAP), GAP + row * (side + GAP))
            draw_tile(canvas, corner, side, drawn.get((column, row)))
    return png(image)


def draw_tile(canvas, corner, side, nuclide):
    """Draw `nuclide` as a tile, or an empty field for None; `corner` and `side` in pixels."""
    x, y = corner
    box = (x, y, x + side, y + side)
    if nuclide is None:
        canvas.rounded_rectangle(box, side // 40, outline=LINE, width=2)
        return
    (first, _share), *others = nuclide.colours.items()
    canvas.rounded_rectangle(box, side // 40, fill=COLOURS[first])
    for second, share in others:
        top = y + side - round(side * share / 100)
        canvas.rounded_rectangle((x, top, x + side, y + side), side // 40, fill=COLOURS[second])
    left = x + side // 8
    canvas.text((left, y + side * 0.3), nuclide.mass, INK, font(side // 6), anchor="ls")
    canvas.text((left, y + side * 0.72), nuclide.symbol, INK, font(side * 2 // 5), anchor="ls")
    number = str(nuclide.proton_number)
    canvas.text((left, y + side * 0.9), number, INK, font(side // 10), anchor="ls")


def font(size):
    """Return the site's typeface, half bold, at `size` pixels."""
    face = ImageFont.truetype(FONT, size)
    face.set_variation_by_axes([600])
    return face


def png(image):
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
