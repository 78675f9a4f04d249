"""How releases list founding members, and what is no list of them."""

import pytest

from news.intake import KnownOrganisation, read_release
from news.intake.members_named import founding_members, split
from news.intake.organisations import of_known

KNOWN = [
    KnownOrganisation(1, "Musterlicht", "Musterlicht Pharma GmbH"),
    KnownOrganisation(2, "Beispiel & Sohn", "Beispiel & Sohn GmbH"),
]


def members_named(*paragraphs):
    """Return the names of the founding members in paragraphs of a release."""
    return [one.name for one in founding_members(paragraphs, of_known(KNOWN))]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("A GmbH, B GmbH und C AG", ["A GmbH", "B GmbH", "C AG"]),
        ("A GmbH, B GmbH, und C AG.", ["A GmbH", "B GmbH", "C AG"]),
        ("A Ltd, B Ltd and C Ltd", ["A Ltd", "B Ltd", "C Ltd"]),
        ("A GmbH; B GmbH sowie auch C AG", ["A GmbH", "B GmbH", "C AG"]),
        ("die A GmbH, das Institut B", ["A GmbH", "Institut B"]),
        ("A GmbH", ["A GmbH"]),
        (" , ", []),
        (f"A GmbH, {'wort ' * 20}", ["A GmbH"]),
    ],
)
def test_a_list_falls_into_its_items(text, items):
    assert split(text) == items


MUSTERLICHT, SOHN = "Musterlicht Pharma GmbH", "Beispiel & Sohn GmbH"


@pytest.mark.parametrize(
    ("paragraphs", "members"),
    [
        (["Gründungsmitglieder: Musterlicht, A AG und B SE."], [MUSTERLICHT, "A AG", "B SE"]),
        (["Founding members are: Musterlicht, A Ltd and B Ltd."], [MUSTERLICHT, "A Ltd", "B Ltd"]),
        (["Die Gründungsmitglieder:", "Musterlicht, Neu AG"], [MUSTERLICHT, "Neu AG"]),
        (["Gründungspartner:", "• Musterlicht", "• Neu AG", "Kontakt:"], [MUSTERLICHT, "Neu AG"]),
        (["Gründungsmitglieder:", "1. Musterlicht", "2) Neu AG,"], [MUSTERLICHT, "Neu AG"]),
        (
            ["Gründungsmitglieder sind die Neu AG, die Fern SE und Musterlicht."],
            ["Neu AG", "Fern SE", MUSTERLICHT],
        ),
        (["Gründungsmitglieder: Musterlicht, Musterlicht Pharma GmbH"], [MUSTERLICHT]),
        (["Gründungsmitglieder: Beispiel & Sohn GmbH, Neu AG"], [SOHN, "Neu AG"]),
        (["Gründungsmitglieder:"], []),
        (["Gründungsmitglieder:", "Was sagen Sie dazu?"], []),
        (["Das Gründungsmitglied Musterlicht wächst."], []),
        (["Ein Gründungsmitglieder-Treffen der Neu AG und der Fern SE."], []),
        (["Die Neu AG und die Fern SE arbeiten mit Musterlicht."], []),
        ([], []),
    ],
)  # fmt: skip
def test_founding_members(paragraphs, members):
    assert members_named(*paragraphs) == members


def test_the_first_list_that_names_somebody_counts():
    first = "Alle Gründungsmitglieder kamen."
    assert members_named(first, "Gründungsmitglieder: Neu AG, Fern SE") == ["Neu AG", "Fern SE"]


def test_members_of_a_release_are_matched_with_the_known_ones():
    text = "Titel\n\nDresden, 12. März 2026 – Ein Satz.\n\nGründungsmitglieder: Musterlicht, Neu AG"
    members = read_release(text, "de", KNOWN).members
    assert [(one.match, one.kind) for one in members] == [(1, "exact"), (None, "new")]
