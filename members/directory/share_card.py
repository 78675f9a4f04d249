"""The share cards of an organisation and of a person."""

from django.utils.text import capfirst

from members.atlas.tiles import tile_of
from members.models import Organisation, Person, Radionuclide
from nuklid.base.cards.cards import TextCard
from nuklid.base.cards.figures import credit_of, initials, logo, portrait, tiles
from nuklid.base.templatetags.portal import initials as initials_of


def organisation_card(
    organisation: Organisation, role: str, radionuclides: list[Radionuclide]
) -> TextCard:
    """Show it with the tiles of its `radionuclides`; `role` is the label of its role today."""
    kicker = [str(capfirst(role)), organisation.address_locality]
    shown = [tile_of(nuclide) for nuclide in radionuclides]
    mark = logo(organisation.logo, initials_of(organisation.name))
    return TextCard(
        alt=": ".join(filter(None, (organisation.name, organisation.summary))),
        kicker=" · ".join(filter(None, kicker)),
        title=organisation.name,
        lead=[organisation.summary],
        figure=tiles(shown) if shown else mark,
    )


def person_card(person: Person, functions: list[str]) -> TextCard:
    """Show a person with portrait or initials and today's `functions`."""
    figure = initials(person.initials)
    if person.portrait:
        credit = credit_of(person.portrait_credit, person.portrait_licence)
        figure = portrait(person.portrait, person.portrait_focus, person.initials, credit)
    return TextCard(
        alt=": ".join(filter(None, (person.full_name, "; ".join(functions)))),
        kicker="",
        title=person.full_name,
        lead=functions,
        figure=figure,
    )
