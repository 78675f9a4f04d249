"""Whose words they are where a sentence names more than one person, in both languages."""

import pytest

from news.intake import read_release
from tests.news.intake.test_framing import JAN, JOHN, MARIA, MARY, read_paragraph

HUBER = "Prof. Dr. Hans Huber, Leiter des Amtes"

EACH_THEIR_OWN = [
    "Zum Start kommentierte Maria Muster, Leiterin der Test AG: „Es wächst“, und Jan Beispiel "
    "ergänzte: „Es hält.“",
    "Während Maria Muster betont: „Es wächst“, warnt Jan Beispiel: „Es hält.“",
    "„Es wächst“, erklärte Maria Muster; Jan Beispiel fügte hinzu: „Es hält.“",
    "„Es wächst“, erklärte Maria Muster, Jan Beispiel ergänzte: „Es hält.“",
    "„Es wächst“, so Maria Muster, und „es hält“, so Jan Beispiel.",
    "Maria Muster freute sich: „Es wächst.“ Jan Beispiel sah es ähnlich: „Es hält.“",
    "„Es wächst“, sagt Maria Muster, Leiterin der Test AG, während Jan Beispiel von der Probe AG "
    "meint: „Es hält.“",
]
ENGLISH_EACH_THEIR_OWN = [
    "“It grows,” said Mary Sample, and John Doe added, “It holds.”",
    "Mary Sample said: “It grows,” and John Doe added: “It holds.”",
    "Mary Sample said, “It grows,” and John Doe, CEO of Test Ltd, added, “It holds.”",
    "While Mary Sample said “It grows every day now,” John Doe warned: “It holds.”",
    "“It grows,” said Mary Sample; “it holds,” added John Doe.",
    "“It grows,” said Mary Sample. “It holds,” agreed John Doe.",
]


@pytest.mark.parametrize("sentence", EACH_THEIR_OWN + ENGLISH_EACH_THEIR_OWN)
def test_two_speakers_of_one_sentence_keep_their_own_words(sentence):
    first, second = read_paragraph(sentence).statements
    speakers = (JOHN, MARY) if sentence in ENGLISH_EACH_THEIR_OWN else (JAN, MARIA)
    assert (str(second.speaker), str(first.speaker)) == speakers
    assert first.text.lower().startswith(("es wächst", "it grows"))
    assert second.text.lower() in ("es hält.", "it holds.")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Maria Muster sagte: „Es wächst“, und fügte hinzu: „Es hält.“", "Es wächst. Es hält."),
        ("Maria Muster sagte: „Es wächst“, und sie ergänzte: „Es hält.“", "Es wächst. Es hält."),
        ("„Es wächst“, sagt Maria Muster im Gespräch: „Es hält.“", "Es wächst. Es hält."),
        ("„Es wächst“, sagt Maria Muster, Chefin der Test AG: „Es hält.“", "Es wächst. Es hält."),
        ("Mary Sample said, “It just grows,” and added, “It holds.”", "It just grows. It holds."),
        ("Mary Sample said: “It grows,” and she added: “It holds.”", "It grows. It holds."),
    ],
)
def test_one_speaker_of_one_sentence_keeps_both_parts(sentence, words):
    [statement] = read_paragraph(sentence).statements
    assert str(statement.speaker) in (MARIA, MARY)
    assert statement.text == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Maria Muster sagt: „Es wächst jetzt“, und ein Sprecher der Stadt meint: „Es hält nicht.“",
        "Maria Muster sagte: „Es wächst jetzt“, und die Gegner riefen: „Es hält nicht.“",
        "„Es wächst jetzt“, sagt Maria Muster. „Es hält nicht“, sagt ein Sprecher der Stadt.",
        "Mary Sample said: “It grows now,” and a critic replied: “It will not hold.”",
        "“It grows now,” says Mary Sample. “It will not hold,” a spokesperson of the town said.",
    ],
)
def test_what_somebody_unnamed_says_is_nobody_elses(sentence):
    [statement] = read_paragraph(sentence).statements
    assert statement.text in ("Es wächst jetzt.", "It grows now.")


LISTENERS = [
    f"„Es wächst“, sagte Maria Muster zu {HUBER}.",
    f"„Es wächst“, sagte Maria Muster beim Rundgang mit {HUBER}, am Montag.",
    f"„Es wächst“, antwortete Maria Muster auf eine Frage von {HUBER}.",
    "„Es wächst“, schrieb Maria Muster an Minister Hans Huber.",
    f"Beim Rundgang mit {HUBER}, sagte Maria Muster: „Es wächst.“",
    "In Anwesenheit von Minister Hans Huber sagte Maria Muster: „Es wächst.“",
    "Gegenüber Ministerpräsident Hans Huber betonte Maria Muster: „Es wächst.“",
    "Als Antwort auf Hans Huber sagte Maria Muster: „Es wächst.“",
    "„Es wächst“, lobte Maria Muster die Arbeit von Minister Hans Huber.",
    "Im Beisein von Eva Probe und Minister Hans Huber sagte Maria Muster, Chefin der Test AG: "
    "„Es wächst.“",
    "Im Haus mit Minister Hans Huber eröffnete Maria Muster das Fest: „Es wächst.“",
    "Together with Minister Hans Huber, Mary Sample opened the lab: “It grows.”",
    "“It grows,” said Mary Sample during a tour with Minister Hans Huber.",
    "“It grows,” said Mary Sample to Prof. Hans Huber, Head of the Institute.",
    "“It grows,” Mary Sample, CEO of Test Ltd, told Dr. Hans Huber.",
    "Mary Sample told Minister Hans Huber: “It grows.”",
    "Alongside Minister Hans Huber, Mary Sample said: “It grows.”",
    "Introduced by Dr. Hans Huber, Mary Sample said: “It grows.”",
    "Speaking to Dr. Hans Huber, Head of the Institute, Mary Sample, CEO of Test Ltd, said: "
    "“It grows.”",
]


