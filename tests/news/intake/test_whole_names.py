"""Names, functions and organisations are read whole, or not at all."""

import pytest

from news.intake import UnreadableFile, read_release, text_of_upload
from news.intake.furniture import is_furniture
from news.intake.organisations import of_known
from news.intake.paragraphs import paragraphs
from tests.news.intake.pages import give
from tests.news.intake.test_attribution import read_sentence

GERMAN, ENGLISH = "„{de}“, sagt ", "“{en},” says "

SPEAKERS = {
    GERMAN + "Prof. Oskar Ma.": ("Prof. Oskar Ma", "", []),
    GERMAN + "Oskar Damm, MA, von der Beispiel GmbH.": ("Oskar Damm", "", ["Beispiel GmbH"]),
    ENGLISH + "Ella Damm, Ph.D., of Example Ltd.": ("Ella Damm", "", ["Example Ltd"]),
    GERMAN + "Maria Wolf von der Beispiel GmbH.": ("Maria Wolf", "", ["Beispiel GmbH"]),
    GERMAN + "Maria Wolff von der Beispiel GmbH.": ("Maria Wolff", "", ["Beispiel GmbH"]),
    GERMAN + "Maria von der Aue.": ("Maria von der Aue", "", []),
    ENGLISH + "Ella May, CEO of Example Ltd.": ("Ella May", "CEO", ["Example Ltd"]),
    GERMAN + "Simone Weil.": ("Simone Weil", "", []),
    GERMAN + "Ana-Sofía José Peña.": ("Ana-Sofía José Peña", "", []),
    GERMAN + "Prof. Dr. Dr. h. c. mult. Jan Test.": ("Prof. Dr. Dr. h. c. mult. Jan Test", "", []),
    GERMAN + "Eva Damm M.Sc., Leiterin der Beispiel GmbH.": (
        "Eva Damm",
        "Leiterin",
        ["Beispiel GmbH"],
    ),
    ENGLISH + "John Doe Jr., CEO of Example Ltd.": ("John Doe Jr.", "CEO", ["Example Ltd"]),
    GERMAN + "der dritte Notsprecher Jan Test.": ("Jan Test", "dritter Notsprecher", []),
    GERMAN + "die dritte Notsprecherin Maria Muster.": ("Maria Muster", "dritte Notsprecherin", []),
    GERMAN + "kaufmännischer Leiter Jan Test.": ("Jan Test", "kaufmännischer Leiter", []),
    GERMAN + "Jan Test, Sprecher des Vereinsrates.": ("Jan Test", "Sprecher des Vereinsrates", []),
    GERMAN + "Jan Test, Sprecher der Kampagne.": ("Jan Test", "Sprecher der Kampagne", []),
    GERMAN + "Jan Test, Sprecher der GlühLicht.": ("Jan Test", "Sprecher", ["GlühLicht"]),
    ENGLISH + "John Doe, CEO of Zephyr.": ("John Doe", "CEO", ["Zephyr"]),
    ENGLISH + "John Doe, CEO. She then opened the door": ("John Doe", "CEO", []),
}


@pytest.mark.parametrize("sentence", SPEAKERS)
def test_reads_a_speaker_whole(sentence):
    speaker, job_title, organisations = SPEAKERS[sentence]
    [statement] = read_sentence(sentence).statements
    assert str(statement.speaker) == speaker
    assert statement.job_title == job_title
    assert [one.name for one in statement.organisations] == organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "beim Bund der Freunde für kluge Ordnung e.V. in Pirna",
            ["Bund der Freunde für kluge Ordnung e.V."],
        ),
        ("der Verband für neue Musik e. V.", ["Verband für neue Musik e. V."]),
        ("Nachdem PQR und der STUV e.V. kamen", ["STUV e.V."]),
        ("Obwohl Beispiel GmbH und Probe AG da sind", ["Beispiel GmbH", "Probe AG"]),
        ("der gemeinnützige Musterhilfe e. V. lud ein", ["Musterhilfe e. V."]),
        ("sie gehören zu Mehr Licht e.V. in Pirna", ["Mehr Licht e.V."]),
        (
            "dass sie der Universität Musterstadt Spendenzahlungen zusagen",
            ["Universität Musterstadt"],
        ),
        ("das Institut für Strahlenforschungen", ["Institut für Strahlenforschungen"]),
        ("the Sample Center Will Open on Monday", ["Sample Center"]),
    ],
)
def test_finds_whole_organisations(text, names):
    assert [span.organisation.found for span in of_known([]).spans(text)] == names


def test_a_headline_in_capitals_names_no_organisations():
    headline = "Sample Town Opens Bright New Learning Center After Two Long Years"
    assert read_release(f"{headline}\n\nIt rained.", "en").organisations == ()


LONG = "Ein Satz aus vielen Wörtern, der sehr lang ist und über mehrere Zeilen"
ADDRESS = f"https://www.example.org/{'a' * 90}"


@pytest.mark.parametrize("far", [ADDRESS, f"Mehr: {ADDRESS}", f"{LONG} {LONG}."])
def test_one_long_line_does_not_hide_that_lines_were_broken(far):
    broken = "\n".join([LONG] * 4)
    whole = " ".join([LONG] * 4)
    assert paragraphs(f"{broken}\nendet.\n\n{far}") == [f"{whole} endet.", far]


def test_lines_that_were_never_broken_stay_apart():
    points = [f"{LONG[:60]} {number}" for number in range(5)]
    whole = " ".join([LONG] * 6)
    assert paragraphs("\n".join([*points, whole, whole])) == [*points, whole, whole]


@pytest.mark.parametrize(
    "line",
    [
        "Maria Muster (links) und Jan Test vor dem Haus",
        "Maria Muster und Jan Test vor dem Haus. Foto: Beispiel GmbH",
        "Von links: Maria Muster, Jan Test",
        "Abb. 2: Das Haus",
        "Mary Sample (right) and John Doe at the door.",
        "The house at night. Photo: Example Ltd",
        "Figure 3: The house",
    ],
)
def test_a_caption_is_no_part_of_a_release(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Das Foto zeigt ein Haus.",
        "„Das Haus (links) ist alt“, sagte Maria Muster.",
        "Bildung: Das Haus lernt",
        "Wir bauen von rechts nach links.",
        "The house has two doors (left and right) and a roof.",
    ],
)
def test_prose_is_no_caption(line):
    assert not is_furniture(line)


# Control characters ------------------------------------------------------------------------------


@pytest.mark.parametrize("control", ["\x01", "\x07", "\x1e", "\x1f", "\x7f"])
def test_a_stray_control_character_refuses_no_text(control):
    text = f"Titel\n\nMaria Muster sagte: „Wir beginnen{control} jetzt, und das{control} gern.“"
    [statement] = read_release(text, "de").statements
    assert control not in statement.text
    assert text_of_upload(text.encode()).count(control) == 0


def test_what_is_full_of_control_characters_is_no_text():
    with pytest.raises(UnreadableFile):
        read_release("Titel\x01\x02\x03\x04\x05\x06 und Text", "de")


@pytest.mark.django_db
def test_a_pasted_control_character_reaches_page_two(desk):
    page = give(desk, "Titel\n\nMaria Muster sagte: „Wir beginnen jetzt\x02 und gern.“")
    assert "Wir beginnen jetzt und gern." in page.content.decode()
