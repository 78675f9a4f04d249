"""The chart of nuclides on the home page: each nuclide at its Z and N, the gaps between folded."""

from itertools import batched, groupby
from typing import NamedTuple

TILES = 27  # at most
COLUMNS = 6  # of a block, so that a phone shows it whole
FAR = 8  # protons between two elements that stand in different blocks


class Step(NamedTuple):
    """A row or column of a block: how many protons or neutrons, and where it stands from 1 on."""

    number: int
    position: int
    folded: bool  # there are numbers between the one before and this one


class Block(NamedTuple):
    """A part of the chart without wide gaps."""

    protons: list[Step]  # from the bottom
    neutrons: list[Step]  # from the left
    nuclides: list  # each with `row` and `column`


def chart(radionuclides):
    """Return the Blocks of at most 27 radionuclides, those with a half-life first, Z rising."""
    chosen = sorted(radionuclides, key=lambda nuclide: nuclide.half_life is None)[:TILES]
    chosen.sort(key=lambda nuclide: (nuclide.proton_number, nuclide.mass_number))
    blocks = []
    for row in rows(chosen):
        if blocks and fits(row, blocks[-1]):
            blocks[-1] += row
        else:
            blocks.append(row)
    return [block(nuclides) for nuclides in blocks]


def rows(nuclides):
    """Yield the isotopes of each element, those of a long row in parts."""
    for _number, isotopes in groupby(nuclides, key=lambda nuclide: nuclide.proton_number):
        yield from map(list, batched(isotopes, COLUMNS))


def fits(row, nuclides):
    """Return whether the isotopes `row` stand in one block with the `nuclides` before them."""
    near = row[0].proton_number - nuclides[-1].proton_number < FAR
    return near and len({nuclide.neutron_number for nuclide in row + nuclides}) <= COLUMNS


def block(nuclides):
    protons = steps(nuclide.proton_number for nuclide in nuclides)
    neutrons = steps(nuclide.neutron_number for nuclide in nuclides)
    rows = {step.number: step.position for step in protons}
    columns = {step.number: step.position for step in neutrons}
    for nuclide in nuclides:
        nuclide.row = rows[nuclide.proton_number]
        nuclide.column = columns[nuclide.neutron_number]
    return Block(protons, neutrons, nuclides)


def steps(numbers):
    ordered = sorted(set(numbers))
    before = [ordered[0] - 1, *ordered]
    return [
        Step(number, position, number - before[position - 1] > 1)
        for position, number in enumerate(ordered, 1)
    ]
