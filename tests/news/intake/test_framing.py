"""Who is heard in one paragraph: one speaker, two, none; and what only looks like speech."""

import pytest

from news.intake import read_release

MARIA, JAN, MARY, JOHN = "Maria Muster", "Jan Beispiel", "Mary Sample", "John Doe"

HEARD = {
    # Two people in one sentence
    "„Das Netz wächst“, sagte Maria Muster, und Jan Beispiel ergänzte: „Es hält auch.“": [
        (MARIA, "Das Netz wächst."),
        (JAN, "Es hält auch."),
    ],
    "„Das Netz wächst“, sagte Maria Muster, „und es hält“, ergänzte Jan Beispiel.": [
        (MARIA, "Das Netz wächst."),
        (JAN, "und es hält."),
    ],
    "“The network grows,” said Mary Sample, while John Doe added: “It holds, too.”": [
        (MARY, "The network grows."),
        (JOHN, "It holds, too."),
    ],
    # One person, interrupted or meant by a pronoun
    "“The network grows,” Mary Sample said, “and it holds.”": [
        (MARY, "The network grows, and it holds.")
    ],
    "Maria Muster begrüßte die Gäste. „Das Netz wächst und hält lange“, sagte sie.": [
        (MARIA, "Das Netz wächst und hält lange.")
    ],
    "Maria Muster begrüßte die Gäste. „Das Netz wächst, und es hält sehr lange.“": [
        (MARIA, "Das Netz wächst, und es hält sehr lange.")
    ],
    "In den Worten von Maria Muster, „das Netz wächst jeden Tag ein Stück weiter“.": [
        (MARIA, "das Netz wächst jeden Tag ein Stück weiter.")
    ],
    "Maria Muster erklärt „Wir bauen ein Netz für alle.“": [
        (MARIA, "Wir bauen ein Netz für alle.")
    ],
    "Das Urteil von Maria Muster: „Sehr gut.“": [(MARIA, "Sehr gut.")],
    "„Das Netz wächst.“ So Maria Muster.": [(MARIA, "Das Netz wächst.")],
    # Nobody
    "Das Projekt von Maria Muster trägt den Titel: „Licht für alle Menschen“.": [],
    "„Wir bauen“, so der Titel des Vortrags von Maria Muster.": [],
    "„Das Netz wächst“, das Motto, überzeugte Maria Muster.": [],
    "„Radius“, sagte Maria Muster, sei ein Erfolg.": [],
    "„Projekt Licht“ von Maria Muster startet.": [],
    "Maria Muster sagte, „ja“.": [],
    "Mary Sample said “yes”.": [],
    "„Das Netz wächst.“ Jan Beispiel hörte zu.": [],
    "Maria Muster nannte das Netz „ein großes gemeinsames Werk“.": [],
    "„Das Netz wächst“, sagte sie.": [],
}


def read_paragraph(paragraph):
    language = "en" if "“The" in paragraph or "said" in paragraph else "de"
    return read_release(f"Titel\n\nDresden, 12. März 2026 – Ein Satz.\n\n{paragraph}", language)


@pytest.mark.parametrize("paragraph", HEARD)
def test_who_is_heard(paragraph):
    proposal = read_paragraph(paragraph)
    assert [(str(one.speaker), one.text) for one in proposal.statements] == HEARD[paragraph]


@pytest.mark.parametrize("paragraph", [each for each, heard in HEARD.items() if not heard])
def test_what_nobody_said_stays_in_the_text(paragraph):
    assert read_paragraph(paragraph).body == ("Ein Satz.", paragraph)


@pytest.mark.parametrize("paragraph", [each for each, heard in HEARD.items() if heard])
def test_what_somebody_said_leaves_the_text(paragraph):
    kept = " ".join(read_paragraph(paragraph).body)
    for _speaker, words in HEARD[paragraph]:
        assert words.rstrip(".")[:12] not in kept
    assert kept.startswith("Ein Satz.")


@pytest.mark.parametrize(
    ("paragraph", "left_out"),
    [
        (
            "Maria Muster sagt: „Wir beginnen im Mai“, und übergab den Schlüssel an die Stadt.",
            "Maria Muster sagt: …, und übergab den Schlüssel an die Stadt.",
        ),
        (
            "„Es hält“, sagte Maria Muster, Leiterin der Test AG, und zeigte uns ihr neues Netz.",
            "…, sagte Maria Muster, Leiterin der Test AG, und zeigte uns ihr neues Netz.",
        ),
        (
            "“We begin,” said Mary Sample, who has led the lab since 2010.",
            "… said Mary Sample, who has led the lab since 2010.",
        ),
        ("„Das hält“, sagte Maria Muster, Leiterin der Beispiel GmbH, am Montag in Pirna.", None),
        ("„Das hält“, freut sich Dr. Maria Muster von der Beispiel GmbH.", None),
        ("“We begin,” Mary Sample said, “and it holds.”", None),
    ],
)
def test_what_is_told_around_a_quotation_is_pointed_out(paragraph, left_out):
    """It once went without a word: who confirms the release could only miss it."""
    proposal = read_paragraph(paragraph)
    assert len(proposal.statements) == 1
    assert proposal.furniture == ((left_out,) if left_out else ())
