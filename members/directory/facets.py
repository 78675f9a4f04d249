"""The directory's filters: facets that combine, each choice with how many entries it leaves."""

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import FloatField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from members.directory.filters import Choice, FacetFilter
from members.directory.towns import town_names
from members.models import Competence, Membership, Organisation, Radionuclide, Stage

ABILITIES = ("stage", "radionuclide")
UNBOUND = "unbound"  # stands for the radionuclide of work that is bound to none
COLUMNS = ("pk", "kind", "address_locality", "role_today", "north", "east")


@dataclass(slots=True)
class Listing:
    """An organisation as the facets see it; `abilities` are slugs (stage, radionuclide served)."""

    pk: int
    role: str
    kind: str
    town: str
    founding: str
    position: tuple[float, float] | None  # latitude and longitude in degrees
    abilities: set

    def values(self, facet, chosen):
        """Return the values of `facet` under which this organisation is found beside `chosen`.

        A stage and a radionuclide are met together: by one and the same competence.
        """
        if facet == "stage":
            return {s for s, n in self.abilities if chosen.get("radionuclide") in (None, n)}
        if facet == "radionuclide":
            return {n for s, n in self.abilities if chosen.get("stage") in (None, s)}
        value = getattr(self, facet)
        return (value,) if value else ()

    def meets(self, chosen):
        return all(value in self.values(facet, chosen) for facet, value in chosen.items())


def entries():
    # As floats: a map needs no more, and Decimals take longer to read than all the rest.
    places = {"north": Cast("latitude", FloatField()), "east": Cast("longitude", FloatField())}
    rows = Organisation.objects.in_directory()
    return rows.annotate(**places).values_list(*COLUMNS)


def listings(stages, radionuclides):
    """Return a Listing for each organisation in the directory."""
    steps = {stage.pk: stage.slug for stage in stages}
    slugs = {nuclide.pk: nuclide.slug for nuclide in radionuclides}
    pairs = Competence.objects.public().served_pairs(slugs)
    slugs[None] = UNBOUND
    rows = list(entries())
    towns = town_names({town for _pk, _kind, town, *_rest in rows if town})
    return [
        Listing(
            pk,
            role,
            kind,
            towns.get(town, ""),
            "yes" if role == Membership.Role.FOUNDING_MEMBER else "no",
            None if None in (north, east) else (north, east),
            {(steps[stage], slugs[nuclide]) for stage, nuclide in pairs[pk]},
        )
        for pk, kind, town, role, north, east in rows
    ]


class DirectoryFilter(FacetFilter):
    """Narrows the directory; each choice says how many entries it leaves beside the others."""

    stage = Choice(_("Competence"))
    radionuclide = Choice(_("Radionuclide"))
    kind = Choice(_("Kind"))
    town = Choice(_("Town"))
    founding = Choice(_("Founding member"))

    def __init__(self, data):
        super().__init__(data)
        stages, radionuclides = list(Stage.objects.all()), list(Radionuclide.objects.all())
        self.listings = listings(stages, radionuclides)
        towns = sorted({listing.town for listing in self.listings if listing.town})
        self.labels = {
            "stage": {stage.slug: str(stage) for stage in stages},
            "radionuclide": {n.slug: str(n) for n in radionuclides}
            | {UNBOUND: _("not bound to one")},
            "kind": dict(Organisation.Kind.choices),
            "town": {town: town for town in towns},
            "founding": {"yes": _("yes"), "no": _("no")},
        }
        self.offer_counted()

    def counts(self, facet):
        """Count what has one value each directly: a method for each takes three times as long."""
        if facet in ABILITIES:
            return super().counts(facet)
        return Counter(filter(None, map(attrgetter(facet), self.matches(self.without(facet)))))

    def towns(self):
        """Return (town, number of entries, query) for each town, under the other choices."""
        counts = self.numbers["town"]
        return [
            (town, counts[town], f"?{urlencode(self.chosen | {'town': town})}")
            for town in self.labels["town"]
        ]

    def townless(self):
        return sum(not listing.town for listing in self.matches(self.without("town")))
