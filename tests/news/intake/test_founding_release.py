"""The founding release as it stands on a member's site; its sentences are not in this project."""

import csv
from datetime import date
from pathlib import Path

import pytest

from news.intake import KnownOrganisation, read_release

SHARED = Path(__file__).resolve().parents[4] / "shared"
RELEASE = SHARED / "releases" / "2025-01-16-founding.en.txt"
pytestmark = pytest.mark.skipif(not RELEASE.exists(), reason="../shared is not here")


def known_organisations():
    with (SHARED / "facts" / "members.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            former = ("biosaxony Management GmbH",) if row["name"] == "leap:up" else ()
            yield KnownOrganisation(row["name"], row["name"], row["legal_name"], former)


@pytest.fixture(scope="module")
def proposal():
    return read_release(RELEASE.read_text(encoding="utf-8"), "en", known_organisations())


def test_twelve_speakers_five_in_running_text_seven_under_headings(proposal):
    assert len(proposal.statements) == len(proposal.speakers) == 12
    assert [one.style for one in proposal.statements] == ["running"] * 5 + ["headed"] * 7


def test_speakers_with_honorific_function_and_organisation(proposal):
    said = [
        (s.speaker.honorific_prefix, s.speaker.family_name, s.job_title, keys(s.organisations))
        for s in proposal.statements
    ]
    assert said == [
        ("", "Kretschmer", "Minister President", []),
        ("", "Pratzka", "Mayor of Economic Affairs", [None]),
        ("", "Höhme", "Mayor of Radeberg", [None]),
        ("Prof.", "Schmidt", "Scientific Director", ["HZDR"]),
        ("", "Hofmann", "CEO", ["leap:up"]),
        ("", "Junker", "Managing Director", ["ROTOP"]),
        ("Dr", "Freitag-Stechl", "Managing Director", ["CUP Contract Labs"]),
        ("Dr", "Kluge", "Managing Director", ["ABX-CRO"]),
        ("Dr", "Zörgiebel", "Founder and CEO", ["MDG"]),
        (
            "Dr",
            "Mann",
            "Member of the Executive Board of Eckert & Ziegler SE and Managing Director",
            ["Gamma-Service Recycling", "Isotope Technologies Dresden"],
        ),
        ("Dr", "Simecek", "Co-founder & CEO", ["TRIMT"]),
        ("Dr", "Müller", "CEO", ["ABX"]),
    ]


def keys(organisations):
    return [one.match for one in organisations]


def test_the_nine_members_by_their_real_names(proposal):
    assert [one.name for one in proposal.members] == [
        "ABX advanced biochemical compounds GmbH",
        "ABX-CRO advanced pharmaceutical services Forschungsgesellschaft mbH",
        "CUP Laboratorien Dr. Freitag GmbH",
        "Gamma-Service Recycling GmbH",
        "Helmholtz-Zentrum Dresden-Rossendorf e. V.",
        "Isotope Technologies Dresden GmbH",
        "MDG Molecular Diagnostics Group GmbH",
        "ROTOP Pharmaka GmbH",
        "TRIMT GmbH",
    ]


def test_both_names_of_the_coordinator_are_one_organisation(proposal):
    coordinator = next(one for one in proposal.organisations if one.match == "leap:up")
    assert coordinator.spellings == ("biosaxony Management GmbH", "leap:up GmbH")
    assert coordinator.name == "leap:up GmbH"


def test_headline_date_profile_contact(proposal):
    assert proposal.headline.endswith("strengthens international visibility")
    assert proposal.dated_on == date(2025, 1, 16)
    assert proposal.boilerplate.startswith("biosaxony Management GmbH, soon to be")
    assert proposal.press_contact.startswith("biosaxony Management GmbH\nDeutscher Platz")


def test_leaves_out_the_page_it_was_copied_from(proposal):
    everything = [*proposal.body, *(s.text for s in proposal.statements), proposal.boilerplate]
    assert "Ähnliche Beiträge" in proposal.furniture
    assert not any("RoTecPSMA" in text or "Varghese" in text for text in everything)


def test_takes_nobodys_words_into_the_body_nor_the_attribution_into_the_words(proposal):
    body = "\n".join(proposal.body)
    assert not any(statement.text[:40] in body for statement in proposal.statements)
    assert "emphasise" not in body
    last = proposal.statements[-1].text
    assert last.endswith("technology.")
    assert "says" not in last


def test_without_a_database_everything_is_new():
    proposal = read_release(RELEASE.read_text(encoding="utf-8"), "en")
    assert len(proposal.members) == 9
    assert {one.kind for one in proposal.organisations} == {"new"}
