"""Where a statement could be read two ways it says so, comes first and is not ticked."""

import pytest
from django.utils import translation

from members.models import Organisation, Person
from news.intake.doubts import Doubt
from news.models import NewsItem, Statement
from tests import factories
from tests.desk import filled, parsed
from tests.news.intake.pages import confirm, give
from tests.news.intake.test_framing import read_paragraph

TWO_WAYS = {
    "„Das Netz wächst“, sagte Maria Muster zu Jan Beispiel.": {Doubt.PEOPLE},
    "“The network grows,” said Mary Sample to John Doe.": {Doubt.PEOPLE},
    "„Das Netz wächst“, sagten Maria Muster und Jan Beispiel.": {Doubt.PEOPLE},
    "Maria Muster begrüßte Jan Beispiel. „Das Netz wächst“, sagte sie.": {Doubt.PEOPLE},
    "Maria Muster begrüßte die Gäste. „Das Netz wächst, und es hält sehr lange.“": {Doubt.SPEAKER},
    "Mary Sample greeted the guests. “The network grows, and it will hold.”": {Doubt.SPEAKER},
    "„Das Netz wächst“, sagte Dr. Muster.": {Doubt.NAME},
    "“The network grows,” said Dr. Sample.": {Doubt.NAME},
    "“The network grows,” said Xqoru Mary Sample.": {Doubt.NAME},
    "„Das Netz wächst“, sagte Maria Muster Probe Linde Hain Ahorn.": {Doubt.NAME},
    "Die Test AG lädt ein. „Das Netz wächst“, sagt Geschäftsführerin Maria Muster.": {
        Doubt.ORGANISATION
    },
    "Test Ltd invites. “The network grows,” said chief executive Mary Sample.": {
        Doubt.ORGANISATION
    },
    "„Das Netz wächst“, sagt Geschäftsführerin Maria Muster.": {Doubt.NO_ORGANISATION},
    "“The network grows,” said chief executive Mary Sample.": {Doubt.NO_ORGANISATION},
    "„Es hält“, sagte Maria Muster, und zeigte uns an der Wand ihr neues Netz.": {Doubt.AROUND},
    "Maria Muster sagt: „Es hält“ und geht.": {Doubt.AROUND},
    "Mary Sample said: “It holds,” and left.": {Doubt.AROUND},
    "“It holds,” said Mary Sample, and then she showed us the new network.": {Doubt.AROUND},
    "Maria Muster, Leiterin der Test AG:\nEs hält.\n\nWir bauen es gern.": {Doubt.END},
    "Mary Sample said nothing.\n\nMary Sample, Head of Test Ltd:\nIt holds.\n\nWe build it.": {
        Doubt.END
    },
    "Maria Muster, Leiterin der Test AG:\nJan Beispiel, Chef der Probe AG:\nEs hält.": {
        Doubt.HEADS
    },
    "Maria Muster und Jan Beispiel, Leiter der Probe AG:\nEs hält.": {Doubt.PEOPLE},
}
ONE_WAY = [
    "„Das Netz wächst“, sagte Maria Muster, Leiterin der Test AG, am Montag.",
    "“The network grows,” said Mary Sample, Head of Test Ltd, on Monday.",
    "Maria Muster begrüßte die Gäste. „Das Netz wächst“, sagte sie.",
    "Jan Beispiel kam. „Das Netz wächst“, sagte Maria Muster. „Es hält.“",
    "Maria Muster, Leiterin der Test AG:\n„Es hält.“\n\nWir bauen es gern.",
    "Maria Muster, Leiterin der Test AG:\nWir bauen es gern.",
    "„Das Netz wächst“, sagt Maria Muster, Geschäftsführerin der Test AG.",
    "„Das Netz wächst“, sagt Ministerin Maria Muster.",
]


@pytest.mark.parametrize("paragraph", TWO_WAYS)
def test_what_could_be_read_two_ways_says_why(paragraph):
    [statement] = read_paragraph(paragraph).statements
    assert set(statement.doubts) == TWO_WAYS[paragraph]


