"""The questions of the list, asked of the demo: the same first hit on every database."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import override_settings

from nuklid.demo.loading import fill
from tests.nuklid.searching import QUERIES, ask, find_position, meets

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        fill()
        yield
        transaction.set_rollback(True)


def test_there_are_sixty_questions_about_half_of_them_german():
    asked = Counter(language for language, _question, _first in QUERIES)
    assert asked.total() >= 60
    assert 0.4 <= asked["de"] / asked.total() <= 0.6


@pytest.mark.parametrize(("language", "question", "first"), QUERIES)
def test_first_hit(language, question, first):
    assert find_position(question, language, first) == 1


# What somebody from the field asks, the first hit they expect, and what no hit may say.
PROFESSIONALS = [
    ("en", "GMP labelling Lu-177", "Lu-177", "I-123"),
    ("en", "n.c.a. Lu-177", "Lu-177", "C-11"),
    ("de", "n.c.a. Lutetium-177", "Lu-177", "C-11"),
    ("en", "no-carrier-added Lu-177", "Lu-177", "C-11"),
    ("de", "GMP-Herstellung Ac-225", "Ac-225", "I-123"),
    ("de", "Halbwertszeit Lu-177", "Lu-177", "I-123"),
    ("de", "Promotion Lu-177", "Promotion: Chelatoren für Lu-177 (m/w/d)", "Ac-225"),
    ("en", "Ac-225 targets", "Postdoc: targets for Ac-225 production", "Lu-177"),
    ("en", "Th-229 generator", "Ac-225", "Ga-68"),
    ("de", "Ge-68-Generator", "Ga-68", "Ac-225"),
    ("en", "fluorine-18 cyclotron", "F-18", "C-11"),
    ("de", "Iod-123 Lieferant", "ROTOP", "Lu-177"),
    ("en", "cold kits Tc-99m", "ROTOP", "Lu-177"),
    ("en", "imaging partner of actinium", "HZDR", "F-18"),
    ("de", "PET Vorstufen", "ABX", "Lu-177"),
    ("en", "hot cells", "7 · Plants, hot cells, synthesis modules", "Lu-177"),
    ("de", "Strahlenquellen Rücknahme", "13 · Rücknahme, Recycling, Rückbau", "Lu-177"),
    ("en", "contract testing", "CUP Contract Labs", "Lu-177"),
    ("de", "Herstellungserlaubnis", "HZDR", "Lu-177"),
    ("de", "Swissmedic RoTecPSMA", "RoTecPSMA in der Schweiz zugelassen", "Lu-177"),
    ("de", "Lutezium", "Lu-177", "I-123"),
    ("en", "Actinum", "Ac-225", "I-123"),
    ("de", "Radiopharmaka Dresdn", "Isotope Technologies Dresden", "Radeberg"),
]


@pytest.mark.parametrize(("language", "question", "first", "absent"), PROFESSIONALS)
def test_what_a_professional_expects_comes_first(language, question, first, absent):
    hits = ask(question, language).select(".hits li")
    assert meets(hits[0].h3.text.strip(), first)
    assert absent not in hits[0].text


@pytest.mark.parametrize("question", ["GMP labelling Lu-177", "n.c.a. Lu-177"])
def test_no_hit_for_a_radionuclide_says_what_is_about_another(question):
    lines = [hit.text for hit in ask(question).select(".hits li")]
    assert lines
    assert all("Lu-177" in line for line in lines)


@pytest.mark.parametrize(
    ("language", "question", "suggested"),
    [
        ("de", "Lutezium", "Lutetium"),
        ("en", "Actinum", "Actinium"),
        ("de", "Actinum-225", "Actinium-225"),
        ("de", "Radiopharmaka Dresdn", "Radiopharmaka Dresden"),
        ("en", "Scientific Directr", "Scientific Director"),
        ("de", "Chargenfreigbe", "Chargenfreigabe"),
    ],
)
def test_what_is_mistyped_is_corrected(language, question, suggested):
    links = ask(question, language).select(".notice a")
    assert [link.text for link in links] == [suggested]
