"""The competence atlas: stages across, radionuclides down, in each cell who does it."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from members.atlas.filters import AtlasFilter
from members.models import Competence, Radionuclide, Stage
from nuklid.base.pages.addresses import addresses

# Names in a cell, and in the whole table; a number leads to the rest. So the page stays under
# 150 kB on the wire however many competences there are.
NAMES, LIGHT = 12, 4000
KINDS = Competence.Kind.values
NO_PROOF = ("", Competence.Evidence.OWN_STATEMENT)
COLUMNS = ("radionuclide", "stage", "kind", "organisation__name", "organisation__slug", "evidence")


class Entry(NamedTuple):
    """A competence in a cell; what it does and the evidence are labels."""

    name: str
    url: str
    kind: str
    does: str
    evidence: str
    is_proven: bool


class Cell(NamedTuple):
    """Where a row meets `stage`; `unbound` are members whose work is bound to no radionuclide.

    They are counted beside `entries` that are bound to the row's, so that no count is a true gap.
    """

    stage: Stage
    short_name: str
    entries: list[Entry]
    unbound: int


class Atlas:
    """What the atlas holds under the filters of an address (a QueryDict)."""

    def __init__(self, data):
        self.filters = AtlasFilter(
            data, list(Stage.objects.all()), list(Radionuclide.objects.all())
        )
        self.stages = self.filters.stages
        self.radionuclides = self.filters.radionuclides

    def competences(self):
        """Return what is chosen as a QuerySet."""
        return self.filters.competences()

    @cached_property
    def entries(self):
        """Return {key of a radionuclide or None: {key of a stage: entries}}."""
        return by_row(self.competences().order_by().values_list(*COLUMNS))

    def table(self):
        """Return the rows and what to say about them.

        `rows` holds (radionuclide or None, cells): first the work bound to none, then who is
        worked with; `idle` are the other radionuclides. Of a cell `names` entries are to be named.
        """
        busy = [nuclide for nuclide in self.radionuclides if self.is_row(nuclide)]
        rows = [(None, self.cells(None))] if self.entries[None] else []
        rows += [(nuclide, self.cells(nuclide.pk)) for nuclide in busy]
        filled = [entries for row in self.entries.values() for entries in row.values()]
        return {
            "rows": rows,
            "idle": [nuclide for nuclide in self.radionuclides if nuclide not in busy],
            "names": names_in_a_cell([len(entries) for entries in filled]),
            "entry_count": sum(map(len, filled)),
            "member_count": len(set().union(*map(names_of, filled))),
            "gap_count": self.count_gaps(),
        }

    def is_row(self, nuclide):
        """Tell whether somebody works with `nuclide`, or it is asked for: then it has a row."""
        return self.entries[nuclide.pk] or "radionuclide" in self.filters.chosen

    def cells(self, key):
        """Return the cells of the row with this key of a radionuclide, or None."""
        bound, unbound = self.entries[key], {} if key is None else self.entries[None]
        return [
            Cell(
                stage,
                stage.short_name,
                entries := bound.get(stage.pk, []),
                len(names_of(unbound.get(stage.pk, [])) - names_of(entries)),
            )
            for stage in self.stages
        ]

    def count_gaps(self):
        """Return how often nobody works at a stage for a radionuclide, bound to it or to none."""
        bare = [stage.pk for stage in self.stages if stage.pk not in self.entries[None]]
        nuclides = [nuclide.pk for nuclide in self.radionuclides]
        return sum(stage not in self.entries[nuclide] for nuclide in nuclides for stage in bare)


def names_of(entries):
    return {entry.name for entry in entries}


def names_in_a_cell(counts):
    """Return how many names a cell may have, at least one; `counts` are the entries of each."""
    possible = range(NAMES, 0, -1)
    return next((n for n in possible if sum(min(c, n) for c in counts) <= LIGHT), 1)


def by_row(competences):
    """Return {key of a radionuclide or None: {key of a stage: entries}}.

    Offers come first, then it goes by name.
    """
    url = addresses("members:detail")
    does = {kind.value: str(kind.label) for kind in Competence.Kind}
    evidence = {"": ""} | {each.value: str(each.label) for each in Competence.Evidence}
    rows = defaultdict(lambda: defaultdict(list))
    for nuclide, stage, kind, name, slug, proof in sorted(
        competences, key=lambda row: (KINDS.index(row[2]), row[3].casefold())
    ):
        entry = Entry(name, url(slug), kind, does[kind], evidence[proof], proof not in NO_PROOF)
        rows[nuclide][stage].append(entry)
    return rows
