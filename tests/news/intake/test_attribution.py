"""Ways in which press offices say who speaks, one sentence each, with fictitious speakers."""

import pytest

from news.intake import KnownOrganisation, read_release

KNOWN = [KnownOrganisation(1, "Musterlicht", "Musterlicht Pharma GmbH", ("Altlicht GmbH",))]
WORDS = "Wir haben lange gewartet"
ENGLISH = "We waited for a long time"

SAID = {
    "„{de}“, betonte Dr. Maria Muster, Geschäftsführerin der Beispiel GmbH.": (
        "Dr. Maria Muster",
        "Geschäftsführerin",
        ["Beispiel GmbH"],
    ),
    "Dr. Maria Muster, Geschäftsführerin der Beispiel GmbH, sagte: „{de}“": (
        "Dr. Maria Muster",
        "Geschäftsführerin",
        ["Beispiel GmbH"],
    ),
    "„{de}“, so Maria Muster.": ("Maria Muster", "", []),
    "Laut Maria Muster, Leiterin des Labors: „{de}“": ("Maria Muster", "Leiterin des Labors", []),
    "»{de}«, freut sich Oberarzt Dr. Jan Beispiel vom Klinikum Musterstadt.": (
        "Dr. Jan Beispiel",
        "Oberarzt",
        ["Klinikum Musterstadt"],
    ),
    "«{de}», erklärt Jan Beispiel.": ("Jan Beispiel", "", []),
    "‚{de}‘, erklärt Jan Beispiel.": ("Jan Beispiel", "", []),
    '"{de}", erklärt Jan Beispiel.': ("Jan Beispiel", "", []),
    "Staatssekretärin Maria Muster: „{de}“": ("Maria Muster", "Staatssekretärin", []),
    "Dazu Maria Muster, Vorständin der Beispiel AG: „{de}“": (
        "Maria Muster",
        "Vorständin",
        ["Beispiel AG"],
    ),
    "Für Maria Muster ist klar: „{de}“": ("Maria Muster", "", []),
    "„{de}“ (Maria Muster, Geschäftsführerin).": ("Maria Muster", "Geschäftsführerin", []),
    "„{de}!“, rief Maria Muster.": ("Maria Muster", "", []),
    "„{de}“, sagte die Leiterin der Beispiel GmbH, Maria Muster, am Montag in Pirna.": (
        "Maria Muster",
        "Leiterin",
        ["Beispiel GmbH"],
    ),
    "„{de}“, sagte Minister Jan Beispiel (XYZ).": ("Jan Beispiel", "Minister", []),
    "Der Direktor des Klinikums Musterstadt, Jan Beispiel, ergänzte: „{de}“": (
        "Jan Beispiel",
        "Direktor",
        ["Klinikum Musterstadt"],
    ),
    "Musterlicht-Geschäftsführer Jan Beispiel sagte: „{de}“": (
        "Jan Beispiel",
        "Geschäftsführer",
        ["Musterlicht Pharma GmbH"],
    ),
    "„{de}“, betont Jan Beispiel, Chef der Altlicht GmbH und der Neulicht SE.": (
        "Jan Beispiel",
        "Chef",
        ["Musterlicht Pharma GmbH", "Neulicht SE"],
    ),
    "„{de}.“ Das sagt Maria Muster, Gründerin der Beispiel UG.": (
        "Maria Muster",
        "Gründerin",
        ["Beispiel UG"],
    ),
    "„{de}“, sagte Ministerialdirigentin Dr. Zwenka Qualm.": (
        "Dr. Zwenka Qualm",
        "Ministerialdirigentin",
        [],
    ),
    "“{en},” Mary Sample said.": ("Mary Sample", "", []),
    "“{en}.” Mary Sample, CEO of Example Ltd, said.": ("Mary Sample", "CEO", ["Example Ltd"]),
    "Mary Sample, CEO of Example Ltd, said, “{en}.”": ("Mary Sample", "CEO", ["Example Ltd"]),
    "“{en}”, explains Mary Sample from Example Ltd.": ("Mary Sample", "", ["Example Ltd"]),
    "Commenting, Mary Sample, Head of Research at Example Ltd, said: “{en}.”": (
        "Mary Sample",
        "Head of Research",
        ["Example Ltd"],
    ),
    "Zephyr CEO Mary Sample told reporters: “{en}.”": ("Mary Sample", "CEO", ["Zephyr"]),
    "“{en},” noted Zxyra Qworl, PhD, Chief Medical Officer at Example Inc.": (
        "Zxyra Qworl",
        "Chief Medical Officer",
        ["Example Inc"],
    ),
    "As Mary Sample, Zephyr’s chief executive, put it: “{en}.”": (
        "Mary Sample",
        "chief executive",
        ["Zephyr"],
    ),
    "The Mayor of Sampleton, Mary Sample, commented: “{en}.”": (
        "Mary Sample",
        "Mayor of Sampleton",
        ["City of Sampleton"],
    ),
    "'{en},' said Mary Sample.": ("Mary Sample", "", []),
}

NOT_SAID = [
    "Maria Muster sagte, sie habe lange gewartet.",
    "Maria Muster sprach von einem „Meilenstein für die ganze Region“.",
    "Das Buch „Die Kunst der Trennung von Isotopen“ von Maria Muster ist erschienen.",
    "Maria Muster leitet das Projekt „Zukunft der Medizin in Sachsen gestalten“.",
    "Unter dem Titel: „Neue Wege in der Medizin“ spricht Maria Muster am Montag.",
    "„Projekt Radius“, sagte Maria Muster, sei ein Erfolg.",
    "„Wir haben lange gewartet“, heißt es in der Studie.",
    "„Wir haben lange gewartet“, teilte die Beispiel GmbH mit.",
    "Mary Sample said “we waited for a long time” and left.",
    "According to Mary Sample, the team “waited for a long time”.",
    "“We waited for a long time,” a spokesperson said.",
    "The exhibition “We Waited for a Long Time” was curated by Mary Sample.",
]


