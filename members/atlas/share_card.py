"""The share cards of a radionuclide and of a stage of the value chain."""

from django.utils.translation import gettext as _

from members.atlas.tiles import tile_of
from members.models import Radionuclide, Stage
from nuklid.base.cards.cards import TextCard
from nuklid.base.cards.figures import tiles


def nuclide_card(nuclide: Radionuclide) -> TextCard:
    numbers = f"Z {nuclide.proton_number} · N {nuclide.neutron_number}"
    facts = [numbers, nuclide.decay, nuclide.use]
    name = f"{nuclide.element_name}-{nuclide.mass}"
    alt = _("Tile of %(nuclide)s in the chart of nuclides; %(facts)s")
    return TextCard(
        alt=alt % {"nuclide": name, "facts": "; ".join(filter(None, facts))},
        kicker=f"{_('Radionuclide')} · {numbers}",
        title=name,
        lead=facts[1:],
        figure=tiles([tile_of(nuclide)]),
    )


def stage_card(stage: Stage) -> TextCard:
    return TextCard(
        alt=f"{stage.name}: {stage.description}",
        kicker=_("Value chain, step %(number)d") % {"number": stage.number},
        title=stage.name,
        lead=[stage.description],
    )
