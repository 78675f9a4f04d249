"""The share card of an opening."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.atlas.tiles import tile_of
from members.models import Opening
from nuklid.base.cards.cards import TextCard
from nuklid.base.cards.figures import initials, tiles


def opening_card(opening: Opening) -> TextCard:
    """Show an opening (with its names); its radionuclide, if it has one, as a tile."""
    employer = f"{opening.organisation.name}, {opening.town}"
    until = _("Open until %(day)s") % {"day": date_format(opening.closes_on)}
    nuclide = opening.radionuclide
    return TextCard(
        alt=f"{opening}. {employer}. {until}",
        kicker=capfirst(opening.get_kind_display()),
        title=str(opening),
        lead=[employer, until],
        figure=tiles([tile_of(nuclide)]) if nuclide else initials(opening.organisation.initials),
    )
