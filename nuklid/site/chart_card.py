"""The share card of the home page: the chart of nuclides, from the data of the page's own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import ImageDraw

from members.atlas.tiles import tile_of
from nuklid.base.cards.cards import FOOT, MARGIN, WIDTH, Card, write
from nuklid.base.cards.lettering import BOLD, REGULAR, fit, font
from nuklid.base.cards.tiles import INK, LINE, SOFT, draw_tile
from nuklid.base.pages.open_graph import CHART
from nuklid.site.chart import Block

GAP = 4  # pixels between tiles
AXIS = 28  # pixels at the left of a block, and below it, for the numbers
BETWEEN = 8  # pixels between blocks
LARGEST, SMALLEST = 74, 24  # pixels a tile
BOTTOM, CEILING = FOOT - 24, 190
RISE = 0.9  # tiles by which a block stands higher than the one before, as protons rise


@dataclass(frozen=True, kw_only=True)
class ChartCard(Card):
    """Each nuclide at its Z and N."""

    blocks: list[Block]

    def draw(self, image):
        room = WIDTH - 2 * MARGIN
        title = fit(_("Radiopharmaceuticals from Saxony"), BOLD, (54, 46, 40), (room, 70))
        y = write(image, (MARGIN, MARGIN - 12), title, INK)
        sentence = _("Who works with which radionuclide, from the target to the patient.")
        write(image, (MARGIN, y + 4), fit(sentence, REGULAR, (28, 25), (room, 76)), SOFT)
        for block, (wall, floor) in zip(self.blocks, self.corners(), strict=True):
            draw_axes(image, block, (wall, floor), self.side() + GAP)
        for nuclide, corner in self.positions().items():
            tile = tile_of(nuclide)._replace(half_life="", sign="")
            draw_tile(image, corner, self.side(), tile)

    def corners(self):
        """Yield for each block where its axes cross (x, y)."""
        x, step = MARGIN, self.side() + GAP
        for number, block in enumerate(self.blocks):
            yield x + AXIS, BOTTOM - AXIS - round(number * self.rise() * step)
            x += AXIS + len(block.neutrons) * step + BETWEEN

    def positions(self):
        """Return {Radionuclide: upper left corner of its tile}, each at its Z and N."""
        step = self.side() + GAP
        return {
            nuclide: (wall + (nuclide.column - 1) * step + 2, floor - nuclide.row * step + 2)
            for block, (wall, floor) in zip(self.blocks, self.corners(), strict=True)
            for nuclide in block.nuclides
        }

    def side(self):
        """Return how large a tile may be for all blocks to stand abreast (pixels)."""
        columns = sum(len(block.neutrons) for block in self.blocks) or 1
        taken = len(self.blocks) * AXIS + (len(self.blocks) - 1) * BETWEEN
        wide = (WIDTH - 2 * MARGIN - taken) // columns - GAP
        return max(SMALLEST, min(LARGEST, wide))

    def rise(self):
        """Return by how many tiles each block rises: the highest stays below the text."""
        tallest = max((len(block.protons) for block in self.blocks), default=1)
        spare = (BOTTOM - AXIS - CEILING) / (self.side() + GAP) - tallest
        return max(0.0, min(RISE, spare / max(1, len(self.blocks) - 1)))


def draw_axes(image, block, corner, step):
    """Draw the axes of a block, which cross at `corner`, with a number each `step` pixels."""
    canvas, (wall, floor), letters = ImageDraw.Draw(image), corner, font(REGULAR, 16)
    for row in block.protons:
        y = floor - (row.position - 0.5) * step
        canvas.text((wall - 7, y), str(row.number), SOFT, letters, anchor="rm")
    for column in block.neutrons:
        x = wall + (column.position - 0.5) * step
        canvas.text((x, floor + 8), str(column.number), SOFT, letters, anchor="mt")
    canvas.line((wall - 2, floor - len(block.protons) * step, wall - 2, floor + 2), LINE, 2)
    canvas.line((wall - 2, floor + 2, wall + len(block.neutrons) * step, floor + 2), LINE, 2)


def chart_card(blocks: list[Block]) -> ChartCard:
    return ChartCard(alt=str(CHART), blocks=blocks)