def read_sentence(sentence):
    language = "en" if "{en}" in sentence else "de"
    text = sentence.format(de=WORDS, en=ENGLISH)
    return read_release(f"Eine Überschrift\n\n{text}", language, KNOWN)


@pytest.mark.parametrize("sentence", SAID)
def test_says_who_speaks_for_whom(sentence):
    speaker, job_title, organisations = SAID[sentence]
    [statement] = read_sentence(sentence).statements
    assert str(statement.speaker) == speaker
    assert statement.job_title == job_title
    assert [one.name for one in statement.organisations] == organisations
    assert statement.text.rstrip(".!") in (WORDS, ENGLISH)


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_is_no_statement(sentence):
    proposal = read_release(f"Eine Überschrift\n\n{sentence}", "de")
    assert proposal.statements == ()
    assert proposal.body == (sentence,)


def test_a_name_of_a_family_means_who_was_introduced():
    text = (
        "Titel\n\nMaria Muster, Leiterin der Beispiel GmbH, sagte: „Wir fangen jetzt an.“\n\n"
        "„Bis zum Herbst sind wir fertig“, so Muster weiter."
    )
    first, second = read_release(text, "de").statements
    assert second.speaker == first.speaker
    assert second.job_title == first.job_title == "Leiterin"
    assert second.organisations[0].name == "Beispiel GmbH"


@pytest.mark.parametrize(
    ("marks", "joined"),
    [
        ("„Wir beginnen“, sagt Maria Muster, „im Mai.“", "Wir beginnen im Mai."),
        ("„Wir beginnen“, sagt Maria Muster. „Es wird Mai.“", "Wir beginnen. Es wird Mai."),
        ("„So“, sagt Maria Muster, „beginnt der Mai.“", "So beginnt der Mai."),
        ("Maria Muster sagt: „Wir beginnen.\n\n„Es wird Mai.“", "Wir beginnen.\n\nEs wird Mai."),
        ("Maria Muster sagt: „Wir beginnen.\n\nEs wird Mai.“", "Wir beginnen.\n\nEs wird Mai."),
        ("Maria Muster sagt: „Unser „Radius“ beginnt.“", "Unser „Radius“ beginnt."),
        ("Maria Muster sagt: „Wir beginnen im Mai.", "Wir beginnen im Mai."),
        ("Maria Muster sagt:\n„Wir beginnen im Mai.“", "Wir beginnen im Mai."),
        ("„Wir beginnen im Mai.“\n– Maria Muster, Leiterin", "Wir beginnen im Mai."),
    ],
)
def test_joins_the_parts_of_a_quotation(marks, joined):
    [statement] = read_release(f"Titel\n\n{marks}", "de").statements
    assert statement.text == joined


def test_what_nobody_is_found_to_have_said_stays_and_is_pointed_out():
    proposal = read_release("Titel\n\nAm Tor steht „Wer eintritt, der lasse alles fahren“.", "de")
    assert proposal.left_quotations == ("Wer eintritt, der lasse alles fahren",)


@pytest.mark.parametrize(
    "lines",
    [
        ["Stimmen zum Start:", "Maria Muster, Leiterin der Beispiel GmbH:", "Wir beginnen im Mai."],
        ["Stimmen", "Maria Muster, Leiterin der Beispiel GmbH", "Wir beginnen im Mai."],
        ["Stimmen", "Maria Muster, Leiterin der Beispiel GmbH: Wir beginnen im Mai."],
        ["Stimmen", "Maria Muster", "Leiterin, Beispiel GmbH", "„Wir beginnen im Mai.“"],
        ["Stimmen", "„Wir beginnen im Mai.“", "Maria Muster, Leiterin der Beispiel GmbH"],
        ["Stimmen", "Wir beginnen im Mai.", "– Maria Muster, Leiterin der Beispiel GmbH"],
        ["Ein Satz.", "Maria Muster, Leiterin, Beispiel GmbH", "„Wir beginnen im Mai.“"],
    ],
    ids=lambda lines: " / ".join(lines),
)
def test_words_under_or_over_a_name(lines):
    text = "\n".join(["Titel", "", *lines, "Jan Test, Chef der Test AG:", "Wir auch."])
    first, second = read_release(text, "de").statements
    assert (str(first.speaker), first.job_title) == ("Maria Muster", "Leiterin")
    assert (first.text, first.style) == ("Wir beginnen im Mai.", "headed")
    assert first.organisations[0].name == "Beispiel GmbH"
    assert (str(second.speaker), second.text) == ("Jan Test", "Wir auch.")


@pytest.mark.parametrize("under", ["“", "–", "…"])
def test_a_name_over_nothing_said_is_text(under):
    """It once became a statement without a word."""
    text = f"Titel\n\nMaria Muster, Leiterin der Beispiel GmbH:\n{under}"
    proposal = read_release(text, "de")
    assert proposal.statements == ()
    assert proposal.body[0].startswith("Maria Muster")


def test_two_people_in_one_sentence_keep_their_own_functions():
    text = (
        "Titel\n\nDer Geschäftsführer der Beispiel GmbH, Jan Test, und die Rektorin der "
        "Universität Probe, Dr. Maria Muster, kamen. „Ein guter Tag“, so Test. "
        "„Ein sehr guter Tag“, so Muster."
    )
    first, second = read_release(text, "de").statements
    assert (first.job_title, first.organisations[0].name) == ("Geschäftsführer", "Beispiel GmbH")
    assert (second.job_title, second.organisations[0].name) == ("Rektorin", "Universität Probe")
