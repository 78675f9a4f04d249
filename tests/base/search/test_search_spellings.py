"""Whatever the demo shows in public is found by its name, however a reader writes it."""

import pytest

from members.models import Organisation, Person, Radionuclide, Stage
from news.models import NewsItem
from tests.base.search.test_search_queries import demo  # noqa: F401 -- the portal that is asked
from tests.nuklid.searching import find_position

pytestmark = pytest.mark.django_db

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
BARE = str.maketrans("äöüé", "aoue")


def mistyped(name):
    """Return `name` with two neighbouring letters of its longest word in each other's place."""
    longest = max(name.split(), key=len)
    if len(longest) < 6 or not longest.isalpha():
        return name
    wrong = f"{longest[:2]}{longest[3]}{longest[2]}{longest[4:]}"
    return name.replace(longest, wrong)


WAYS = {
    "as it is": str,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "spelt out": lambda name: name.lower().translate(SPELT_OUT),
    "without dots": lambda name: name.lower().translate(BARE),
    "with space around": lambda name: f"  {name}\t ",
    "in quotation marks": lambda name: f"„{name}“",
    "the other way round": lambda name: " ".join(reversed(name.split())),
    "with its hyphens left out": lambda name: name.replace("-", " "),
    "mistyped": mistyped,
}


def names(language):
    """Return the title of everything that has one of its own, as the results show it."""
    yield from Organisation.objects.public().values_list("name", flat=True)
    yield from (person.full_name for person in Person.objects.public())
    yield from (
        NewsItem.objects.public()
        .exclude(**{f"headline_{language}": ""})
        .values_list(f"headline_{language}", flat=True)
    )
    yield from (str(nuclide) for nuclide in Radionuclide.objects.all()[:8])


def titled(language):
    """Return {name: the title under which the results show it}."""
    stages = Stage.objects.values_list(f"name_{language}", "number")
    return {name: name for name in names(language)} | {
        name: f"{number} · {name}" for name, number in stages
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_is_found_by_its_name(language, way):
    """Each way asks for another part of all there is, to ask no more than two hundred times."""
    every = list(titled(language).items())
    assert len(every) > 40
    part = list(WAYS).index(way) % 5
    wanted = dict(every[part::5])
    places = {
        name: find_position(WAYS[way](name), language, title) for name, title in wanted.items()
    }
    assert {name: at for name, at in places.items() if not 1 <= at <= 2} == {}
