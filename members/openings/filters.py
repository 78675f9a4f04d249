"""What narrows the list of openings; it lives in the address."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from members.directory.filters import Choice, FacetFilter
from members.directory.towns import town_names
from members.models import Opening

PER_PAGE = 20


@dataclass(slots=True)
class Listing:
    """An opening as the facets see it: each of them has one value, or none ("")."""

    opening: Opening
    facets: dict[str, str]

    def values(self, facet, chosen):
        return filter(None, [self.facets[facet]])

    def meets(self, chosen):
        return all(self.facets[facet] == value for facet, value in chosen.items())


def listings(openings):
    """Return a Listing for each of `openings` (with names)."""
    towns = town_names({opening.town for opening in openings})
    return [
        Listing(
            opening,
            {
                "kind": opening.kind,
                "town": towns[opening.town],
                "member": opening.organisation.slug,
                "stage": opening.stage.slug if opening.stage else "",
                "radionuclide": opening.radionuclide.slug if opening.radionuclide else "",
            },
        )
        for opening in openings
    ]


class OpeningFilter(FacetFilter):
    """Offers what public openings have; each choice says how many it leaves beside the others."""

    kind = Choice(_("Kind"))
    radionuclide = Choice(_("Radionuclide"))
    town = Choice(_("Town"))
    member = Choice(_("Member"))
    stage = Choice(_("Stage"))

    def __init__(self, data):
        super().__init__(data)
        openings = list(Opening.objects.public().with_names())
        self.listings = listings(openings)
        stages = {opening.stage for opening in openings if opening.stage}
        nuclides = {opening.radionuclide for opening in openings if opening.radionuclide}
        members = {opening.organisation for opening in openings}
        towns = {listing.facets["town"] for listing in self.listings}
        self.labels = {
            "kind": dict(Opening.Kind.choices),
            "radionuclide": {
                n.slug: str(n) for n in sorted(nuclides, key=lambda n: (n.mass_number, n.symbol))
            },
            "town": {town: town for town in sorted(towns)},
            "member": {m.slug: m.name for m in sorted(members, key=lambda m: m.name.casefold())},
            "stage": {s.slug: str(s) for s in sorted(stages, key=lambda s: s.number)},
        }
        self.offer_counted()

    def openings(self):
        """Return the openings that meet every chosen value, newest first."""
        return [listing.opening for listing in self.matches(self.chosen)]