@pytest.mark.parametrize("paragraph", ONE_WAY)
def test_what_can_be_read_one_way_only_says_nothing(paragraph):
    [statement] = read_paragraph(paragraph).statements
    assert statement.doubts == ()


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_a_sentence_in_both_languages(doubt):
    with translation.override("en"):
        english = str(doubt.sentence)
    with translation.override("de"):
        assert str(doubt.sentence) != english
    assert english.endswith(".")


# The page ----------------------------------------------------------------------------------------

RELEASE = (
    "Ein Titel\n\nMaria Muster, Leiterin der Beispiel GmbH, sagte: „Wir fangen jetzt an.“\n\n"
    "„Wir kommen gern“, sagte Eva Probe von der Probe AG zu Dr. Jan Gast.\n\n"
    "„Wir hören auf“, sagte Ute Ende von der Ende GmbH."
)
DOUBTFUL, FIRST, LAST = "statements-0", "statements-1", "statements-2"


@pytest.mark.django_db
def test_doubtful_rows_come_first_with_a_sentence_and_unticked(desk):
    page = give(desk, RELEASE)
    values = filled(page)
    assert [values[f"statements-{n}-family_name"] for n in range(3)] == ["Probe", "Muster", "Ende"]
    assert [f"statements-{n}-take" in values for n in range(3)] == [False, True, True]
    assert [f"statements-{n}-create" in values for n in range(3)] == [False, True, True]
    tick = parsed(page).select_one(f"#id_{DOUBTFUL}-take")
    reason = parsed(page).select_one(f"#{tick['aria-describedby']}")
    assert "More than one person is named here." in reason.get_text()
    assert "Doubtful statements come first and are not ticked." in page.content.decode()


@pytest.mark.django_db
def test_what_stays_doubtful_is_not_stored_nor_who_speaks_in_it(desk):
    confirm(desk, give(desk, RELEASE))
    assert Statement.objects.count() == 2
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Muster", "Ende"}
    assert set(Organisation.objects.values_list("name", flat=True)) == {
        "Beispiel GmbH",
        "Ende GmbH",
    }


@pytest.mark.django_db
def test_what_is_ticked_after_all_stands_where_it_stood_in_the_release(desk):
    page = give(desk, RELEASE)
    confirm(desk, page, **{f"{DOUBTFUL}-take": "on", f"{DOUBTFUL}-create": "on"})
    spoken = NewsItem.objects.get().statements.order_by("position")
    assert [one.speaker.family_name for one in spoken] == ["Muster", "Probe", "Ende"]


@pytest.mark.django_db
def test_an_error_elsewhere_keeps_the_reason_and_the_order(desk):
    page = confirm(desk, give(desk, RELEASE), **{"release-headline": ""})
    assert filled(page)[f"{DOUBTFUL}-family_name"] == "Probe"
    assert "More than one person is named here." in page.content.decode()
    page = confirm(desk, page, **{"release-headline": "Titel"})
    spoken = NewsItem.objects.get().statements.order_by("position")
    assert [one.speaker.family_name for one in spoken] == ["Muster", "Ende"]


@pytest.mark.django_db
def test_a_known_function_settles_for_whom_somebody_speaks(desk):
    mandate = factories.mandate(factories.person("Maria", "Muster"))
    page = give(desk, "Titel\n\n„Wir fangen an“, sagte Geschäftsführerin Maria Muster.")
    values = filled(page)
    assert "statements-0-take" in values
    row = values["statements-0-organisation_0"]
    assert values[f"organisations-{row}-organisation"] == str(mandate.organisation.pk)


@pytest.mark.django_db
def test_a_release_without_doubts_speaks_of_none(desk):
    page = give(desk, "Titel\n\nMaria Muster, Leiterin der Test AG, sagte: „Wir fangen jetzt an.“")
    assert "Doubtful" not in page.content.decode()
