"""What a page and a picture both show on the tile of a radionuclide."""

from decimal import Context

from django.utils.formats import localize

from members.models import Radionuclide
from members.models.radionuclides import BRANCHES
from nuklid.base.cards.tiles import Tile

SHORT = Context(prec=3)  # digits of a half-life that a tile has room for


def short_half_life(radionuclide: Radionuclide) -> str:
    """Return "6.65 d" in the reader's numbers, "" where nobody could source it."""
    if not radionuclide.half_life:
        return ""
    rounded = localize(SHORT.plus(radionuclide.half_life).normalize())
    return f"{rounded}\N{NO-BREAK SPACE}{radionuclide.half_life_unit}"


def tile_of(radionuclide: Radionuclide) -> Tile:
    """Return the tile of `radionuclide` to be drawn on a picture."""
    _column, sign = BRANCHES.get(radionuclide.principal_decay, ("", ""))
    return Tile(
        symbol=radionuclide.symbol,
        mass=radionuclide.mass,
        colours=radionuclide.colours,
        sign=sign,
        half_life=short_half_life(radionuclide),
    )
