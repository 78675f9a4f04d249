"""The numbers by which the search tells thousands of pages apart."""

import pytest

from nuklid.places import Place, Places

ROWS = [("person", 0, 7, 3), ("newsitem", 9, 1, 5), ("newsitem", 8, 2, 4), ("person", 0, 7, 1)]


@pytest.mark.parametrize("far", [0, 10**9])
def test_pages_are_numbered_by_kind_day_and_key(far):
    places = Places([(*page, far + entry) for *page, entry in ROWS])
    assert [places[number] for number in (1, 2, 3)] == [
        Place("newsitem", 8, 2),
        Place("newsitem", 9, 1),
        Place("person", 0, 7),
    ]
    assert places.kinds == {"newsitem": range(1, 3), "person": range(3, 4)}
    assert [list(places.entries_of(number)) for number in (1, 2, 3)] == [
        [far + 4],
        [far + 5],
        [far + 1, far + 3],
    ]


@pytest.mark.parametrize("far", [0, 10**9])
def test_what_is_not_public_or_was_made_later_has_no_place(far):
    places = Places([(*page, far + entry) for *page, entry in ROWS])
    assert set(places.of([far + 1, far + 2, far + 5])) == {0, 3, 2}
    assert set(places.of([far + 4, far + 99])) - {0} == {1}
    assert set(places.of([far + 3])) - {0} == {3}
    assert set(Places(()).of([1])) == {0}
    assert set(places.of([])) == {0}
