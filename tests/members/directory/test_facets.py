"""The counts of the facets against a plain count."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from members.directory.facets import UNBOUND, DirectoryFilter, Listing

STAGES, NUCLIDES, KINDS, TOWNS = (
    ("a", "b", "c"),
    ("x-1", "y-2", UNBOUND),
    ("company", "clinic"),
    ("", "D", "L"),
)
WHOLE = {
    "stage": STAGES,
    "radionuclide": NUCLIDES,
    "kind": KINDS,
    "town": TOWNS[1:],
    "founding": ("yes", "no"),
}


class Filter(DirectoryFilter):
    """The filter without its database: `chosen` and `listings` are given."""

    chosen = listings = None

    def __init__(self, listings, chosen):
        self.listings, self.chosen = listings, chosen


def listing(kind, town, founding, abilities):
    return Listing(0, "member", kind, town, founding, None, abilities)


LISTINGS = st.lists(
    st.builds(
        listing,
        st.sampled_from(KINDS),
        st.sampled_from(TOWNS),
        st.sampled_from(WHOLE["founding"]),
        st.frozensets(st.tuples(st.sampled_from(STAGES), st.sampled_from(NUCLIDES))),
    ),
    max_size=8,
)
CHOSEN = st.fixed_dictionaries({}, optional={f: st.sampled_from(v) for f, v in WHOLE.items()})


def plainly(each, stage=None, radionuclide=None, kind=None, town=None, founding=None):
    """Tell whether an entry is found, as one would say it."""
    able = [(s, n) for s, n in each.abilities if stage in (None, s) and radionuclide in (None, n)]
    asks_ability = stage is not None or radionuclide is not None
    return (
        (bool(able) or not asks_ability)
        and kind in (None, each.kind)
        and town in (None, each.town)
        and founding in (None, each.founding)
    )


@given(LISTINGS, CHOSEN)
def test_counts_are_those_of_a_plain_count(listings, chosen):
    filters = Filter(listings, chosen)
    assert filters.matches(chosen) == [each for each in listings if plainly(each, **chosen)]
    for facet, values in WHOLE.items():
        wanted = {v: sum(plainly(e, **chosen | {facet: v}) for e in listings) for v in values}
        assert filters.counts(facet) == Counter({v: n for v, n in wanted.items() if n})
