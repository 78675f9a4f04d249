"""Pasted variants of a quote, each with the verdict that it deserves, and what differs."""

import pytest
from django.test import Client

from tests import factories as make
from tests.reading import address, soup

pytestmark = pytest.mark.django_db

FIRST = {
    "de": "Wir haben keine Zeit zu verlieren, wenn neue Radionuklide bald am Krankenbett ankommen "
    "sollen. Niemand in der Region schafft das allein. Brauchen wir dafür mehr Platz?",
    "en": "We have no time to lose if new radionuclides are to reach the bedside soon. Nobody in "
    "the region’s labs can do it alone. Do we need more room for that?",
}
SECOND = {
    "de": "Aus 14 Betrieben wird gerade ein Netz, das auch „Lieferung am selben Tag“ kann.",
    "en": "Out of 14 companies a network is growing which masters “same day delivery” too.",
}
NAME = "Dr. Maria Muster"
ARTICLE = {
    "de": "Dresden. Die Halle ist hell und voll.\n\nZum Auftakt wurde „LuX 2“ gezeigt. „{}“, "
    "sagte Dr. Maria Muster am Montag. Auch die Stadt freut sich.\n\nMehr folgt nächste Woche.",
    "en": "Dresden. The hall is bright and crowded.\n\nFirst came “LuX 2”. “{}” said Dr. Maria "
    "Muster on Monday. The city is glad, too.\n\nMore will follow next week.",
}


@pytest.fixture(autouse=True)
def statements():
    texts = ({f"text_{code}": text for code, text in each.items()} for each in (FIRST, SECOND))
    speaker = make.person(given_name="Maria", family_name="Muster")
    return [make.statement(speaker=speaker, name_as_said=NAME, **text) for text in texts]


def verdicts(text, language="en"):
    """Return (kind, figure with the authorised words or None) of each verdict on the page."""
    response = Client().post(address("statements:check", language), {"quote": text})
    sections = soup(response).select("section.verdict")
    return [
        (section["class"][1].removeprefix("is-"), section.select_one("figure.statement"))
        for section in sections
    ]


def kinds(text):
    return [kind for kind, _figure in verdicts(text)]


FITTING = {
    "whole, in other marks": ("»{0}«", ["exact"]),
    "a part": ("{part}", ["part"]),
    "a part with a stop of its own": ("„{part}.“", ["part"]),
    "without the final stop": ("„{second_bare}“", ["exact"]),
    "an American comma": ("“{second_bare},” said Dr. Maria Muster.", ["exact"]),
    "divided at the end of a line": ("{divided}", ["exact"]),
    "a marked omission": ("„{start} […] {end}“", ["omissions"]),
    "an omission in round brackets": ("{start} (...) {end}", ["omissions"]),
    "somebody says it": ("„{0}“, sagt Dr. Maria Muster", ["exact"]),
    "somebody says it in between": ("“{start},” said Dr. Maria Muster, “{rest}”", ["exact"]),
    "in between, without marks": ("{start}, so Maria Muster, {rest}", ["exact"]),
    "a name before it": ("Dr. Maria Muster: {0}", ["exact"]),
    "two quotes": ("„{0}“\n„{1}“", ["exact", "exact"]),
    "in an article": ("{article}", ["exact"]),
}


