"""The verbs of a news item: each says what happens, happens on POST, and only when it applies."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from news.models import NewsItem
from tests import factories
from tests.desk import change, filled, page, parsed, save, shown_messages, text, upload

pytestmark = pytest.mark.django_db
REASONS = {"withdrawal_reason_de": "Ein Fehler.", "withdrawal_reason_en": "A mistake."}


def moment(name, day="2099-06-01", time="10:00"):
    return {f"{name}_0": day, f"{name}_1": time}


INPUT = {
    "publish": {},
    "schedule": moment("at"),
    "embargo": moment("until"),
    "listing": {},
    "draft": {},
    "correct": {"note_de": "Hier stand 7, richtig ist 8.", "note_en": "7 should read 8."},
    "withdraw": REASONS,
}
AFTER = {
    "publish": "published",
    "schedule": "scheduled",
    "embargo": "embargoed",
    "draft": "draft",
    "correct": "published",
    "withdraw": "withdrawn",
}
APPLY = {
    "draft": {"publish", "schedule", "embargo"},
    "scheduled": {"publish", "schedule", "embargo", "listing", "draft"},
    "embargoed": {"publish", "embargo", "listing", "draft"},
    "published": {"listing", "correct", "withdraw"},
    "withdrawn": {"publish"},
}


def item_in(state):
    item = factories.draft("Meldung")
    if state == "scheduled":
        item.publish(at=timezone.now() + timedelta(days=1))
    elif state == "embargoed":
        item.embargo(timezone.now() + timedelta(days=1))
    if state in ("embargoed", "published", "withdrawn"):
        item.publish()
    if state == "withdrawn":
        item.withdraw(**REASONS)
    assert item.state == state
    return item


@pytest.mark.parametrize("verb", INPUT)
@pytest.mark.parametrize("state", APPLY)
def test_every_verb_in_every_state(desk, state, verb):
    item = item_in(state)
    address = page(item, verb)
    panel = str(parsed(desk.get(change(item))).select_one(".state-panel"))
    offered = f'value="{verb}"' in panel or address in panel
    assert offered is (verb in APPLY[state])
    seen = desk.get(address, follow=True)
    item.refresh_from_db()
    assert item.state == state  # a GET only shows
    answer = desk.post(address, INPUT[verb], follow=True)
    item.refresh_from_db()
    if verb in APPLY[state]:
        assert seen.redirect_chain == []
        assert item.state == AFTER.get(verb, state)
        assert str(item) in shown_messages(answer)[0]
        assert item.history.first().history_user.is_staff
    else:
        assert item.state == state
        assert "does not apply" in shown_messages(answer)[0]


@pytest.mark.parametrize("verb", INPUT)
def test_verbs_need_a_right_and_an_item(desk, verb):
    item = factories.draft()
    stranger = Client()
    stranger.force_login(factories.coordinator())
    for method in ("get", "post"):
        assert getattr(stranger, method)(page(item, verb), INPUT[verb]).status_code == 403
        assert getattr(desk, method)(f"/admin/news/newsitem/999/{verb}/").status_code == 404
        assert getattr(Client(), method)(page(item, verb)).status_code == 302
    item.refresh_from_db()
    assert item.state == "draft"


# What the coordinator reads before deciding ------------------------------------------------------


def test_the_page_says_what_will_not_appear(desk):
    item = factories.draft(headline_en="", image=None)
    speaker = factories.person("Maria", "Muster")
    factories.statement(item, speaker, authorised=False, text_en="")
    factories.statement(item, factories.person("Jonas", "Ja"))
    said = text(desk.get(page(item, "publish")))
    assert "Not authorised: the words of Maria Muster (German)." in said
    assert "Jonas Ja" not in said
    assert "Not translated: headline (English)" in said
    assert "Everything is there" not in said


def test_the_page_says_when_everything_is_there(desk):
    item = factories.draft()
    factories.statement(item)
    assert "Everything is there" in text(desk.get(page(item, "publish")))


def test_a_picture_without_words_is_mentioned(desk):
    item = factories.draft(image=upload(), image_alt_text_de="Ein Bild")
    said = text(desk.get(page(item, "publish")))
    assert "no alternative text (English)" in said
    assert "no alternative text (German)" not in said


@pytest.mark.parametrize(
    ("language", "credit", "future"),
    [
        ("en", "The picture has no credit.", "It is dated 1 May 2099, a day still to come"),
        ("de", "Das Bild hat keinen Bildnachweis.", "Sie trägt das Datum 1. Mai 2099"),
    ],
)
def test_a_credit_that_lacks_and_a_day_to_come_are_mentioned(desk, language, credit, future):
    item = factories.draft(image=upload(), dated_on="2099-05-01")
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for verb in ("publish", "schedule", "embargo"):
        shown = text(desk.get(page(item, verb)))
        assert credit in shown
        assert future in shown


def test_a_picture_of_published_news_is_asked_about_before_everyone_sees_it(desk):
    item = factories.published()
    image = {"image": upload(), "image_alt_text_de": "Ein Bild"}
    refused = save(desk, change(item), **image)
    for sentence in ("no alternative text (English)", "has no credit", "everyone sees it at once"):
        assert sentence in text(refused)
    item.refresh_from_db()
    assert not item.image
    again = filled(refused) | {"image": upload(), "_continue": "1"}
    desk.post(change(item), again)
    item.refresh_from_db()
    assert item.image


def test_a_described_picture_is_shown_at_once(desk):
    item = factories.published()
    words = {"image_alt_text_de": "Ein Bild", "image_alt_text_en": "A view", "image_credit": "Ich"}
    save(desk, change(item), image=upload(), **words)
    item.refresh_from_db()
    assert item.image


@pytest.mark.parametrize("verb", ["schedule", "embargo"])
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", {"schedule": "set an embargo", "embargo": "If nobody is to read it before"}),
        ("de", {"schedule": "setzen Sie eine Sperrfrist", "embargo": "wählen Sie „Planen …“"}),
    ],
)
def test_scheduling_and_embargo_are_told_apart(desk, verb, language, sentences):
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert sentences[verb] in text(desk.get(page(factories.draft(), verb)))


def test_hidden_people_and_organisations_are_listed_if_wanted(desk):
    firm = factories.organisation("Verborgen", is_listed=False)
    kept = factories.organisation("Geheim", is_listed=False)
    speaker = factories.person("Jonas", "Probe", is_listed=False)
    item = factories.draft(organisations=[kept])
    factories.statement(item, speaker, [firm])
    posted = filled(desk.get(page(item, "publish")))
    assert posted["people"] == [str(speaker.pk)]
    assert set(posted["organisations"]) == {str(firm.pk), str(kept.pk)}
    desk.post(page(item, "publish"), posted | {"organisations": [firm.pk]})
    for record, public in ((firm, True), (speaker, True), (kept, False)):
        record.refresh_from_db()
        assert record.is_public is public
        assert not record.is_listed  # it goes with the news item
    assert firm.history.first().history_user.is_staff


def test_nobody_else_can_be_listed_this_way(desk):
    item, stranger = factories.draft(), factories.person(is_listed=False)
    factories.statement(item, factories.person(is_listed=False))
    desk.post(page(item, "publish"), {"people": [stranger.pk]})
    stranger.refresh_from_db()
    assert not stranger.is_public
    assert not item.is_public


def test_nothing_without_a_headline_is_published(desk):
    item = factories.draft(headline_de="", headline_en="")
    for verb in ("publish", "schedule", "embargo"):
        answer = desk.post(page(item, verb), INPUT[verb])
        assert "A headline is needed" in text(answer)
    item.refresh_from_db()
    assert item.published_at is None


# Moments -----------------------------------------------------------------------------------------


def test_moments_are_typed_and_shown_in_berlin_time(desk):
    item = factories.draft()
    shown = desk.get(page(item, "schedule"))
    assert "Europe/Berlin" in text(shown)
    desk.post(page(item, "schedule"), moment("at", "2099-01-15", "09:30"))
    item.refresh_from_db()
    assert item.published_at == datetime(2099, 1, 15, 8, 30, tzinfo=UTC)
    assert "15 January 2099, 09:30 (Berlin time)" in text(desk.get(change(item)))


@pytest.mark.parametrize(
    ("day", "time", "sentence"),
    [
        ("2027-03-28", "02:30", "clocks"),  # does not exist
        ("2027-10-31", "02:30", "clocks"),  # exists twice
        ("2020-01-01", "10:00", "passed"),
        ("0001-01-01", "00:00", "passed"),
        ("", "", "required"),
        ("2099-01-01", "", "required"),
        ("2099-02-30", "10:00", "valid date"),
        ("2099-01-01", "25:00", "valid time"),
        ("\x00", "\x00", "valid"),
        ("99999-01-01", "10:00", "valid date"),
    ],
)
@pytest.mark.parametrize(("verb", "name"), [("schedule", "at"), ("embargo", "until")])
def test_moments_that_are_none_get_a_sentence(desk, verb, name, day, time, sentence):
    item = factories.draft()
    answer = desk.post(page(item, verb), moment(name, day, time))
    assert answer.status_code == 200
    assert sentence in text(answer)
    item.refresh_from_db()
    assert item.state == "draft"


def test_the_last_moment_of_the_calendar_is_survived(desk):
    item = factories.draft()
    desk.post(page(item, "schedule"), moment("at", "9999-12-31", "23:59"))
    assert desk.get(change(item)).status_code == 200
    assert desk.get("/admin/").status_code == 200


def test_the_clock_publishes_what_was_scheduled(desk):
    item = factories.draft()
    desk.post(page(item, "embargo"), moment("until", "2027-07-01", "06:00"))
    for now, count in (("2027-07-01T03:59Z", 0), ("2027-07-01T04:00Z", 1)):
        with time_machine.travel(now, tick=False):
            assert NewsItem.objects.public().count() == count


# Withdrawing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", REASONS)
@pytest.mark.parametrize("reason", ["", "x" * 10_000, "a\x00b"])
def test_withdrawing_needs_reasons_in_both_languages(desk, missing, reason):
    item = factories.published()
    answer = desk.post(page(item, "withdraw"), REASONS | {missing: reason})
    assert answer.context["form"].errors[missing]
    item.refresh_from_db()
    assert item.is_public


def test_a_withdrawn_item_can_be_edited_and_published_again(desk):
    item = item_in("withdrawn")
    assert "A mistake." in text(desk.get(change(item)))
    save(desk, change(item), headline_de="Berichtigt")
    desk.post(page(item, "publish"))
    item.refresh_from_db()
    assert item.is_public
    assert item.withdrawn_at is None
