"""The small parts of the reader, each by the cases that made it what it is."""

from datetime import date

import pytest

from news.intake.dateline import date_of_today, dateline
from news.intake.names import core, folded
from news.intake.organisations import of_known
from news.intake.paragraphs import paragraphs
from news.intake.people import mentions
from news.intake.proposal import KnownOrganisation
from news.intake.quotations import quotations
from news.intake.sentences import sentences

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("Pirna, 12. März 2026 – Das Netz", "Pirna", "Das Netz"),
        ("Pirna, 12.03.2026. Das Netz", "Pirna", "Das Netz"),
        ("(Pirna, 12. März 2026) Das Netz", "Pirna", "Das Netz"),
        ("Pirna/Bad Schandau, den 12. März 2026: Das", "Pirna/Bad Schandau", "Das"),
        ("Halle (Saale), Donnerstag, 12. März 2026 – Das", "Halle (Saale)", "Das"),
        ("12.03.2026 | Görlitz", "Görlitz", ""),
        ("12 March 2026, Pirna – The net", "Pirna", "The net"),
        ("PIRNA, Germany, March 12, 2026 /PRNewswire/ -- The", "Pirna, Germany", "The"),
        ("Oxford, UK – 12 March 2026 – The net", "Oxford, UK", "The net"),
        ("12 March 2026", "", ""),
    ],
)
def test_dateline(text, place, rest):
    found = dateline(text)
    assert (found.dated_on, found.place, found.rest) == (DAY, place, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Am 12. März 2026 beginnt das Fest.",
        "On 12 March 2026 – a Thursday – it began.",
        "Das Netz wurde am 12. März 2026 gegründet.",
        "Pirna, 31.02.2026 – Das Netz",
        "Das Netz wächst.",
    ],
)
def test_prose_is_no_dateline(text):
    assert dateline(text) is None


def test_a_date_that_the_text_calls_today():
    assert date_of_today("Heute, am 12. März 2026, beginnt es.") == DAY
    assert date_of_today("Am 12. März 2026 beginnt es.") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das kostet z. B. 3,5 Mio. Euro. Mehr nicht.", 2),
        ("Am 16. Januar kam Dr. M. Muster. Sie blieb.", 2),
        ("Die Muster e. V. Dresden tagt. Es regnet.", 2),
        ("It was built by Example Ltd. The firm grew.", 2),
        ("Sie sagte: „Eins. Zwei. Drei.“ Dann ging sie.", 2),
        ("„Eins!“, rief sie. Dann ging sie.", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text, quotations(text))) == count


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("„eins“ und „zwei”", ["eins", "zwei"]),
        ("»eins« und «zwei»", ["eins", "zwei"]),
        ("“one ‘inner’ word” and “two”", ["one ‘inner’ word", "two"]),
        ("„außen „innen“ außen“", ["außen „innen“ außen"]),
        ('"one" and 5" pipes', ["one"]),
        ('"one ", she says', ["one"]),
        ("er sagt: „eins “", ["eins"]),
        ('„eins“ und "zwei drei"', ["eins", "zwei drei"]),
        ("‘our members’ work,’ he", ["our members’ work,"]),
        ("it’s and don't and members’", []),
        ("“Falsch herum geöffnet“", ["Falsch herum geöffnet"]),
    ],
)
def test_quotations(text, quoted):
    assert [one.text for one in quotations(text)] == quoted


def test_joins_lines_that_a_mail_program_broke_and_no_others():
    line = "Ein Satz aus vielen Wörtern, der sehr lang ist und über mehrere Zeilen"
    broken = f"Titel\n\n{line}\n{line}\n{line}\n{line}\nendet.\n\nZweiter Absatz."
    whole = " ".join([line] * 4)
    assert paragraphs(broken) == ["Titel", f"{whole} endet.", "Zweiter Absatz."]
    assert paragraphs("Eins\r\nzwei\u2028drei\u00ad\u200b") == ["Eins", "zwei", "drei"]


@pytest.mark.parametrize(
    ("text", "prefix", "given", "family"),
    [
        ("Prof. Dr.-Ing. Ulf Brennecke sagte", "Prof. Dr.-Ing.", "Ulf", "Brennecke"),
        ("Dr. rer. nat. Sibylle von der Aue sagte", "Dr. rer. nat.", "Sibylle", "von der Aue"),
        ("Dr. h. c. mult. Jan C. Muster sagte", "Dr. h. c. mult.", "Jan C.", "Muster"),
        ("Professor Jane M. Sample said", "Professor", "Jane M.", "Sample"),
        ("Minister President Jane Sample said", "", "Jane", "Sample"),
        ("Frau Maria Muster-Schmidt sagte", "", "Maria", "Muster-Schmidt"),
        ("Projektleiterin Maria Meister, die", "", "Maria", "Meister"),
        ("Laborleiter Zyx Qwert sagte", "", "Zyx", "Qwert"),
    ],
)
def test_names_of_people(text, prefix, given, family):
    person = mentions(text)[0].person
    assert (person.honorific_prefix, person.given_name, person.family_name) == (
        prefix,
        given,
        family,
    )


def test_compares_names_without_case_hyphens_and_legal_form():
    assert folded("CUP-Contract Labs® (CUP)") == "cup contract labs"
    assert core("Muster & Sohn GmbH & Co. KG") == "muster sohn"
    assert core("Verein Muster e. V.") == "verein muster"


KNOWN = [
    KnownOrganisation(1, "Musterlicht", "Musterlicht Strahlentechnik Dresden GmbH"),
    KnownOrganisation(2, "AB", "AB advanced test compounds GmbH", ("Altname Labor GmbH",)),
    KnownOrganisation(3, "sprung:auf", "sprung:auf GmbH"),
]


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Musterlicht-Strahlentechnik  Dresden GmbH", 1, "exact"),
        ("Musterlicht Strahlentechnik Dresden", 1, "exact"),
        ("Altname Labor GmbH", 2, "exact"),
        ("Musterlicht Strahlentechnik", 1, "near"),
        ("Musterlich Strahlentechnik Dresden GmbH", 1, "near"),
        ("Musterlicht Strahlentechnik Dresden AG", 1, "near"),
        ("Ganz Andere GmbH", None, "new"),
    ],
)
def test_matches_names(text, key, kind):
    found = of_known(KNOWN).propose(text)
    assert (found.match, found.kind) == (key, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Die Musterlicht wächst, sagt AB.", ["Musterlicht", "AB"]),
        ("wir sprung:auf und wir sprung auf", ["sprung:auf"]),
        ("das musterlicht im Fenster, ab heute", []),
        (
            "die Neue Dinge GmbH & Co. KG und die Alte Dinge SE",
            ["Neue Dinge GmbH & Co. KG", "Alte Dinge SE"],
        ),
        (
            "am Institut für Kunst und Technik Pirna e. V.",
            ["Institut für Kunst und Technik Pirna e. V."],
        ),
        (
            "the Free State of Musteria and Example Ltd. The rest",
            ["Free State of Musteria", "Example Ltd"],
        ),
        ("CEO AB advanced test compounds GmbH", ["AB advanced test compounds GmbH"]),
    ],
)
def test_finds_names_in_text(text, names):
    assert [span.organisation.found for span in of_known(KNOWN).spans(text)] == names
