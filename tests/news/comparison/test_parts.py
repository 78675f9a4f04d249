"""The parts of the comparison, one by one, and what must never break it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.comparison import hints
from news.comparison.names import spoken
from news.comparison.number_words import ENGLISH, english, german
from news.comparison.statements import known_names, of_statement
from tests import factories as make
from tests.desk import change, text


def hinted(de, en, names=()):
    return {(hint.kind, hint.language, hint.words) for hint in hints(de, en, names)}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zwölf", 12), ("achtundzwanzig", 28), ("hundert", 100), ("zweihundertfünf", 205),
        ("dreitausendvierhundert", 3400), ("sechseinhalb", 6.5), ("dritte", 3), ("siebten", 7),
        ("zwanzigsten", 20), ("Viertel", 4), ("dreimal", 3), ("Hund", None), ("unser", None),
        ("Achtung", None), ("Elfenbein", None), ("Mittel", None), ("", None),
    ],
)  # fmt: skip
def test_german_number_words(word, value):
    assert german(word) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12), ("twenty-eight", 28), ("a hundred", 100), ("two hundred and five", 205),
        ("six and a half", 6.5), ("third", 3), ("twentieth", 20), ("seventh", 7), ("thirds", 3),
    ],
)  # fmt: skip
def test_english_number_words(words, value):
    assert english(ENGLISH.fullmatch(words)) == value


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("1.234,5 kg", "1,234.5 kg"),
        ("50 Mio. €", "€50m"),
        ("50-Millionen-Euro-Projekt", "project worth EUR 50 million"),
        ("60-jährige Erfahrung", "60 years of experience"),
        ("am 3.7.2026", "on 3 July 2026"),
        ("um 18 Uhr", "at 6 p.m."),
        ("in den 90er Jahren", "in the nineties"),
        ("18 Monate", "1.5 years"),
        ("1.500 kg Blei", "1.5 tonnes of lead"),
        ("Industrie 4.0", "Industry 4.0"),
        ("ein Jahr", "one year"),
        ("jede vierte Firma", "one in four companies"),
    ],
)
def test_one_amount_written_in_two_ways(de, en):
    assert hinted(de, en) == set()


def test_the_free_state_is_the_one_that_is_named_beside_it():
    assert (
        hinted("Bayern wächst. Der Freistaat hilft.", "Bavaria is growing. Bavaria helps.") == set()
    )
    assert hinted("Im Freistaat wächst es.", "It grows in Bavaria.") == {("place", "en", "Bavaria")}
    assert hinted("Im Freistaat wächst es.", "It is growing here.") == set()


def test_each_sentence_is_asked_for_its_own_denial():
    de = "Wir warten nicht. Wir handeln ohne Zögern."
    assert hinted(de, "We are waiting. We act without delay.") == {("negation", "de", "nicht")}
    assert hinted(de, "We are not waiting. We act without delay.") == set()


def test_the_place_in_a_name_is_no_place():
    firm = spoken(["HZDR", "Helmholtz-Zentrum Dresden-Rossendorf e. V."])
    assert hinted("Das HZDR hilft.", "Helmholtz-Zentrum Dresden-Rossendorf helps.", [firm]) == set()


def test_one_language_alone_is_not_compared():
    assert hinted("In Dresden.", "") == hinted("", "In Dresden.") == set()


NASTY = st.text(alphabet=st.sampled_from("aDü1.,%€-–\n\x00 '’(9²Ⅷ٣und\u00a0"), max_size=60)


@given(NASTY, NASTY)
def test_any_text_is_compared(de, en):
    for hint in hints(de, en):
        assert hint.language in ("de", "en")
        assert str(hint.label)


@pytest.mark.django_db
def test_a_statement_knows_who_is_known(django_assert_num_queries):
    make.organisation("ROTOP", legal_name="ROTOP Pharmaka GmbH").former_names.create(name="Altrad")
    make.person("Gunda", "Mann")
    words = {"text_de": "ROTOP und Frau Mann helfen.", "text_en": "Altrad and a man help."}
    statement = make.statement(**words)
    with django_assert_num_queries(3):
        names = known_names()
    assert [(h.kind, h.language, h.words) for h in of_statement(statement, names)] == [
        ("name", "de", "Frau Mann")
    ]
    assert of_statement(statement) == of_statement(statement, names)


@pytest.mark.django_db
def test_the_coordinator_sees_the_hints_beneath_the_wordings(desk):
    item = make.draft()
    words = {"text_de": "Hier im Freistaat.", "text_en": "Here in Bavaria."}
    statement = make.statement(item, authorised=False, **words)
    make.statement(item, authorised=False, text_de="Hier.", text_en="Here.")
    make.statement(item, authorised=False, text_de="Hier.", text_en="")
    for record in (statement, item):
        page = text(desk.get(change(record)))
        assert "Only in English: Bavaria (place)" in page
    assert "No place, name, number or negation stands in one language only." in page
    assert "Compared once both languages are saved." in page
