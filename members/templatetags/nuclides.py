"""How a radionuclide is drawn in a page."""

from django import template
from django.utils.formats import localize
from django.utils.html import format_html

from members.models import Radionuclide

register = template.Library()


@register.simple_tag
def tile(radionuclide):
    """Draw the tile of a nuclide; a decay or half-life that nobody could source is left out."""
    half_life = radionuclide.half_life and localize(radionuclide.half_life.normalize())
    decay = radionuclide.principal_decay and Radionuclide.Decay(radionuclide.principal_decay).label
    return format_html(
        '<span class="tile" data-decay="{}"><b>{}</b><span class="sr">-</span><sup>{}</sup>{}{}'
        "</span>",
        radionuclide.principal_decay,
        radionuclide.symbol,
        radionuclide.mass,
        format_html(" <small>{}&nbsp;{}</small>", half_life, radionuclide.half_life_unit)
        if half_life
        else "",
        format_html('<span class="sr">, {}</span>', decay) if decay else "",
    )
