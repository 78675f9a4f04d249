"""What narrows the atlas; it lives in the address, that of its data too."""

from django.utils.translation import gettext_lazy as _

from members.directory.filters import AddressFilter, Choice
from members.directory.towns import town_names
from members.models import Competence, Organisation

USES = {"pet": _("PET"), "spect": _("SPECT"), "therapy": _("Therapy")}


class AtlasFilter(AddressFilter):
    """Narrows the rows (radionuclide, use), the columns (stage, until) and the entries (the rest).

    `all_stages` and `all_radionuclides` are what there is; `stages` and `radionuclides` what is
    chosen of them.
    """

    radionuclide = Choice(_("Radionuclide"))
    stage = Choice(_("Stage"))
    until = Choice(_("To stage"))
    kind = Choice(_("Kind"))
    town = Choice(_("Town"))
    member = Choice(_("Member"))
    use = Choice(_("Use"))

    def __init__(self, data, all_stages, all_radionuclides):
        super().__init__(data)
        stages = [(stage.slug, str(stage)) for stage in all_stages]
        able = Competence.objects.of_members().values("organisation")
        members = Organisation.objects.filter(pk__in=able)
        localities = members.order_by().values_list("address_locality", flat=True).distinct()
        self.towns = town_names({locality for locality in localities if locality})
        self.offer("radionuclide", [(nuclide.slug, str(nuclide)) for nuclide in all_radionuclides])
        self.offer("stage", stages)
        self.offer("until", stages)
        self.offer("kind", Competence.Kind.choices)
        self.offer("town", [(town, town) for town in sorted(set(self.towns.values()))])
        self.offer_members(members)
        self.offer("use", USES.items())
        self.fields["until"].choices[0] = ("", "–")
        self.stages = self.chosen_stages(all_stages)
        self.radionuclides = self.chosen_radionuclides(all_radionuclides)

    def chosen_stages(self, all_stages):
        """Return one stage, or all between two, whichever of them comes first; else all."""
        slugs = {self.chosen[name] for name in ("stage", "until") if name in self.chosen}
        ends = [stage.number for stage in all_stages if stage.slug in slugs]
        if not ends:
            return all_stages
        first = min(ends) if "stage" in self.chosen else 0
        return [stage for stage in all_stages if first <= stage.number <= max(ends)]

    def chosen_radionuclides(self, all_radionuclides):
        slug, use = self.chosen.get("radionuclide"), self.chosen.get("use")
        return [
            nuclide
            for nuclide in all_radionuclides
            if slug in (None, nuclide.slug) and (not use or getattr(nuclide, f"for_{use}"))
        ]

    @property
    def leaves_entries_out(self):
        """Tell whether some of the work is left out, so that nobody may mean: nobody chosen."""
        return bool({"kind", "town", "member"} & self.chosen.keys())

    def competences(self):
        """Return what is chosen as a QuerySet."""
        rows = Competence.objects.of_members()
        if {"stage", "until"} & self.chosen.keys():
            rows = rows.filter(stage__in=self.stages)
        if {"radionuclide", "use"} & self.chosen.keys():
            rows = rows.serving(pk__in=[nuclide.pk for nuclide in self.radionuclides])
        if kind := self.chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if chosen_town := self.chosen.get("town"):
            localities = [name for name, town in self.towns.items() if town == chosen_town]
            rows = rows.filter(organisation__address_locality__in=localities)
        if "member" in self.chosen:
            rows = rows.filter(organisation__slug__in=self.members())
        return rows
