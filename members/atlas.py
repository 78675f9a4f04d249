"""The competence atlas: stages across, radionuclides down, in each cell who does it."""

from collections import defaultdict
from functools import cache, partial
from typing import NamedTuple

from members.addresses import address
from members.filters import AtlasFilter, narrowed
from members.kept import kept
from members.models import Competence
from members.models.competences import every_radionuclide, every_stage

# Names in a cell, and in the whole table; a number leads to the rest. So the page stays under
# 150 kB on the wire however many competences there are.
NAMES, LIGHT = 12, 4000
KINDS = Competence.Kind.values
COLUMNS = ("radionuclide", "stage", "kind", "organisation__name", "organisation__slug", "evidence")


class Entry(NamedTuple):
    """A competence as a cell shows it: `kind` is the value, `does` and `evidence` are labels."""

    name: str
    url: str
    kind: str
    does: str
    evidence: str


class Atlas:
    """What the atlas holds under the filters of an address (a QueryDict).

    `stages` and `radionuclides` are what the table names.
    """

    def __init__(self, data):
        stages = every_stage()
        self.filters = AtlasFilter(data, stages)
        self.stages = self.filters.stages(stages)
        self.radionuclides = self.filters.radionuclides(every_radionuclide())

    def competences(self):
        """Return what is chosen as a QuerySet."""
        use, wanted = self.filters.wanted()
        return narrowed(use, **wanted)

    def table(self):
        """Return the rows and what to say about them.

        `rows` holds (radionuclide or None, whether somebody does it, cells), a cell is (stage, its
        short name, entries), of which the first `names` are to be named.
        """
        use, wanted = self.filters.wanted()
        entries = by_cell(named(use, **wanted))
        columns = [(stage, stage.short_name) for stage in self.stages]
        every = (row_of(nuclide, columns, entries) for nuclide in [None, *self.radionuclides])
        rows = [row for row in every if self.keeps(row)]
        cells = [found for *_, row in rows for *_, found in row]
        return {
            "rows": rows,
            "names": names_in_a_cell([len(found) for found in cells]),
            "entry_count": sum(map(len, cells)),
            "member_count": len({entry.url for found in cells for entry in found}),
            "gap_count": cells.count(()),
        }

    def keeps(self, row):
        """Tell whether to show `row`: an empty one is a gap, unless only some entries are asked."""
        some = {"kind", "member"} & self.filters.chosen.keys()
        return row[1] or not some


def row_of(nuclide, columns, entries):
    key = nuclide and nuclide.pk
    cells = [(stage, name, entries.get((key, stage.pk), ())) for stage, name in columns]
    return nuclide, any(found for *_, found in cells), cells


def names_in_a_cell(counts):
    """Return how many names a cell may have, at least one; `counts` are the entries of each."""
    possible = range(NAMES, 0, -1)
    return next((n for n in possible if sum(min(c, n) for c in counts) <= LIGHT), 1)


@kept
def named(use, **wanted):
    """Return COLUMNS of what is chosen, in no order."""
    return narrowed(use, **wanted).order_by().values_list(*COLUMNS)


def by_cell(competences):
    """Return the entries by keys (radionuclide or None, stage): offers first, then by name."""
    url = cache(partial(address, "members:detail"))
    does = {kind.value: str(kind.label) for kind in Competence.Kind}
    evidence = {"": ""} | {each.value: str(each.label) for each in Competence.Evidence}
    cells = defaultdict(list)
    for nuclide, stage, kind, name, slug, proof in sorted(
        competences, key=lambda row: (KINDS.index(row[2]), row[3].casefold())
    ):
        cells[nuclide, stage].append(Entry(name, url(slug), kind, does[kind], evidence[proof]))
    return cells
