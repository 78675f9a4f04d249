"""An opening ends at 24:00 in Berlin: a second before it stands everywhere, and then nowhere.

From kept pages too, on two servers, in the nights around which the clock is changed as well.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from members.models import Opening
from tests import factories as make
from tests.nuklid.page_cache.test_pages import Reader
from tests.reading import fetch, linked_data

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WORD = "Zyklotronmeisterei"
LAST_DAYS = {
    "a day like others": date(2026, 12, 9),
    "the day before the clock goes back": date(2026, 10, 24),
    "the day on which it goes back": date(2026, 10, 25),
    "the day before it goes forward": date(2027, 3, 27),
    "the day on which it goes forward": date(2027, 3, 28),
    "the last of the year": date(2026, 12, 31),
}


def instant(day):
    """Return the moment at which `day` is over in Berlin (aware datetime)."""
    return datetime.combine(day + DAY, time.min, BERLIN)


@pytest.fixture(params=LAST_DAYS.values(), ids=list(LAST_DAYS))
def ending(request):
    """Return an opening that ends on the day, beside three that go on."""
    with time_machine.travel(instant(request.param) - 20 * DAY, tick=False):
        of, stage, nuclide = make.member("Alpha"), make.stage(), make.radionuclide()
        later = {"closes_on": request.param + 40 * DAY, "stage": stage, "radionuclide": nuclide}
        for _ in range(3):
            make.opening(of, **later)
        names = {"title_de": f"{WORD} (m/w/d)", "title_en": WORD}
        return make.opening(of, **later | names | {"closes_on": request.param})


def places(opening):
    """Return the addresses of every page that names an open opening."""
    paths = [
        row.get_absolute_url(language)
        for row in (opening.organisation, opening.stage, opening.radionuclide)
        for language in ("de", "en")
    ]
    paths += ["/de/stellen/", "/en/openings/", "/de/stellen/feed/", "/en/openings/feed/"]
    paths += ["/de/stellen/?kind=job", "/de/karriere/", "/en/careers/", "/sitemap.xml"]
    return [*paths, f"/de/suche/?q={WORD}", f"/en/search/?q={WORD}"]


def names_it(text, opening):
    return opening.slug_de in text or opening.slug_en in text


def test_a_second_before_everywhere_and_then_nowhere_from_kept_pages_too(ending):
    servers, end = (Reader(), Reader()), instant(ending.closes_on)
    with time_machine.travel(end - SECOND, tick=False) as clock:
        assert ending.is_public
        for server in servers:
            for path in places(ending):
                assert names_it(server.get(path).text, ending), path
            assert "JobPosting" in server.get(ending.get_absolute_url("de")).text
        kept = servers[0].get("/de/stellen/")
        assert kept.cached
        assert "4 Stellenangebote" in kept.text
        clock.move_to(end)
        assert not ending.is_public
        assert not Opening.objects.public().filter(pk=ending.pk).exists()
        for server in servers:
            for path in places(ending):
                page = server.get(path)
                assert page.status == 200
                assert not names_it(page.text, ending), path
            assert "3 Stellenangebote" in server.get("/de/stellen/").text
            page = server.get(ending.get_absolute_url("de"))
            assert "Beendet seit" in page.text
            assert "JobPosting" not in page.text


def test_what_search_engines_are_told_is_that_moment(ending):
    end = instant(ending.closes_on)
    with time_machine.travel(end - SECOND, tick=False):
        data = linked_data(fetch(ending.get_absolute_url("en")))["JobPosting"]
    assert datetime.fromisoformat(data["validThrough"]) == end
    assert datetime.fromisoformat(data["validThrough"]).utcoffset() == end.utcoffset()


def test_the_ninety_days_end_at_their_instant(ending):
    path = ending.get_absolute_url("de")
    end = instant(ending.closes_on + 90 * DAY)
    for moment, status in ((end - SECOND, 200), (end, 410)):
        with time_machine.travel(moment, tick=False):
            assert fetch(path).status_code == status


def test_a_scheduled_opening_appears_at_its_moment_from_kept_pages_too():
    noon = datetime(2026, 12, 9, 12, tzinfo=BERLIN)
    with time_machine.travel(noon - SECOND, tick=False) as clock:
        of, reader = make.member(), Reader()
        opening = make.opening(of, published_at=noon, closes_on=date(2026, 12, 31))
        assert not names_it(reader.get("/de/karriere/").text, opening)
        clock.move_to(noon)
        assert names_it(reader.get("/de/karriere/").text, opening)
