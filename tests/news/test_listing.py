"""What a publication brings into the open appears at its moment, and goes with it.

The measure is what a stranger saw while the release was a draft: until its moment, each answer of
the whole site is that one, byte for byte.
"""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from members.models import Organisation, Person
from news.models import NewsItem
from news.press.kit_views import kit_address
from tests import factories as make
from tests.desk import changelist, filled, page, parsed, picture, save, shown_messages, text

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2027, 3, 3, 12))
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
LISTS = ("home", "members:list", "news:list", "news:feed", "sitemap", "competences:atlas")
DATA = ("competences:csv", "competences:json", "competences:json_ld")
WORDS = ("Quirin", "Quandt", "Zyxwerk", "spricht")
REASONS = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "A mistake."}
GERMAN = {
    "embargo": "zum hier gewählten Zeitpunkt und nicht früher",
    "schedule": "zum hier gewählten Zeitpunkt und nicht früher",
    "publish": "sobald Sie bestätigen",
}
SENTENCES = {
    "embargo": "at the moment you choose here and not before",
    "schedule": "at the moment you choose here and not before",
    "publish": "as soon as you confirm",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON - 3 * HOUR, tick=False) as traveller:
        yield traveller


@pytest.fixture
def item():
    """A release with an unknown speaker, who has a portrait, of a new company in the atlas."""
    firm = make.member("Zyxwerk", is_listed=False, logo=ContentFile(picture(), "z.jpg"))
    portrait = {"portrait": ContentFile(picture(), "q.jpg"), "portrait_agreed_on": "2027-01-01"}
    speaker = make.person("Quirin", "Quandt", is_listed=False, **portrait)
    make.mandate(speaker, firm)
    make.competence(firm)
    image = ContentFile(picture(), "i.jpg")
    item = make.draft(organisations=[firm, make.member("Altfirma")], image=image)
    make.statement(item, speaker, [firm], text_de="Quirin spricht.", text_en="Quirin speaks.")
    item.related.add(make.published("Vorher", organisations=[Organisation.objects.first()]))
    return item


def addresses(item):
    """Return every address at which a stranger might find a trace of `item`."""
    statement = item.statements.first()
    person, firm = statement.speaker, statement.organisations.get()
    files = [item.image.url, item.image.w480, firm.logo.url, person.portrait.url]
    return [*pages(item, firm, "de"), *pages(item, firm, "en"), *files, person.portrait.w96]


def pages(item, firm, language):
    rows = [*NewsItem.objects.all(), *Person.objects.all(), *Organisation.objects.all()]
    rows += [*item.statements.all(), firm.competences.get().stage]
    with translation.override(language):
        return [
            *map(reverse, LISTS + DATA),
            *(f"{reverse('search')}?q={word}" for word in WORDS),
            f"{reverse('members:list')}?q=Zyxwerk",
            f"{reverse('news:list')}?member=zyxwerk",
            kit_address(item, language),
            *(row.get_absolute_url(language) for row in rows),
        ]


def answer_to(address):
    answer = Client().get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, answer.headers.get("Location"), body


def view(item):
    """Return {address: (status, where it leads, body)} of what a stranger sees now."""
    return {address: answer_to(address) for address in addresses(item)}


def changed(item, before):
    return {address for address, answer in view(item).items() if answer != before[address]}


def decide(desk, item, verb, moment=None, **typed):
    """Open the page of `verb`, choose a moment if it asks for one, confirm as offered."""
    posted = filled(desk.get(page(item, verb)))
    for name in {"embargo": ["until"], "schedule": ["at"]}.get(verb, []):
        local = timezone.localtime(moment)
        posted |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}
    return desk.post(page(item, verb), posted | typed, follow=True)


@pytest.mark.parametrize("verb", ["embargo", "schedule"])
def test_a_stranger_finds_no_trace_before_the_moment(desk, item, clock, verb):
    before = view(item)
    decide(desk, item, verb, NOON)
    assert not changed(item, before)
    clock.move_to(NOON - SECOND)
    assert not changed(item, before)
    clock.move_to(NOON)
    shown = changed(item, before)
    person, firm = (
        Person.objects.get(family_name="Quandt"),
        Organisation.objects.get(name="Zyxwerk"),
    )
    for language in ("de", "en"):
        for row in (item, person, firm, *item.statements.all(), item.related.get()):
            assert row.get_absolute_url(language) in shown, row
        with translation.override(language):
            assert {reverse(name) for name in LISTS + DATA} <= shown
            assert {f"{reverse('search')}?q={word}" for word in WORDS[:3]} <= shown
    files = (item.image.url, firm.logo.url, person.portrait.url, person.portrait.w96)
    assert set(files) <= {address for address in shown if answer_to(address)[0] == 200}


@pytest.mark.parametrize("verb", ["embargo", "schedule"])
def test_back_to_draft_takes_everything_back(desk, item, clock, verb):
    before = view(item)
    decide(desk, item, verb, NOON)
    decide(desk, item, "draft")
    clock.move_to(NOON + HOUR)
    assert not changed(item, before)


def test_a_moved_embargo_moves_everything(desk, item, clock):
    before = view(item)
    decide(desk, item, "embargo", NOON)
    decide(desk, item, "embargo", NOON + 3 * HOUR)
    clock.move_to(NOON + 3 * HOUR - SECOND)
    assert not changed(item, before)
    clock.move_to(NOON + 3 * HOUR)
    assert len(changed(item, before)) > 20


