"""Queries that are written once: the clock, the language and the values are those of each time."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone, translation

from members.kept import NOW, TODAY, kept
from members.models import Mandate, Membership, Organisation
from tests import factories as make
from tests.desk import picture, upload

pytestmark = pytest.mark.django_db


@kept
def named(language, name):
    return Organisation.objects.filter(name=name).exclude(**{f"summary_{language}": "x"})


@kept
def among(names):
    return Organisation.objects.filter(name__in=names).order_by("name")


@kept
def held():
    return Membership.objects.on().select_related("organisation")


def joined(day):
    """The membership of an organisation since `day`."""
    return Membership.objects.create(organisation=make.organisation(), role="member", since=day)


def test_each_time_the_values_are_new():
    one, two = make.organisation("Eins"), make.organisation("Zwei", summary_de="x")
    assert named("de", name="Eins") == [one]
    assert named("de", name="Zwei") == []
    assert named("en", name="Zwei") == [two]
    assert named("de", name="' OR 1=1 --") == []


@pytest.mark.parametrize("count", range(6))
def test_lists_may_have_any_length(count):
    rows = [make.organisation(f"O{number}") for number in range(6)]
    assert among(names=[row.name for row in rows[:count]]) == rows[:count]


def test_the_clock_is_read_each_time():
    first = joined("2026-03-01")
    for day, found in (("2026-02-28", []), ("2026-03-01", [first]), ("2026-02-28", [])):
        with time_machine.travel(f"{day} 12:00"):
            assert held() == found


def test_the_day_is_that_of_berlin():
    late = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    joined("2026-03-01")
    with time_machine.travel(late):
        assert held()
    with time_machine.travel(late - timedelta(hours=1)):
        assert not held()


def test_it_is_written_once_and_asked_with_one_query(django_assert_num_queries):
    make.member()
    calls = []

    @kept
    def rows(name):
        calls.append(name)
        return Organisation.objects.filter(name=name)

    for _ in range(3):
        with django_assert_num_queries(1):
            rows(name="A")
    assert len(calls) == 1


@pytest.mark.parametrize(
    "condition",
    [
        lambda: {"since": timezone.localdate()},
        lambda: {"since": str(timezone.localdate())},
        lambda: {"organisation__news_items__published_at": timezone.now()},
    ],
)
def test_a_moment_of_the_first_reader_is_refused(condition):
    with pytest.raises(ValueError, match="holds a date"):
        kept(lambda: Membership.objects.filter(**condition()))()


def test_the_language_of_the_first_reader_is_refused():
    with translation.override("de"), pytest.raises(TypeError):
        kept(lambda: Organisation.objects.order_by("summary_" + translation.get_language()))()


def test_the_clock_works_in_any_query():
    member = make.member()
    Membership.objects.update(since="2020-01-01")
    assert Organisation.objects.get(memberships__since__lte=TODAY) == member
    assert Organisation.objects.get(memberships__since__lte=NOW) == member
    assert not Organisation.objects.filter(memberships__since__gt=TODAY).exists()


@pytest.mark.django_db(transaction=True)
def test_threads_ask_on_connections_of_their_own():
    make.organisation("Eins")
    found = []

    def ask():
        found.append(named("de", name="Eins")[0].name)
        connection.close()

    ask()
    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Eins"] * 4


@pytest.mark.parametrize("left_out", [(), ("person__biography_de", "since")])
def test_objects_are_those_that_django_makes(left_out):
    """A person has a picture, whose size Django looks for whenever an object is made."""
    portrait = upload(picture((400, 400)))
    make.mandate(make.person(portrait=portrait, portrait_agreed_on="2025-01-16"), make.member())
    wanted = Mandate.objects.select_related("person", "organisation").defer(*left_out)

    @kept
    def rows():
        return wanted

    (own,), (django,) = rows(), wanted
    for one, other in ((own, django), (own.person, django.person)):
        assert vars(one) | {"_state": 0} == vars(other) | {"_state": 0}
        assert vars(one._state) == vars(other._state)
    assert own.person.portrait_width == 400
    assert (own.since, own.person.biography_de) == (None, "")
    own.save()
