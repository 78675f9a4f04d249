"""Share cards: what a page says, as a picture of 1200 × 630 pixels for those who pass it on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from nuklid.base.cards.lettering import BOLD, LEADING, REGULAR, SERIF, Lettering, fit, font
from nuklid.base.cards.tiles import BRAND, INK, LINE, PAPER, SOFT, draw_tile

SIZE = WIDTH, HEIGHT = 1200, 630  # pixels, what all networks show whole
MARGIN = 64
FOOT = 532  # where the line above the sender runs
CLUSTER = "Radiopharmacy Cluster Dresden"


class Figure(NamedTuple):
    """What stands at the right of the text, `width` pixels wide; `foot` is what it leaves below.

    A photograph has too many colours for a small PNG.
    """

    draw: Callable[[Image.Image], None]
    width: int
    foot: int = WIDTH
    is_photograph: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """What every card has; `alt` says in words what it shows."""

    alt: str

    def draw(self, image: Image.Image) -> None:
        """Draw what is above the foot."""
        raise NotImplementedError

    @property
    def foot(self):
        """How many pixels of the foot are for the sender."""
        return WIDTH

    @property
    def is_photograph(self):
        return False

    @property
    def media_type(self):
        return "image/jpeg" if self.is_photograph else "image/png"

    def encoded(self, address: str) -> bytes:
        """Return the picture; `address` is where to look it up, shown at the foot."""
        image = Image.new("RGB", SIZE, PAPER)
        self.draw(image)
        sign(image, address, self.foot)
        target = BytesIO()
        if self.is_photograph:
            image.save(target, "JPEG", quality=88)
        else:
            image.save(target, "PNG", compress_level=6)
        return target.getvalue()


@dataclass(frozen=True, kw_only=True)
class TextCard(Card):
    """Kind of page, title and what else there is to say, with a figure beside it, if any."""

    kicker: str
    title: str
    lead: Sequence[str] = ()
    figure: Figure | None = None

    @property
    def foot(self):
        return self.figure.foot if self.figure else WIDTH

    @property
    def is_photograph(self):
        return bool(self.figure and self.figure.is_photograph)

    def draw(self, image):
        room = WIDTH - 2 * MARGIN
        if self.figure:
            self.figure.draw(image)
            room -= self.figure.width
        kicker = fit(self.kicker, BOLD, (26, 23), (room, 60))
        y = write(image, (MARGIN, MARGIN), kicker, SOFT) + 18 * bool(self.kicker)
        title = fit(self.title, BOLD, range(68, 38, -4), (room, 300))
        y = write(image, (MARGIN, y), title, INK) + 20
        for text in filter(None, self.lead):
            left = FOOT - 20 - y
            if left >= 26 * LEADING:
                y = write(image, (MARGIN, y), fit(text, REGULAR, (29, 26), (room, left)), SOFT) + 6


@dataclass(frozen=True, kw_only=True)
class QuotationCard(Card):
    """Words of a person, with attribution; `frame` has the quotation marks round "{}"."""

    words: str
    frame: str
    name: str
    role: str
    is_verbatim: bool

    def draw(self, image):
        room = WIDTH - 2 * MARGIN
        role = fit(self.role, REGULAR, (25, 23), (room, 62))
        name = fit(self.name, BOLD, (30, 27), (room, 40))
        top = FOOT - 26 - role.height - name.height
        write(image, (MARGIN, write(image, (MARGIN, top), name, INK)), role, SOFT)
        face = SERIF if self.is_verbatim else REGULAR
        box = (room, top - 40 - 56)
        words = fit(self.words, face, range(64, 32, -4), box, frame=self.frame, omission=" […]")
        write(image, (MARGIN, 56 + (box[1] - words.height) // 2), words, INK)


def write(image: Image.Image, corner: tuple[int, int], text: Lettering, fill: str) -> int:
    """Write `text` below its upper left `corner`; return where it ends (pixels from the top)."""
    canvas, (x, y) = ImageDraw.Draw(image), corner
    for number, words in enumerate(text.lines):
        baseline = y + (number + 0.82) * text.size * LEADING
        canvas.text((x, baseline), words, fill, font(text.face, text.size), anchor="ls")
    return y + text.height if any(text.lines) else y


def sign(image, address, width):
    """Say at the foot of a card from whom it is and where to look it up."""
    canvas = ImageDraw.Draw(image)
    canvas.line((MARGIN, FOOT, width - MARGIN, FOOT), LINE, 2)
    draw_tile(image, (MARGIN, FOOT + 22), 48, BRAND)
    beside = MARGIN + 48 + 16
    canvas.text((beside, FOOT + 44), "nukliD®", INK, font(BOLD, 25), anchor="ls")
    canvas.text((beside, FOOT + 69), CLUSTER, SOFT, font(REGULAR, 19), anchor="ls")
    room = width - 2 * MARGIN - 64 - font(REGULAR, 19).getlength(CLUSTER) - 24
    host, letters = address.partition("/")[0], font(REGULAR, 21)
    shown = next((text for text in (address, host) if letters.getlength(text) <= room), "")
    canvas.text((width - MARGIN, FOOT + 69), shown, SOFT, letters, anchor="rs")
