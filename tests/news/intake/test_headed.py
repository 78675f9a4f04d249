"""Where the words of a person end that stand below or above a line with the name."""

import pytest

from news.intake import read_release
from tests.news.intake.test_framing import JAN, MARIA

HEAD, OTHER = "Maria Muster, Leiterin der Test AG:", "Jan Beispiel, Leiter der Probe AG:"
CLOSING = "Insgesamt entstehen bis zum Herbst mehr als zwanzig neue Plätze in der Stadt."


def headed(*lines):
    proposal = read_release("\n\n".join(["Titel", *lines]), "de")
    return [(str(one.speaker), one.text) for one in proposal.statements], proposal


@pytest.mark.parametrize(
    "below",
    [
        [CLOSING],
        ["Maria Muster (links) mit ihrer Schwester vor dem neuen Haus der Test AG in Pirna."],
        ["Maria Muster im Labor. Foto: Test AG"],
        ["– Ende –", "Wir danken allen Helfern."],
        ["„Das sehen wir auch so“, sagt Jan Beispiel."],
        ["Die beiden Partner Maria Muster und Jan Beispiel aus Pirna sagen dazu gemeinsam auch:"],
        ["Maria Muster und Jan Beispiel, Leiter der Probe AG:", "Wir auch."],
    ],
)
def test_a_headed_statement_does_not_swallow_what_follows(below):
    spoken, _ = headed(HEAD, "Wir fangen jetzt an.", *below)
    assert (MARIA, "Wir fangen jetzt an.") in spoken
    assert not any(len(text) > 30 for _, text in spoken)


def test_a_headed_statement_of_several_paragraphs_is_whole():
    spoken, _ = headed(HEAD, "Wir fangen an.", "Es wird gut.", OTHER, "Es hält.", "Wir wissen es.")
    assert spoken == [
        (MARIA, "Wir fangen an.\n\nEs wird gut."),
        (JAN, "Es hält.\n\nWir wissen es."),
    ]


def test_what_follows_closing_marks_is_text():
    spoken, proposal = headed(HEAD, "„Wir fangen an.“ Danach gab es Kuchen.")
    assert spoken == [(MARIA, "Wir fangen an.")]
    assert proposal.body == ("Danach gab es Kuchen.",)


def test_a_quotation_over_two_paragraphs_loses_both_its_marks():
    spoken, _ = headed(HEAD, "„Wir fangen an.", "Es wird „gut“.“", OTHER, "„Es hält.“")
    assert spoken == [(MARIA, "Wir fangen an.\n\nEs wird „gut“."), (JAN, "Es hält.")]


def test_an_attribution_within_a_headed_statement_is_not_part_of_it():
    spoken, _ = headed(HEAD, "„Wir fangen an“, sagt Maria Muster. „Es hält.“")
    assert spoken == [(MARIA, "Wir fangen an. Es hält.")]


LONG_WORDS = (
    "Wir bauen hier seit vielen Jahren an einem Netz, das allen hilft, die in der Region leben "
    "und arbeiten."
)


@pytest.mark.parametrize(
    ("words", "line", "expected"),
    [
        (LONG_WORDS, "Maria Muster, Leiterin der Test AG", [(MARIA, LONG_WORDS)]),
        (LONG_WORDS, "Maria Muster wurde in Pirna geboren", []),
        (LONG_WORDS.replace("Wir bauen", "Man baut"), "Maria Muster, Leiterin der Test AG", []),
        (f"{LONG_WORDS} Wir laden Sie ein.", "Maria Muster, Leiterin der Test AG", []),
    ],
)
def test_a_name_below_a_paragraph_that_says_we_signs_it(words, line, expected):
    spoken, proposal = headed("Ein Satz.", words, line)
    assert spoken == expected
    assert all(one.doubts for one in proposal.statements)
