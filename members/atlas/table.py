"""The competence atlas: stages across, radionuclides down, in each cell who does it."""

from collections import defaultdict

from members.directory.filters import AtlasFilter, narrowed
from members.models import Competence, Radionuclide, Stage
from nuklid.base.pages.addresses import addresses

# Names in a cell, and in the whole table; a number leads to the rest. So the page stays under
# 150 kB on the wire however many competences there are.
NAMES, LIGHT = 12, 4000
KINDS = Competence.Kind.values
COLUMNS = ("radionuclide", "stage", "kind", "organisation__name", "organisation__slug", "evidence")


class Atlas:
    """What the atlas holds under the filters of an address (a QueryDict).

    `stages` and `radionuclides` are what the table names.
    """

    def __init__(self, data):
        stages = list(Stage.objects.all())
        self.filters = AtlasFilter(data, stages)
        self.stages = self.filters.stages(stages)
        self.radionuclides = self.filters.radionuclides(Radionuclide.objects.all())

    def competences(self):
        """Return what is chosen as a QuerySet."""
        use, wanted = self.filters.wanted()
        return narrowed(use, **wanted)

    def table(self):
        """Return the rows and what to say about them.

        `rows` holds (radionuclide or None, whether somebody does it, cells), a cell is (stage, its
        short name, entries or None); of the entries `names` are to be named.
        """
        entries = by_row(self.competences().order_by().values_list(*COLUMNS))
        rows = [
            (nuclide, entries[nuclide and nuclide.pk]) for nuclide in [None, *self.radionuclides]
        ]
        rows = [row for row in rows if self.keeps(row)]
        filled = [cell for _nuclide, row in rows for cell in row.values()]
        columns = [(stage.pk, stage, stage.short_name) for stage in self.stages]
        return {
            "rows": [
                (nuclide, bool(row), [(stage, name, row.get(key)) for key, stage, name in columns])
                for nuclide, row in rows
            ],
            "names": names_in_a_cell([len(cell) for cell in filled]),
            "entry_count": sum(map(len, filled)),
            "member_count": len({name for cell in filled for name, *_ in cell}),
            "gap_count": len(rows) * len(columns) - len(filled),
        }

    def keeps(self, row):
        """Tell whether to show `row`: an empty one is a gap, unless only some entries are asked."""
        some = {"kind", "member"} & self.filters.chosen.keys()
        return row[1] or not some


def names_in_a_cell(counts):
    """Return how many names a cell may have, at least one; `counts` are the entries of each."""
    possible = range(NAMES, 0, -1)
    return next((n for n in possible if sum(min(c, n) for c in counts) <= LIGHT), 1)


def by_row(competences):
    """Return {key of a radionuclide or None: {key of a stage: entries}}.

    Offers come first, then it goes by name. An entry is (name of an organisation, its URL, kind,
    what it does, evidence), the last two as labels.
    """
    url = addresses("members:detail")
    does = {kind.value: str(kind.label) for kind in Competence.Kind}
    evidence = {"": ""} | {each.value: str(each.label) for each in Competence.Evidence}
    rows = defaultdict(lambda: defaultdict(list))
    for nuclide, stage, kind, name, slug, proof in sorted(
        competences, key=lambda row: (KINDS.index(row[2]), row[3].casefold())
    ):
        rows[nuclide][stage].append((name, url(slug), kind, does[kind], evidence[proof]))
    return rows
