"""Who takes a radionuclide from one stage to another: the answer in a sentence."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Competence, Stage

USES = Competence.Kind.USES


@dataclass(frozen=True)
class Chain:
    """Who offers or develops what `nuclide` needs at `stages`, all from one to another.

    `takers` are the names at each stage, `bound` all those whose work there is bound to it.
    """

    nuclide: str
    stages: list[Stage]
    takers: list[set[str]]
    bound: set[str]

    def sentence(self):
        """Return who takes the nuclide all the way, else who takes which stage and what is open."""
        everybody = set().union(*self.takers)
        if not everybody:
            return self.nobody()
        if throughout := set.intersection(*self.takers):
            return self.throughout(throughout)
        return self.in_pieces()

    def remark(self):
        """Return whose work is bound to no radionuclide, as a sentence, or ""."""
        unbound = set().union(*self.takers) - self.bound
        if not unbound:
            return ""
        text = _("The work of %(names)s is not bound to one radionuclide; it counts for each.")
        return text % {"names": enumerate_names(unbound)}

    @property
    def params(self):
        return {
            "nuclide": self.nuclide,
            "first": self.stages[0].name,
            "last": self.stages[-1].name,
            "count": len(self.stages),
        }

    def nobody(self):
        if len(self.stages) == 1:
            return _("No member takes the step “%(first)s” for %(nuclide)s yet.") % self.params
        text = _("No member takes any step from “%(first)s” to “%(last)s” for %(nuclide)s yet.")
        return text % self.params

    def throughout(self, members):
        params = self.params | {"names": enumerate_names(members)}
        if len(self.stages) == 1:
            text = ngettext(
                "%(names)s takes the step “%(first)s” for %(nuclide)s.",
                "%(names)s take the step “%(first)s” for %(nuclide)s.",
                len(members),
            )
        else:
            text = ngettext(
                "%(names)s takes %(nuclide)s through every step from “%(first)s” to “%(last)s”.",
                "%(names)s each take %(nuclide)s through all steps from “%(first)s” to “%(last)s”.",
                len(members),
            )
        return text % params

    def in_pieces(self):
        steps = [
            f"{stage}: {enumerate_names(names)}"
            for stage, names in zip(self.stages, self.takers, strict=True)
            if names
        ]
        gaps = [
            str(stage) for stage, names in zip(self.stages, self.takers, strict=True) if not names
        ]
        params = self.params | {
            "steps": "; ".join(steps),
            "gaps": "; ".join(gaps),
            "covered": len(steps),
        }
        if not gaps:
            text = _(
                "No member takes %(nuclide)s alone from “%(first)s” to “%(last)s”, but together "
                "they cover every step: %(steps)s."
            )
        else:
            text = ngettext(
                "No member takes %(nuclide)s all the way from “%(first)s” to “%(last)s”: "
                "%(covered)s of %(count)s steps is covered (%(steps)s), and nobody takes %(gaps)s "
                "yet.",
                "No member takes %(nuclide)s all the way from “%(first)s” to “%(last)s”: "
                "%(covered)s of %(count)s steps are covered (%(steps)s), and nobody takes %(gaps)s "
                "yet.",
                len(steps),
            )
        return text % params


def enumerate_names(names):
    return get_text_list(sorted(names, key=str.casefold), _("and"))


def chain_of(atlas):
    """Return the Chain of what is chosen in an Atlas, or None unless it asks who takes it.

    Whoever only uses something takes nothing over.
    """
    chosen = atlas.filters.chosen
    asks = "radionuclide" in chosen and {"stage", "until"} & chosen.keys()
    if not asks or not atlas.radionuclides or chosen.get("kind") == USES:
        return None
    (nuclide,) = atlas.radionuclides
    bound, unbound = (takers_at(atlas, key) for key in (nuclide.pk, None))
    return Chain(
        str(nuclide),
        atlas.stages,
        [by | to_any for by, to_any in zip(bound, unbound, strict=True)],
        set().union(*bound),
    )


def takers_at(atlas, key):
    """Return who offers or develops, a set of names for each stage of the atlas, in one row."""
    row = atlas.entries[key]
    return [
        {entry.name for entry in row.get(stage.pk, []) if entry.kind != USES}
        for stage in atlas.stages
    ]