@pytest.mark.parametrize("sentence", LISTENERS)
def test_who_listens_does_not_speak(sentence):
    [statement] = read_paragraph(sentence).statements
    assert str(statement.speaker) in (MARIA, MARY)
    assert not {"Leiter", "Minister", "Institute"} & set(statement.job_title.split())
    assert statement.doubts


@pytest.mark.parametrize(
    "sentence",
    [
        "„Es wächst jetzt“, sagte sie zu Prof. Dr. Hans Huber.",
        "Das Gespräch mit Dr. Hans Huber: „Es wächst jetzt.“",
        "„Es wächst jetzt“, sagte die Geschäftsführerin beim Besuch von Minister Hans Huber.",
        "Gegenüber Ministerpräsident Hans Huber betonte sie: „Es wächst jetzt.“",
        "“It grows now,” she told Minister Hans Huber.",
        "Standing next to Minister Hans Huber, she said: “It grows now.”",
    ],
)
def test_nobody_speaks_where_only_the_listener_has_a_name(sentence):
    proposal = read_paragraph(sentence)
    assert proposal.statements == ()
    assert len(proposal.body) == 2


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("„Es wächst“, sagte Minister Jan Beispiel bei der Feier mit Maria Muster.", JAN),
        ("Im Gespräch mit Maria Muster erklärt Dr. Jan Beispiel: „Es wächst.“", f"Dr. {JAN}"),
        ("Laut Maria Muster, Leiterin der Test AG: „Es wächst.“", MARIA),
        ("According to Mary Sample: “It grows and grows.”", MARY),
        ("Für Maria Muster ist klar: „Es wächst.“", MARIA),
    ],
)
def test_a_title_makes_nobody_a_listener(sentence, speaker):
    [statement] = read_paragraph(sentence).statements
    assert str(statement.speaker) == speaker


def test_a_space_before_a_closing_mark_opens_no_quotation_over_the_next_speaker():
    maria = '"Es wächst jetzt. ", sagt Maria Muster. "Gut so. "'
    jan = '"Es hält", sagt Jan Beispiel.'
    text = f"Titel\n\n{maria}\n\n{jan}"
    first, second = read_release(text, "de").statements
    assert (str(first.speaker), first.text) == (MARIA, "Es wächst jetzt. Gut so.")
    assert (str(second.speaker), second.text) == (JAN, "Es hält.")


def test_who_is_named_as_somebodys_colleague_speaks_or_there_is_a_doubt():
    for sentence in (
        "“It grows,” said Eve Probe’s deputy, John Doe.",
        "„Es wächst“, sagt Eva Probes Kollege Jan Beispiel.",
    ):
        for statement in read_paragraph(sentence).statements:
            assert str(statement.speaker) in (JOHN, JAN) or statement.doubts
            assert statement.organisations == ()


# Who "she" is and who "der Geschäftsführer" ------------------------------------------------------

TWO = (
    "Titel\n\nMaria Muster, Geschäftsführerin der Test AG, und Jan Beispiel, Werkleiter der Probe "
    "AG, kamen. {}"
)
MANAGERS = "Titel\n\nMary Sample, CEO of Test Ltd, and John Doe, dean of Probe College, came. {}"


@pytest.mark.parametrize(
    ("text", "speaker", "organisation"),
    [
        (TWO.format("„Es wächst jetzt“, sagte der Werkleiter."), JAN, "Probe AG"),
        (TWO.format("„Es wächst jetzt“, sagte die Geschäftsführerin."), MARIA, "Test AG"),
        (MANAGERS.format("“It grows now,” said the dean."), JOHN, "Probe College"),
        (MANAGERS.format("“It grows now,” said the CEO."), MARY, "Test Ltd"),
    ],
)
def test_a_bare_function_means_who_was_introduced_with_it(text, speaker, organisation):
    [statement] = read_release(text, "de").statements
    assert str(statement.speaker) == speaker
    assert [one.name for one in statement.organisations] == [organisation]


@pytest.mark.parametrize(
    "text",
    [
        TWO.format("„Es wächst jetzt“, sagte der Oberbürgermeister."),
        MANAGERS.format("“It grows now,” said the minister."),
        "Titel\n\n„Es wächst jetzt“, sagte der Geschäftsführer.",
    ],
)
def test_a_bare_function_that_nobody_bears_means_nobody(text):
    assert read_release(text, "de").statements == ()