def test_what_is_withdrawn_takes_along_whom_it_brought(desk, item):
    before = view(item)
    decide(desk, item, "publish")
    assert Person.objects.get(family_name="Quandt").is_public
    desk.post(page(item, "withdraw"), REASONS)
    rows = (item, item.statements.get())
    gone = {row.get_absolute_url(language) for row in rows for language in ("de", "en")}
    gone |= {kit_address(item, language) for language in ("de", "en")}
    assert changed(item, before) == gone


def test_what_the_office_listed_itself_stays(desk, item):
    """What it ticks while the release waits is its own decision too."""
    decide(desk, item, "embargo", NOON)
    save(desk, page(Person.objects.get(family_name="Quandt"), "change"), is_listed="on")
    assert "Quirin Quandt" not in parsed(desk.get(page(item, "embargo"))).find("form").text
    decide(desk, item, "draft")
    assert Person.objects.public().filter(family_name="Quandt").exists()
    assert not Organisation.objects.public().filter(name="Zyxwerk").exists()
    assert Organisation.objects.public().filter(name="Altfirma").exists()


def test_two_releases_may_bring_the_same_person(desk, item, clock):
    person = Person.objects.get(family_name="Quandt")
    other = make.draft()
    make.statement(other, person)
    decide(desk, other, "embargo", NOON + HOUR)
    decide(desk, item, "embargo", NOON)
    moments = []
    for verb, which in (("embargo", item), ("draft", item), ("draft", other)):
        person.refresh_from_db()
        moments.append(person.listed_from)
        if verb == "embargo":
            continue
        decide(desk, which, verb)
    person.refresh_from_db()
    assert [*moments, person.listed_from] == [NOON, NOON, NOON + HOUR, None]


def test_whoever_is_left_out_does_not_appear(desk, item, clock):
    decide(desk, item, "embargo", NOON)
    posted = filled(desk.get(page(item, "leave_out", item.statements.get().pk)))
    desk.post(page(item, "leave_out", item.statements.get().pk), posted | {"reason": "No room."})
    clock.move_to(NOON)
    assert NewsItem.objects.public().filter(pk=item.pk).exists()
    assert not Person.objects.public().filter(family_name="Quandt").exists()
    assert Organisation.objects.public().filter(name="Zyxwerk").exists()  # still what it is about


@pytest.mark.parametrize("verb", SENTENCES)
@pytest.mark.parametrize(("language", "index"), [("en", 0), ("de", 1)])
def test_the_tick_box_says_when_they_appear(desk, item, verb, language, index):
    sentence = (SENTENCES[verb], GERMAN[verb])[index]
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    shown = desk.get(page(item, verb))
    assert text(shown).count(sentence) == 2


def test_the_office_sees_and_changes_who_appears(desk, item, clock):
    decide(desk, item, "embargo", NOON)
    panel = desk.get(page(item, "change"))
    assert "Appear with it, not before: Quirin Quandt, Zyxwerk" in text(panel)
    assert "on 3 March 2027, 12:00 (Berlin time) and not before" in text(
        desk.get(page(item, "listing"))
    )
    answer = decide(desk, item, "listing", people=[])
    assert shown_messages(answer) == [f"Who appears with “{item}” is stored."]
    clock.move_to(NOON)
    assert not Person.objects.public().filter(family_name="Quandt").exists()
    assert Organisation.objects.public().filter(name="Zyxwerk").exists()
    decide(desk, item, "listing", people=[Person.objects.get(family_name="Quandt").pk])
    assert Person.objects.public().filter(family_name="Quandt").exists()


def test_the_persons_form_says_with_what_it_appears(desk, item):
    decide(desk, item, "embargo", NOON)
    person = Person.objects.get(family_name="Quandt")
    shown = text(desk.get(page(person, "change")))
    assert "March 3, 2027" in shown or "3 March 2027" in shown
    assert not person.is_public
    hidden = desk.get(changelist(Person, "?is_listed__exact=0"))
    assert "Quirin Quandt" in text(hidden)


def test_fields_without_a_button_are_not_shown(desk, item):
    make.statement(item, authorised=False)
    for verb in ("publish", "schedule", "embargo"):
        shown = parsed(desk.get(page(item, verb)))
        assert not shown.select("#content form input:not([type=hidden])")
        assert "cannot be published before each of these" in shown.text


@pytest.mark.parametrize("verb", ["embargo", "schedule"])
def test_the_moment_in_force_is_shown_and_proposed(desk, item, verb):
    decide(desk, item, verb, NOON)
    shown = desk.get(page(item, verb))
    assert "In force" in text(shown)
    assert "3 March 2027, 12:00 (Berlin time)" in text(shown)
    assert {"2027-03-03", "12:00"} <= {v for v in filled(shown).values() if isinstance(v, str)}


def test_an_update_of_many_moves_whom_they_bring(client, item):
    person = Person.objects.get(family_name="Quandt")
    item.list_with(people=[person])
    for moment, status in ((NOON - 4 * HOUR, 200), (NOON, 404), (None, 404)):
        assert NewsItem.objects.filter(pk=item.pk).update(published_at=moment) == 1
        assert client.get(person.get_absolute_url()).status_code == status
        person.refresh_from_db()
        assert person.listed_from == moment
