"""Several speakers are reminded with one press, after the office saw whom and with what letter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.release_desk import links
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from tests import factories
from tests.desk import filled, page, parsed, shown_messages, text
from tests.news.authorising import give_answer, letters, quote

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:news_authorisationrequest_remind")
DAY = timedelta(days=1)


def request(item, name, days, **fields):
    """Return a request that is to be answered in so many days."""
    day = timezone.localdate() + days * DAY
    return factories.auth_request(quote(item, name), answer_by=day, **fields)


@pytest.fixture
def item():
    return factories.draft("Bericht")


@pytest.fixture
def waiting(item):
    return [request(item, "Morgen", 1), request(item, "Spät", -3), request(item, "Ruhig", 9)]


def send(desk, query="", **typed):
    shown = desk.get(ADDRESS + query)
    return desk.post(ADDRESS + query, filled(shown) | typed, follow=True)


def test_the_board_leads_to_all_who_wait(desk, item, waiting):
    give_answer(request(item, "Fertig", 1))
    request(factories.draft("Anderes"), "Fremd", 1)
    board = parsed(desk.get(page(item, "board")))
    address = board.select_one(f"a[href^='{ADDRESS}']")["href"]
    listed = text(desk.get(address))
    assert [name for name in ("Morgen", "Spät", "Ruhig") if f"Maria {name}," in listed]
    assert not any(name in listed for name in ("Fertig", "Fremd"))
    assert not Letter.objects.filter(kind="reminder").exists()
    answer = send(desk, f"?item={item.pk}")
    assert shown_messages(answer) == ["3 reminders are on their way."]
    for asked in waiting:
        asked.refresh_from_db()
        assert links.address(asked) in asked.reminder.text_to_send
    assert AuditEvent.objects.filter(verb="remind").count() == 3


def test_the_start_page_leads_to_those_whose_day_is_near_or_over(desk, waiting):
    assert ADDRESS in desk.get(reverse("admin:index")).text
    answer = send(desk)
    assert shown_messages(answer) == ["2 reminders are on their way."]
    late = waiting[1]
    late.refresh_from_db()
    assert late.answer_by == timezone.localdate() + 3 * DAY  # and not the day that is over
    assert ADDRESS not in desk.get(reverse("admin:index")).text.split("due-calm")[0]


def test_a_new_day_can_be_set_for_all(desk, item, waiting):
    day = timezone.localdate() + 5 * DAY
    query = f"?item={item.pk}&answer_by={day}"
    assert f"{day:%-d}. " in text(desk.get(ADDRESS + query))
    send(desk, query)
    for asked in waiting:
        asked.refresh_from_db()
        assert asked.answer_by == day
        assert f"{day:%-d}. " in asked.reminder.body
    past = f"?item={item.pk}&answer_by={timezone.localdate() - DAY}"
    assert "Choose a day from today on" in text(desk.get(ADDRESS + past))


def test_whoever_is_not_ticked_or_was_reminded_meanwhile_gets_nothing(desk, waiting):
    posted = filled(desk.get(ADDRESS))
    keys = posted["remind"]
    desk.post(ADDRESS, posted | {"remind": keys[:1]})
    assert Letter.objects.filter(kind="reminder").count() == 1
    answer = desk.post(ADDRESS, posted | {"remind": keys[:1]})  # pressed twice
    assert Letter.objects.filter(kind="reminder").count() == 1
    assert "tick whom to remind" in text(answer)
    assert (
        len(parsed(answer).select("[name=remind]:not([checked])")) == 1
    )  # the other has a new day


def test_who_may_not_ask_may_not_remind(client, waiting):
    client.force_login(factories.coordinator())
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"remind": [f"{waiting[0].pk}.0"]}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_its_queries_do_not_grow(desk, item, count, django_assert_max_num_queries):
    for number in range(count):
        request(item, f"Muster{number}", 1)
    with django_assert_max_num_queries(18):
        desk.get(ADDRESS)


# By when ------------------------------------------------------------------------------------------


def proposed_day(desk, item):
    return filled(desk.get(page(item, "ask")))["answer_by"]


def test_whoever_is_asked_later_gets_the_day_of_the_others(desk, item):
    quote(item, "Erste")
    day = str(timezone.localdate() + 4 * DAY)
    asked = filled(letters(desk, item, answer_by=day)) | {"step": "send"}
    desk.post(page(item, "ask"), asked)
    quote(item, "Zweite")
    assert proposed_day(desk, item) == day


def test_nobody_is_given_longer_than_the_news_waits(desk):
    item = factories.embargoed(embargo_until=timezone.now() + 3 * DAY)
    quote(item)
    appears = timezone.localdate(item.visible_from)
    assert proposed_day(desk, item) == str(appears - DAY)


def test_a_reminder_after_the_day_names_another_one(desk, item):
    asked = request(item, "Spät", -3)
    day = timezone.localdate() + 3 * DAY
    shown = desk.get(page(item, "remind", asked.pk))
    assert "has passed: this letter asks for the answer by" in text(shown)
    desk.post(page(item, "remind", asked.pk), filled(shown))
    asked.refresh_from_db()
    assert asked.answer_by == day
    assert f"{day:%-d}. " in asked.reminder.body


def test_whoever_was_asked_about_other_news_is_remembered(desk, item):
    speaker = quote(factories.draft(), request_email="").speaker
    earlier = factories.auth_request(speaker.statements.get(), email="buero@x.example")
    earlier.revoke()
    factories.statement(item, speaker, authorised=False)
    shown = desk.get(page(item, "ask"))
    assert "buero@x.example (asked last time)" in text(shown)
    [choice] = [value for name, value in filled(shown).items() if name.endswith("-to")]
    assert choice == "last"


def test_a_speaker_stands_once_on_the_start_page(desk, item):
    for days in (-3, 1, 9):
        asked = request(item, f"Muster{days + 3}", days)
        asked.asked_name = asked.statement.name_as_said
        asked.save()
    start = text(desk.get(reverse("admin:index")))
    for number in (0, 4, 12):
        links_to_it = f"Maria Muster{number} Maria Muster{number}, answer by"
        assert start.count(links_to_it) == 1


@pytest.mark.parametrize("item", ["٣", "²", "9" * 400, "-1", "x"])
def test_what_is_no_number_of_a_news_item_is_nothing_of_ours(desk, item):
    assert desk.get(ADDRESS, {"item": item}).status_code == 200