def variant(pattern, language):
    first, second = FIRST[language], SECOND[language]
    start, rest = (
        ("Wir haben keine Zeit zu verlieren", first[35:])
        if language == "de"
        else ("We have no time to lose", first[24:])
    )
    nuclide = {
        "de": ("Radionuklide", "Radio-\nnuklide"),
        "en": ("radionuclides", "radio-\nnuclides"),
    }
    return pattern.format(
        first,
        second,
        part={"de": "haben keine Zeit zu verlieren", "en": "have no time to lose"}[language],
        second_bare=second.rstrip("."),
        divided=first.replace(*nuclide[language]),
        start=start,
        rest=rest,
        end=first[first.index("Niemand" if language == "de" else "Nobody") :],
        article=ARTICLE[language].format(first),
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", FITTING)
def test_a_faithful_variant_is_not_accused(name, language):
    pattern, expected = FITTING[name]
    found = verdicts(variant(pattern, language))
    assert [kind for kind, _figure in found] == expected
    assert all(NAME in figure.text for _kind, figure in found)


# Word(s) of a wording → what somebody made of them.
CHANGES = {
    "de": [
        ("keine Zeit", "etwas Zeit"), ("keine Zeit", "Zeit"), ("keine", "Keine"),
        ("verlieren,", "verlieren –"), ("verlieren,", "verlieren"), ("neue ", ""),
        ("bald", "irgendwann"), ("sollen.", "sollten."), ("sollen.", "sollen!"),
        ("Niemand", "Jemand"), ("Niemand", "Fast niemand"), ("in der Region", "in Sachsen"),
        ("schafft das allein", "schafft das nicht allein"), ("mehr Platz?", "mehr Platz."),
        ("mehr Platz?", "mehr Platz"), ("Brauchen wir dafür", "Wir brauchen dafür"),
        ("mehr", "viel mehr"), ("Wir haben", "Sie haben"), ("Zeit zu", "Zeit … mehr zu"),
        ("Niemand in der Region schafft das allein. ", ""),
    ],
    "en": [
        ("no time", "some time"), ("no time", "time"), ("time to lose", "hours to lose"),
        ("lose if", "lose, if"), ("new ", ""), ("soon", "one day"), ("soon.", "soon!"),
        ("are to", "ought to"), ("Nobody", "Somebody"), ("Nobody", "Hardly anybody"),
        ("region’s labs", "regions labs"), ("can do it", "cannot do it"), ("alone", "Alone"),
        ("for that?", "for that."), ("for that?", "for that"), ("Do we need", "We do need"),
        ("more room", "much more room"), ("We have", "They have"), ("to lose", "to […] gain"),
        ("Nobody in the region’s labs can do it alone. ", ""),
    ],
}  # fmt: skip
DIFFERING = [(language, *change) for language, changes in CHANGES.items() for change in changes]


@pytest.mark.parametrize(("language", "words", "others"), DIFFERING)
def test_every_other_sign_matters(language, words, others):
    changed = FIRST[language].replace(words, others, 1)
    assert changed != FIRST[language]
    for text in (
        changed,
        f"„{changed}“, sagt Dr. Maria Muster.",
        ARTICLE[language].format(changed),
    ):
        assert kinds(text) == ["differs"], text


@pytest.mark.parametrize(
    "text",
    [
        "Ja! {0}",
        "{0} Und das wird teuer.",
        "„Nein“, sagt Dr. Maria Muster, „{0}“",
        "{0}, sagt Dr. Maria Muster nicht.",
        "„{end} {start}.“",
    ],
)  # fmt: skip
def test_words_around_it_do_not_make_it_another_quote(text):
    assert kinds(variant(text, "de")) == ["differs"]


def test_each_of_several_quotes_gets_its_verdict():
    changed = SECOND["de"].replace("14", "40")
    unknown = "Das hat hier niemand je behauptet oder gar geschrieben."
    text = f"„{FIRST['de']}“, sagt A.\n\n„{changed}“\n\nund „{unknown}“ oder „Lux 2“."
    page = verdicts(text, "de")
    assert [kind for kind, _figure in page] == ["exact", "differs", "unknown"]
    assert page[2][1] is None


def test_the_page_shows_which_part_it_is():
    ((kind, figure),) = verdicts("„haben keine Zeit zu verlieren“", "de")
    assert kind == "part"
    assert [mark.text for mark in figure.find_all("mark")] == ["haben keine Zeit zu verlieren,"]


def test_two_quotes_one_after_the_other_are_two():
    assert kinds(f"{FIRST['de']}\n{SECOND['de']}") == ["exact", "exact"]
    assert kinds(f"{FIRST['en']} {SECOND['de']}") == ["exact", "exact"]
