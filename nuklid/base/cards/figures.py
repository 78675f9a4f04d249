"""What stands beside the text of a card: a photograph, initials, tiles."""

from contextlib import suppress

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps

from nuklid.base.cards.cards import HEIGHT, MARGIN, SIZE, WIDTH, Figure, write
from nuklid.base.cards.lettering import BOLD, REGULAR, fit, font
from nuklid.base.cards.tiles import ACCENT, COLOURS, INK, LINE, SOFT, Tile, draw_tile
from nuklid.base.records.licences import Licence
from nuklid.base.templatetags.portal import bare_credit

BESIDE = 440  # pixels of the right, from top to bottom
LEFT = WIDTH - BESIDE
STRIP = 34  # pixels below a picture for its credit
MARK = (320, 320)  # pixels at most of a logo
WHOLE = (560, 430)  # pixels at most of a picture that is shown whole
GAP = 12
MOST_TILES = 6


def portrait(file, focus: str, letters: str, credit: str) -> Figure:
    """Return a Figure of the portrait in `file` (a FieldFile), cropped round `focus` ("0.5x0.3").

    Where the file is missing or broken, it shows the `letters`.
    """
    size = (BESIDE, HEIGHT - STRIP * bool(credit))

    def draw(image):
        try:
            picture = opened(file, size)
        except OSError:
            return initials(letters).draw(image)
        across, down = map(float, focus.split("x"))
        image.paste(ImageOps.fit(picture, size, centering=(across, down)), (LEFT, 0))
        write_credit(image, (LEFT, size[1]), credit)

    return Figure(draw, BESIDE, LEFT, is_photograph=True)


def whole_picture(file, credit: str) -> Figure:
    """Return a Figure of the picture in `file` (a FieldFile), not cropped: it may be a drawing."""

    def draw(image):
        with suppress(OSError):
            picture = ImageOps.contain(opened(file, WHOLE), WHOLE)
            left = WIDTH - picture.width
            image.paste(picture, (left, MARGIN))
            write_credit(image, (left, MARGIN + picture.height), credit)

    return Figure(draw, WHOLE[0], is_photograph=True)


def write_credit(image, corner, credit):
    """Name below a picture whose it is; its licence may demand that."""
    x, y = corner
    text = fit(credit, REGULAR, (17,), (WIDTH - x - 24, STRIP))
    write(image, (x + 12, y + 6), text, SOFT)


def credit_of(credit: str, licence: str) -> str:
    """Return in one text whose a picture is and under which licence; "" where neither is noted."""
    deed = Licence(licence).label if licence and Licence(licence).deed else ""
    parts = ", ".join(filter(None, (bare_credit(credit), str(deed))))
    return f"{_('Picture:')} {parts}" if parts else ""


def opened(file, size):
    """Return the picture in `file`, decoded no larger than `size` (pixels) needs it."""
    with file.open() as source, Image.open(source) as picture:
        picture.draft("RGB", size)
        return picture.convert("RGB")


def initials(letters: str) -> Figure:
    """Return a Figure of a person or an organisation that has no picture."""

    def draw(image):
        image.paste(COLOURS["IT"], (LEFT, 0, *SIZE))
        middle = (LEFT + BESIDE // 2, HEIGHT // 2)
        text = fit(letters, BOLD, (150, 110), (BESIDE - GAP, 190))
        face = font(text.face, text.size)
        ImageDraw.Draw(image).text(middle, text.lines[0], ACCENT, face, anchor="mm")

    return Figure(draw, BESIDE, LEFT)


def logo(file, letters: str) -> Figure:
    """Return a Figure of the logo in `file` (a FieldFile); of an SVG or none, the `letters`."""

    def draw(image):
        try:
            with file.open() as source, Image.open(source) as picture:
                mark = ImageOps.contain(picture.convert("RGBA"), MARK)
        except (OSError, ValueError):  # no file, or none that can be drawn
            return initials(letters).draw(image)
        image.paste("#ffffff", (LEFT, 0, *SIZE))
        corner = (LEFT + (BESIDE - mark.width) // 2, (HEIGHT - mark.height) // 2)
        image.paste(mark, corner, mark)

    return Figure(draw, BESIDE, LEFT)


def tiles(shown: list[Tile]) -> Figure:
    """Return a Figure of at most six tiles, one large or two abreast."""

    def draw(image):
        image.paste("#ffffff", (LEFT, 0, *SIZE))
        ImageDraw.Draw(image).line((LEFT, 0, LEFT, HEIGHT), LINE, 2)
        side = 300 if len(shown) == 1 else 168
        across = 1 if len(shown) == 1 else 2
        rows = [shown[n : n + across] for n in range(0, min(len(shown), MOST_TILES), across)]
        left = LEFT + (BESIDE - across * (side + GAP) + GAP) // 2
        top = (HEIGHT - len(rows) * (side + GAP) + GAP) // 2
        for y, row in enumerate(rows):
            for x, tile in enumerate(row):
                corner = (left + x * (side + GAP), top + y * (side + GAP))
                draw_tile(image, corner, side, tile)

    return Figure(draw, BESIDE, LEFT)


def leaf(number: str, below: str) -> Figure:
    """Return a Figure like a leaf of a calendar."""

    def draw(image):
        image.paste(COLOURS["beta-"], (LEFT, 0, *SIZE))
        canvas, middle = ImageDraw.Draw(image), LEFT + BESIDE // 2
        canvas.text((middle, HEIGHT // 2 + 30), number, INK, font(BOLD, 190), anchor="ms")
        canvas.text((middle, HEIGHT // 2 + 110), below, INK, font(BOLD, 42), anchor="ms")

    return Figure(draw, BESIDE, LEFT)
