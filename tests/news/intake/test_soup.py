"""Whatever words meet in a release: it is read, and what stood in it can be found again."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from news.intake import KnownOrganisation, UnreadableFile, read_release
from news.intake.words import words

KNOWN = [KnownOrganisation(1, "Beispiel", "Beispiel GmbH", ("Alte Namen AG",))]
# Words that mean something to the reader, and marks in which it looks for speech.
PIECES = [
    *("Maria Muster", "Dr. Maria Muster", "Prof. Dr.-Ing. Ulf Brennecke", "Frau Muster", "Herr"),
    *("M.", "M.D., Ph.D.", "Dr.", "Muster", "So", "Laut", "Minister", "Geschäftsführerin", "CEO"),
    *("Oberbürgermeister", "Beispiel GmbH", "der Beispiel GmbH", "Alte Namen AG", "(BSP)", "e. V."),
    *("Institut für Optik", "Klinikums Musterstadt", "City of Dresden", "Dresden’s", "AG", "Ltd."),
    *(
        "sagt",
        "sagte",
        "betonte:",
        "says",
        "said",
        "she",
        "sie",
        "er",
        "ergänzte sie",
        "und",
        "and",
    ),
    *(
        "„Wir beginnen.“",
        "„Wir",
        "beginnen heute“",
        "“We begin,”",
        "“",
        "”",
        "„",
        "»",
        "«",
        "'",
        "’",
    ),
    *(
        "(",
        ")",
        ",",
        ".",
        ":",
        "–",
        "-",
        "…",
        "!",
        "?",
        "\n",
        "\n\n",
        "S. 5",
        "1.",
        "z. B.",
        "ß",
        "١",
    ),
    *("der", "die", "the", "of", "von der", "bei", "at", "am", "in", "heute", "Radiopharmaka"),
    *("Dresden, 12. März 2026 –", "12.03.2026", "Statements", "Stimmen:", "Über uns", "Kontakt:"),
    *(
        "Pressekontakt",
        "Tel. 0351 12345",
        "info@x.example",
        "Gründungsmitglieder:",
        "Teilen",
        "###",
    ),
    *("founding members are", "Ähnliche Beiträge", "Pressemitteilung Nr. 4", "©", "ist gut"),
]
NO_PART = {"frau", "herr", "märz"}  # of a name; of a place
MARKS = set("„“”»«'’")


def describe(proposal):
    """Return all the words that the person who confirms `proposal` gets to see."""
    speeches = (
        f"{one.speaker} {one.text} {one.job_title} {[each.found for each in one.organisations]}"
        for one in proposal.statements
    )
    around = (proposal.headline, proposal.standfirst, proposal.place, proposal.boilerplate)
    return " ".join(
        [*around, proposal.press_contact, *proposal.body, *proposal.furniture, *speeches]
    )


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40),
    st.sampled_from([" ", "\n", ""]),
    st.sampled_from(["de", "en"]),
)
def test_any_soup_of_words_is_read_and_nothing_unsaid_is_lost(pieces, glue, language):
    text = glue.join(pieces)
    try:
        proposal = read_release(text, language, KNOWN)
    except UnreadableFile:
        assert not text.strip()
        return
    assert (proposal.dated_on is None) or "2026" in text
    assert all(words(statement.text) for statement in proposal.statements)
    # What attributes a quotation goes with it, and of two places one.
    if not set(text) & MARKS and text.count("2026") < 2:
        kept = describe(proposal).lower()
        wanted = set(re.findall(r"[^\W\d_]{4,}", text.lower())) - NO_PART
        assert {word for word in wanted if word not in kept} == set()


def test_a_sentence_of_two_thousand_speakers_is_read():
    """It once ended in a fault: each speaker was looked for within the search for the last."""
    pair = "Maria Muster sagt: „Wir gehen jetzt“, und Jan Test meint: „Ja, gut so“, "
    assert len(read_release(f"Titel\n\n{pair * 1000}", "de", KNOWN).statements) == 2000