def test_a_bare_function_that_two_bear_is_doubtful():
    third = "Uwe Probe, Werkleiter der Test AG, kam."
    text = TWO.format(f"{third} „Es wächst jetzt“, sagte der Werkleiter.")
    [statement] = read_release(text, "de").statements
    assert statement.doubts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("„Es wächst“, sagte Maria Muster, Chefin der Test AG.", "„Es hält“, sagte Jan Beispiel."),
        ("“It grows,” said Mary Sample, CEO of Test Ltd.", "“It holds,” said John Doe."),
        (
            "„Es wächst“, sagte Maria Muster, Chefin der Test AG.",
            "„Es hält“, sagte Werkleiter Jan Beispiel.",
        ),
    ],
)
def test_nobody_speaks_for_the_organisation_of_who_spoke_before(first, second):
    for glue in (" ", "\n\n"):
        [one, other] = read_release(f"Titel\n\n{first}{glue}{second}", "de").statements
        assert len(one.organisations) == 1
        assert other.organisations == ()


def test_a_head_of_a_firm_gets_the_only_firm_named_and_no_other():
    invitation = "Titel\n\nDie Test AG lädt ein. {}"
    words = "„Es wächst“, sagt Geschäftsführerin Maria Muster."
    [statement] = read_release(invitation.format(words), "de").statements
    assert [one.name for one in statement.organisations] == ["Test AG"]
    helped = invitation.format(f"Es hilft die Probe AG. {words}")
    [statement] = read_release(helped, "de").statements
    assert statement.organisations == ()
    assert statement.doubts


def test_a_head_of_a_firm_gets_the_firm_of_the_own_paragraph():
    named = "Titel\n\nDie Probe AG und die Beispiel AG kamen.\n\nDie Test AG lädt ein. {}"
    words = "„Es wächst“, sagt Geschäftsführerin Maria Muster."
    [statement] = read_release(named.format(words), "de").statements
    assert [one.name for one in statement.organisations] == ["Test AG"]


def test_a_head_of_a_firm_gets_no_firm_from_before_another_speaker():
    text = (
        "Titel\n\nDie Beispiel AG kam.\n\n"
        "Die Test AG lädt ein. „Es wächst“, sagt Uwe Probe, Leiter der Probe AG. "
        "„Es hält“, sagt Geschäftsführer Jan Beispiel."
    )
    [one, other] = read_release(text, "de").statements
    assert [firm.name for firm in one.organisations] == ["Probe AG"]
    assert other.organisations == ()


@pytest.mark.parametrize(
    ("sentence", "job_title", "organisations"),
    [
        ("Leiterin der Test AG, einer Tochter der Probe AG", "Leiterin", ["Test AG"]),
        ("Kundin der Probe AG", "Kundin der Probe AG", []),
        ("ehemals Leiterin der Probe AG", "ehemals Leiterin der Probe AG", []),
        ("Leiterin bei der Test AG", "Leiterin", ["Test AG"]),
        ("zuvor Leiterin der Probe AG", "zuvor Leiterin der Probe AG", []),
        ("Leiterin Vertrieb", "Leiterin Vertrieb", []),
        (
            "Leiterin der Technischen Universität Pirna",
            "Leiterin",
            ["Technische Universität Pirna"],
        ),
        ("Leiterin des Labors, Test AG", "Leiterin des Labors", ["Test AG"]),
    ],
)
def test_nobody_speaks_for_an_organisation_that_is_only_mentioned(
    sentence, job_title, organisations
):
    [statement] = read_paragraph(f"„Es wächst“, sagt Maria Muster, {sentence}.").statements
    assert statement.job_title == job_title
    assert [one.name for one in statement.organisations] == organisations


@pytest.mark.parametrize(
    ("sentence", "job_title", "organisations"),
    [
        ("CEO of Test Ltd, a subsidiary of Probe Inc", "CEO", ["Test Ltd"]),
        ("former CEO of Probe Inc", "former CEO of Probe Inc", []),
        ("Vice President, Marketing", "Vice President, Marketing", []),
        ("Vice President, Marketing, at Test Ltd", "Vice President, Marketing", ["Test Ltd"]),
        ("Managing Director, Europe", "Managing Director, Europe", []),
        ("CEO, Zephyr", "CEO", ["Zephyr"]),
        ("CEO of Zephyr+", "CEO", ["Zephyr+"]),
    ],
)
def test_nobody_speaks_for_a_department_or_a_continent(sentence, job_title, organisations):
    [statement] = read_paragraph(f"“It grows,” said Mary Sample, {sentence}.").statements
    assert statement.job_title == job_title
    assert [one.name for one in statement.organisations] == organisations


def test_where_somebody_speaks_is_not_for_whom():
    for sentence in (
        "„Es wächst“, sagte Ministerin Maria Muster bei der Probe AG.",
        "“It grows,” said Minister Mary Sample at Probe University on Monday.",
    ):
        [statement] = read_paragraph(sentence).statements
        assert statement.organisations == ()
