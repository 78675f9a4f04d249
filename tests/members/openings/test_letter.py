"""One letter three days before the end, with two links; GET decides nothing, POST once."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from members.models import Opening
from members.openings.letter import find_link
from members.openings.link_views import decide
from nuklid.base.letters.models import Letter
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SITE = "https://www.nuklid.example"


def ending(at=None, days=3, **fields):
    return make.opening(at, closes_on=timezone.localdate() + days * DAY, **fields)


def letters():
    call_command("ask_openings", SITE)
    return list(Letter.objects.order_by("pk"))


def links(letter):
    return re.findall(rf"{SITE}(\S+)", letter.text_to_send)


@pytest.fixture
def robin():
    return make.representative(make.member("Alpha"), email="robin@alpha.example", language="en")


@pytest.fixture
def opening(robin):
    return ending(robin.organisations.get())


def test_one_letter_three_days_before_and_no_second(robin, opening):
    ending(opening.organisation, days=4)
    ending(opening.organisation, filled_at=timezone.now())
    ending(opening.organisation, days=-1)
    (letter,) = letters()
    assert (letter.to, letter.kind) == (robin.email, Letter.Kind.OPENING_ENDS)
    assert opening.title_en in letter.subject
    assert len(links(letter)) == 2
    assert letters() == [letter]


def test_the_office_cannot_read_what_opens_the_links(opening):
    (letter,) = letters()
    token = links(letter)[0].split("/")[3]
    assert token not in letter.body
    assert token not in letter.text_to_show


@pytest.mark.parametrize("verb", ["extend", "filled"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_opening_a_link_decides_nothing(robin, opening, verb, language):
    type(robin).objects.update(language=language)
    letter = letters()[0]
    for link in links(letter):
        for method in ("get", "head"):
            assert getattr(Client(), method)(link).status_code == 200
    assert Opening.objects.get(pk=opening.pk).closes_on == opening.closes_on
    assert Opening.objects.get(pk=opening.pk).filled_at is None


def test_extended_once_by_the_link_and_asked_again_later(robin, opening):
    extend, _filled = links(letters()[0])
    for _ in range(3):
        page = Client().post(extend, follow=True)
    assert "Extended: it is public until" in page.text
    now = Opening.objects.get(pk=opening.pk)
    assert now.closes_on == opening.closes_on + 28 * DAY
    assert now.history.latest().history_user == robin
    Opening.objects.filter(pk=opening.pk).update(closes_on=timezone.localdate() + DAY)
    assert len(letters()) == 2


def test_filled_by_the_link_even_after_an_extension(opening):
    extend, filled = links(letters()[0])
    Client().post(extend)
    page = Client().post(filled, follow=True)
    assert "Filled: closed since" in page.text
    assert Opening.objects.get(pk=opening.pk).state == "filled"
    Client().post(extend)
    assert Opening.objects.get(pk=opening.pk).state == "filled"


def test_a_link_may_still_extend_what_ended_meanwhile(opening):
    extend, _filled = links(letters()[0])
    Opening.objects.filter(pk=opening.pk).update(published_at=timezone.now() - 60 * DAY)
    late = Opening.objects.get(pk=opening.pk)
    assert not late.filled_at
    Client().post(extend)
    assert Opening.objects.get(pk=opening.pk).is_public


def test_a_link_ends_with_the_right_to_it(robin, opening):
    extend, _filled = links(letters()[0])
    robin.organisations.clear()
    assert Client().post(extend).status_code == 404
    assert Opening.objects.get(pk=opening.pk).closes_on == opening.closes_on


def test_what_the_office_took_down_stays_down(opening):
    extend, filled = links(letters()[0])
    opening.take_down(taken_down_reason_en="Wrong.")
    for link in (extend, filled):
        assert "has taken this opening down" in Client().post(link, follow=True).text
    assert Opening.objects.get(pk=opening.pk).state == "taken_down"


def test_who_published_is_written_to_else_who_speaks_for_the_member_else_the_office(coordinator):
    of = make.member()
    assert ending(of)
    assert [letter.to for letter in letters()] == [coordinator.email]
    first, second = make.representative(of), make.representative(of)
    ending(of)
    assert {letter.to for letter in letters()[1:]} == {first.email, second.email}
    published = Opening(
        organisation=of,
        kind="job",
        title_de="Neu",
        town="Dresden",
        apply_at="a@x.example",
        closes_on=timezone.localdate() + 2 * DAY,
    )
    published.save_as(second, "")
    assert [letter.to for letter in letters()[3:]] == [second.email]


def test_two_who_press_the_link_at_once_extend_it_once(opening):
    secret = links(letters()[0])[0].split("/")[3]
    for link in [find_link(secret), find_link(secret)]:  # both looked before either pressed
        decide(link, "extend")
    assert Opening.objects.get(pk=opening.pk).closes_on == opening.closes_on + 28 * DAY
