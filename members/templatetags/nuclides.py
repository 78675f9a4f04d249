"""How a radionuclide is drawn in a page."""

from django import template
from django.utils.html import format_html

from members.atlas.tiles import short_half_life
from members.models import Radionuclide

register = template.Library()
STEP = 10  # per cent: as finely as a style sheet tells the second colour of a tile


@register.simple_tag
def tile(radionuclide):
    """Draw the tile of a nuclide; a decay or half-life that nobody could source is left out."""
    decay = radionuclide.principal_decay and Radionuclide.Decay(radionuclide.principal_decay).label
    return format_html(
        '<span class="tile" data-decay="{}"{}><b>{}</b><span class="sr">-</span><sup>{}</sup>{}{}'
        "</span>",
        radionuclide.principal_decay,
        second_colour(radionuclide),
        radionuclide.symbol,
        radionuclide.mass,
        small(short_half_life(radionuclide)),
        format_html('<span class="sr">, {}</span>', decay) if decay else "",
    )


def second_colour(radionuclide):
    """Return the attribute of the less frequent colour of a branching decay: "alpha-40"."""
    _principal, *others = radionuclide.colours.items()
    if not others:
        return ""
    colour, share = others[0]
    rounded = max(STEP, STEP * round(share / STEP))
    return format_html(' data-second="{}" data-share="{}"', colour, rounded)


def small(half_life):
    return format_html(" <small>{}</small>", half_life) if half_life else ""
