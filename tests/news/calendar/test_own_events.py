"""A representative proposes an event; the office decides; a trusted organisation publishes."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Event
from nuklid.base.letters.models import Letter
from tests import desk as office
from tests import factories as make
from tests.news.calendar.reading import words
from tests.reading import fetch, form_values, soup

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + timedelta(days=30)
TYPED = {"title_de": "Fachtag", "start_date": f"{DAY:%Y-%m-%d}", "address_locality": "Dresden"}


@pytest.fixture
def alpha():
    return make.member("Alpha")


@pytest.fixture
def member(client, alpha):
    """A client that is signed in as a representative of Alpha."""
    user = make.representative(alpha, language="en")
    client.force_login(user)
    return client


def page(of, *rest):
    return "/".join(["/en/my-profile/organisation", of.slug, "events", *map(str, rest), ""])


def send(client, address, **typed):
    form = soup(client.get(address)).select_one("form.form")
    return client.post(address, form_values(form) | typed, follow=True)


def test_a_proposal_waits_and_the_office_publishes_it(member, alpha, colleague):
    assert "You get a mail" in send(member, page(alpha, "new"), **TYPED).text
    event = Event.objects.get()
    assert (event.state, list(event.organisers.all())) == (Event.State.PROPOSED, [alpha])
    assert fetch("/de/termine/fachtag/").status_code == 404
    assert "Fachtag" not in words("/de/termine/")
    assert Letter.objects.filter(kind="notice").exists()
    office.save(colleague, office.page(event, "publish"))
    assert "Fachtag" in words("/de/termine/")
    letter = Letter.objects.get(kind="decision")
    assert letter.subject == "Your event is published: Fachtag"
    assert "/en/events/fachtag/" in letter.body


def test_a_declined_proposal_says_why_and_can_be_sent_again(member, alpha, colleague):
    event = make.proposed_event(alpha, by=alpha.representatives.get())
    office.save(colleague, office.page(event, "decline"), reason="Zu weit weg.")
    assert "Zu weit weg." in Letter.objects.get(kind="decision").body
    assert "Zu weit weg." in member.get(page(alpha)).text
    send(member, page(alpha, event.pk), title_de="Näher dran")
    event.refresh_from_db()
    assert (event.state, event.title_de) == (Event.State.PROPOSED, "Näher dran")
    assert event.decline_reason == ""


def test_the_proposer_hears_of_a_move_and_a_cancellation(alpha, colleague):
    by = make.representative(alpha, language="de")
    event = make.proposed_event(alpha, by=by)
    office.save(colleague, office.page(event, "publish"))
    office.save(colleague, office.page(event, "cancel"), reason_de="Streik.")
    office.save(colleague, office.page(event, "move"), reason_de="Kein Streik.")
    moved = {"address_locality": "Chemnitz", "reason_de": "Der Saal ist belegt."}
    office.save(colleague, office.page(event, "move"), **moved)
    _published, *changed = Letter.objects.filter(kind="decision").order_by("pk")
    assert [(letter.to, letter.subject) for letter in changed] == [
        (by.email, f"{verb}: {event.title_de}")
        for verb in ("Abgesagt", "Findet doch statt", "Verlegt")
    ]
    for letter, reason in zip(
        changed, ("Streik.", "Kein Streik.", "Saal ist belegt."), strict=True
    ):
        assert reason in letter.body
        assert "/de/termine/" in letter.body


@pytest.mark.parametrize(
    ("language", "events"),
    [("de", "/de/mein-profil/einrichtung/alpha/termine/"),
     ("en", "/en/my-profile/organisation/alpha/events/")],
)  # fmt: skip
def test_the_letter_leads_to_the_page_in_its_language(alpha, colleague, language, events):
    event = make.proposed_event(alpha, by=make.representative(alpha, language=language))
    office.save(colleague, office.page(event, "decline"), reason="Zu weit weg.")
    assert events in Letter.objects.get(kind="decision").body


def test_a_trusted_organisation_publishes_at_once(member, alpha):
    alpha.publishes_events = True
    alpha.save()
    send(member, page(alpha, "new"), **TYPED, text_de="Erster Absatz & mehr.\n\n<b>Zweiter</b>")
    assert "Fachtag" in words("/de/termine/")
    article = soup(fetch("/de/termine/fachtag/")).select_one(".prose")
    assert [p.text for p in article.select("p")] == ["Erster Absatz & mehr.", "<b>Zweiter</b>"]


COURSE = {
    "kind": "course",
    "start_time": "09:00",
    "time_zone": "Europe/Lisbon",
    "other_organisers": "Universität Beispielstadt",
    "level": "advanced",
    "in_language": "both",
    "certificate_de": "Fachkundebescheinigung",
    "recognised_as_de": "Modul GG nach § 48 StrlSchV",
}


def test_a_course_says_all_that_a_course_has(member, alpha):
    alpha.publishes_events = True
    alpha.save()
    send(member, page(alpha, "new"), **TYPED, **COURSE)
    assert Event.objects.filter(**COURSE).exists()
    shown = words("/de/termine/fachtag/")
    for words_of_course in ("Aufbaukurs", "Beispielstadt", "Fachkundebescheinigung", "Modul GG"):
        assert words_of_course in shown


def test_a_double_click_stores_one(member, alpha):
    for _ in range(2):
        send(member, page(alpha, "new"), **TYPED)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title_de": ""}, "title_de"),
        ({"start_date": ""}, "start_date"),
        ({"address_locality": ""}, "address_locality"),
        ({"end_time": "12:00"}, "start_time"),
        ({"title_de": "x" * 10_000}, "title_de"),
        ({"registration_url": "javascript:alert(1)"}, "registration_url"),
    ],
)
def test_what_is_missing_is_said_at_its_field(member, alpha, typed, field):
    refused = send(member, page(alpha, "new"), **TYPED | typed)
    assert list(refused.context["form"].errors) == [field]
    assert not Event.objects.exists()


def test_what_is_public_only_the_office_changes(member, alpha):
    event = make.proposed_event(alpha)
    event.publish()
    assert member.get(page(alpha, event.pk)).status_code == 404
    make.organisation("Office", role="coordinator", email="office@nuklid.example")
    for rest in ((), ("new",)):
        shown = soup(member.get(page(alpha, *rest))).select_one("main")
        assert shown.select_one("a[href='mailto:office@nuklid.example']")


@pytest.mark.parametrize("rest", [(), ("new",)])
def test_nobody_enters_events_for_others(member, rest):
    assert member.get(page(make.member("Beta"), *rest)).status_code == 404
    beta = make.proposed_event(make.member("Gamma"))
    assert member.get(page(beta.proposed_for, beta.pk)).status_code == 404


def test_texts_that_nobody_touched_stay_as_they_are(member, alpha):
    event = make.proposed_event(alpha, text_de="<p>Mit <strong>Fettem</strong>.</p>")
    send(member, page(alpha, event.pk), title_de="Neu")
    event.refresh_from_db()
    assert (event.title_de, event.text_de) == ("Neu", "<p>Mit <strong>Fettem</strong>.</p>")


def test_who_saves_second_keeps_what_others_saved(member, alpha):
    event = make.proposed_event(alpha, text_de="<p>Alt.</p>", text_en="<p>Old.</p>")
    address = page(alpha, event.pk)
    offered = form_values(soup(member.get(address)).select_one("form.form"))
    event.address_locality, event.start_time = "Radeberg", "10:30"
    event.text_de = "<p>Mit <strong>Fettem</strong>.</p>"
    event.save()
    refused = soup(member.post(address, offered | {"title_de": "Neu", "text_en": "New."}))
    shown = [dt.get_text() for dt in refused.select("section[aria-labelledby=meanwhile] dt")]
    assert shown == ["Text (German)", "At", "Town"]
    member.post(address, form_values(refused.select_one("form.form")))
    event.refresh_from_db()
    assert (event.title_de, event.address_locality) == ("Neu", "Radeberg")
    assert f"{event.start_time:%H:%M}" == "10:30"
    assert event.text_de == "<p>Mit <strong>Fettem</strong>.</p>"
    assert event.text_en == "<p>New.</p>"


def test_who_is_erased_leaves_no_name_with_an_event(alpha, desk):
    user = make.representative(alpha, email="karla@alpha.example")
    event = make.proposed_event(alpha, by=user)
    address = f"/admin/members/user/{user.pk}/rights/"
    assert b"news.Event" in read_export(desk.post(address, {"do": "export"}))
    desk.post(address, {"do": "erase", "sure": "on"})
    event.refresh_from_db()
    assert "karla" not in str(event.proposed_by)
    assert event.state == Event.State.PROPOSED


def read_export(response):
    return zipfile.ZipFile(io.BytesIO(response.content)).read("data.json")


SLIPS = [("start_date", "9999-12-31"), ("end_date", "9999-12-31"), ("start_date", "0026-12-01")]


@pytest.mark.parametrize(("field", "day"), SLIPS)
def test_a_slip_in_the_year_is_said_at_its_field(member, alpha, colleague, field, day):
    clock = {"start_time": "00:10", "end_time": "00:20"}
    refused = send(member, page(alpha, "new"), **TYPED | clock | {field: day})
    assert "Check the year" in str(refused.context["form"].errors[field])
    assert not Event.objects.exists()
    event = make.event()
    reason = {"reason_de": "Weil."}
    refused = office.save(colleague, office.page(event, "move"), **{field: day}, **reason)
    assert "Check the year" in str(refused.context["form"].errors[field])


def test_no_copy_lies_beyond_all_calendars(colleague):
    event = make.event()
    refused = office.save(colleague, office.page(event, "copy"), start_date="9999-12-31")
    assert "Check the year" in str(refused.context["form"].errors["start_date"])
