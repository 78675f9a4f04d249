"""However many competences there are, the atlas stays light on the wire."""

import gzip
import random
from itertools import product
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from members.models import Competence, Membership, Organisation
from tests import factories as make
from tests.reading import fetch, soup

STYLES = settings.BASE_DIR / "static" / "css"


@pytest.mark.django_db
def test_a_full_atlas_stays_light_and_says_how():
    """500 members, 40 radionuclides, 14 stages, twelve members in every field: 6,888 entries."""
    rng = random.Random(5)
    names = ["".join(rng.choices("abcdefghiklmnoprstu", k=16)) for _ in range(500)]
    rows = Organisation.objects.bulk_create(
        Organisation(name=name.title(), slug=name, is_listed=True) for name in names
    )
    Membership.objects.bulk_create(Membership(organisation=row) for row in rows)
    stages = [make.stage(number) for number in range(1, 15)]
    nuclides = [None, *(make.radionuclide("Xe", 100 + number) for number in range(40))]
    Competence.objects.bulk_create(
        Competence(
            organisation=row,
            stage=stage,
            radionuclide=nuclide,
            kind=rng.choice(Competence.Kind.values),
            evidence=rng.choice(["", *Competence.Evidence.values]),
        )
        for stage, nuclide in product(stages, nuclides)
        for row in rng.sample(rows, 12)
    )
    answer = fetch("/en/competences/")
    assert len(gzip.compress(answer.content)) < 150_000
    page = soup(answer)
    assert "A field names up to 6 entries" in page.main.text
    assert {len(cell.select("li")) for cell in page.select(".atlas td")} == {6 + 1}
    assert page.select_one(".atlas td li:last-child").text == "all 12"


@pytest.mark.django_db
def test_the_styles_of_the_atlas_stay_light():
    links = soup(fetch("/de/kompetenzen/")).select("[rel=stylesheet]")
    own = [Path(link["href"]).name for link in links]
    assert own == ["site.css", "atlas.css"]
    sheets = ((STYLES / name).read_bytes() for name in [*own, "parts.css"])
    assert sum(len(brotli.compress(sheet)) for sheet in sheets) <= 8 * 1024
