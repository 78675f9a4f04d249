"""The pages that the search may find, as numbers: a common word has thousands to tell apart."""

from array import array
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple


class Place(NamedTuple):
    """A page that the search finds, and its day (days since the year 1, or 0)."""

    kind: str
    day: int
    object_id: int


class Numbers(dict):
    """{id of an entry: number of its page}, for few ids of many."""

    def __missing__(self, entry):
        return 0


class Places:
    """The pages of the entries that the public may see, numbered from 1 on.

    Of two pages of a kind that answer equally well, the one with the greater number comes first.
    """

    def __init__(self, rows):
        """Take (*Place, id of an entry) for each entry."""
        rows = sorted(rows)
        last = max((row[3] for row in rows), default=0)
        # Of two of these, the list is asked in half the time.
        self.numbers = [0] * (last + 1) if last < 4 * len(rows) else Numbers()
        # Arrays: objects would take four times as much for as long as they are kept.
        self.days, self.ids, self.firsts = (array("q", [0]) for _ in range(3))
        self.entries = array("q", (row[3] for row in rows))
        kinds = {}
        for number, (page, group) in enumerate(groupby(rows, key=itemgetter(0, 1, 2)), 1):
            kind, day, object_id = page
            kinds.setdefault(kind, number)
            self.days.append(day)
            self.ids.append(object_id)
            self.firsts.append(self.firsts[-1])
            for *_page, entry in group:
                self.numbers[entry] = number
                self.firsts[-1] += 1
        ends = [*kinds.values(), len(self.ids)][1:]
        self.kinds = {
            kind: range(first, end) for (kind, first), end in zip(kinds.items(), ends, strict=True)
        }

    def __getitem__(self, number):
        kind = next(kind for kind, numbers in self.kinds.items() if number in numbers)
        return Place(kind, self.days[number], self.ids[number])

    def entries_of(self, number):
        """Return the entries (ids) of a page."""
        return self.entries[self.firsts[number - 1] : self.firsts[number]]

    def of(self, entries):
        """Return the numbers of the pages of `entries` (ids), 0 for what nobody may find."""
        try:
            return itemgetter(0, 0, *entries)(self.numbers)  # a tuple for two and more
        except IndexError:  # some were made since these places were read
            return [self.numbers[entry] for entry in entries if entry < len(self.numbers)]
