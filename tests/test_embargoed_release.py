"""A joint release under embargo, from the pasted text to its withdrawal, and a stranger meanwhile.

Everything that is not public yet bears a mark. After each step, and around each moment, a stranger
reads the whole site and finds it byte for byte as it was before the office began.
"""

from collections import Counter

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from members.models import Person
from members.own_page.yearly_check import token
from news.models import Answer, Authorisation, NewsItem
from news.release_desk import links
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import change, page, picture, save, upload
from tests.members.own_page.forms import at, signed_in
from tests.news.authorising import ask, give_answer, letters
from tests.news.intake.pages import confirm, give, tick_doubtful
from tests.news.inviting import invite
from tests.news.release_desk.test_notices import decide
from tests.reading import fetch, soup
from tests.stranger import Stranger, marked

pytestmark = pytest.mark.django_db(transaction=True)
ELEVEN = timezone.make_aware(timezone.datetime(2027, 3, 3, 11))
TWO = timezone.make_aware(timezone.datetime(2027, 3, 3, 14))
RELEASE = """Lutetium aus einer Hand: Zqkopf

Dresden, 3. März 2027. Die Alpha AG, die Beta AG und die Neuhaus Zqhaus GmbH bauen die Zqanlage.

„Wir fangen im Zqfrühling an“, sagt Maria Muster, Geschäftsführerin der Alpha AG.

„Die Zqanlage ist zu teuer“, sagt Otto Offen, Leiter der Beta AG.

„Unser Zqteam freut sich sehr“, sagt Mira Zqmira, Gründerin der Neuhaus Zqhaus GmbH.

„Das Zqlabor wächst mit“, sagt Jan Zqjan, Sprecher der Beta AG.
"""
ENGLISH = {
    "Maria": ("We begin in zqspring", "Managing Director", "Alpha AG"),
    "Otto": ("The zqplant is too dear", "Head", "Beta AG"),
    "Mira": ("Our zqteam is very glad", "Founder", "Neuhaus Zqhaus GmbH"),
    "Jan": ("The zqlab grows with it", "Spokesman", "Beta AG"),
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(parse_datetime("2027-03-01T09:00+01:00"), tick=False) as traveller:
        yield traveller


def begin():
    """Store what is public already; Maria's assistant answers for her, Robin speaks for Beta."""
    office = {"role": "coordinator", "email": "office@x.example", "telephone": "0351 1"}
    make.organisation("Geschäftsstelle", **office)
    alpha, beta = make.member("Alpha AG"), make.member("Beta AG")
    make.competence(alpha, radionuclide=make.radionuclide())
    paul = {"delegate_name": "Paul Press", "delegate_email": "paul@alpha.example"}
    make.mandate(make.person("Maria", "Muster"), alpha, **paul)
    otto = make.person("Otto", "Offen", request_email="otto@beta.example")
    make.mandate(otto, beta, job_title_de="Leiter", job_title_en="Head")
    make.statement(make.published(organisations=[alpha, beta]), otto, [beta])
    return make.representative(beta)


def pages_of_member(user):
    """Return where somebody of a member that takes part reads about it: own page, yearly check."""
    pages = [at(name, user.organisations.get()) for name in ("organisation", "mandate_new")]
    return [*pages, reverse("check", args=[token(user)])]


def read_in(desk):
    pasted = give(desk, RELEASE)
    confirm(desk, pasted, **tick_doubtful(pasted))
    return NewsItem.objects.get(headline_de__contains="Zqkopf")


def complete(desk, item):
    """Write the English side into the form, choose a picture, say what is public of whom."""
    typed = {"headline_en": "Lutetium from zqhead", "body_en": "<p>They build the zqplant.</p>"}
    for number, statement in enumerate(item.statements.order_by("position")):
        text, title, firm = ENGLISH[statement.speaker.given_name]
        side = {"text": text, "title_as_said": title, "organisation_as_said": firm}
        typed |= {f"statements-{number}-{name}_en": words for name, words in side.items()}
    image = {"image": upload(picture((900, 600)), "zqbild.jpg"), "image_credit": "Zqfoto"}
    image |= {"image_alt_text_de": "Zqhalle", "image_alt_text_en": "Zqhall"}
    save(desk, change(item), **typed, **image)
    item.refresh_from_db()
    assert (item.headline_en, bool(item.image)) == ("Lutetium from zqhead", True)


def ask_everybody(desk, item):
    """Know where the two new people are asked; Jan is written to in English."""
    for name, address in (("Mira", "mira@zqhaus.example"), ("Jan", "jan@beta.example")):
        person = Person.objects.get(given_name=name)
        save(desk, change(person), request_email=address)
    jan = item.statements.get(speaker__given_name="Jan")
    assert "Paul Press" in letters(desk, item).rendered_content
    ask(desk, item, **{f"s{jan.pk}-language": "en"})
    return {s.speaker.given_name: s.requests.get() for s in item.statements.all()}


def agreed():
    """Return {(given name, language)} of the wordings that stand and are agreed to."""
    rows = Authorisation.objects.valid().filter(statement__item__headline_de__contains="Zqkopf")
    return {
        (row.statement.speaker.given_name, row.language)
        for row in rows
        if row.text == getattr(row.statement, f"text_{row.language}")
    }


def follow_links(item):
    """Open each speaker's link as mail scanners do: it decides nothing."""
    for statement in item.statements.all():
        path = links.address(statement.requests.get())
        assert Client().get(path).status_code == Client().head(path).status_code == 200
    assert agreed() == set()


def answer_all(desk, item, requests):
    """Each speaker chooses for each language; nothing else is agreed to at any moment."""
    give_answer(requests["Maria"], answered_by="Paul Press")
    agreements = {("Maria", "de"), ("Maria", "en")}
    assert agreed() == agreements
    give_answer(requests["Otto"], "declined", reason="Not in my name.")
    change_of_word = {"text_de": "Unser Zqteam freut sich riesig", "decision_en": "not_yet"}
    give_answer(requests["Mira"], "changed", **change_of_word)
    give_answer(requests["Jan"], decision_en="not_yet")
    agreements |= {("Jan", "de")}
    assert agreed() == agreements
    desk.post(page(item, "answer", Answer.objects.get(decision_de="changed").pk))
    agreements |= {("Mira", "de")}
    assert agreed() == agreements
    give_answer(requests["Jan"])
    give_answer(requests["Mira"])
    agreements |= {("Mira", "en"), ("Jan", "en")}
    assert agreed() == agreements
    otto = item.statements.get(speaker__given_name="Otto")
    desk.post(page(item, "leave_out", otto.pk), {"reason": "Declined."})
    assert agreed() == agreements


def invite_two(desk, item):
    """Invite two journalists, each in their language; return {language: PressPreview}."""
    invite(desk, item, journalists="Jo Presse, Zeitung, jo@zeitung.example")
    kim = {"journalists": "Kim Funk, Radio, kim@radio.example", "language": "en"}
    invite(desk, item, **kim)
    return {preview.language: preview for preview in item.previews.all()}


def journalists_see_all(previews, clock_time):
    """The two read what will be public, marked with the moment in force, and nothing of Otto."""
    for code, preview in previews.items():
        response = fetch(links.address(preview, code))
        words = soup(response).main.get_text(" ")
        assert clock_time in words
        assert "riesig" in words if code == "de" else "glad" in words
        assert not {"teuer", "dear"} & set(words.split())
        kit = Client().get(links.address(preview, code, "press_preview_kit"))
        assert f"embargo-2027-03-03-{clock_time.replace(':', '')}-" in kit["Content-Disposition"]


def open_to_all(stranger, item, previews):
    """At its moment everything is there at once, everywhere; Otto's words are nowhere."""
    pages = stranger.pages()
    marked_pages = marked(pages)
    otto = item.statements.get(speaker__given_name="Otto")
    closed = {otto.get_absolute_url(code) for code in ("de", "en")}
    assert {a for a, status in stranger.statuses().items() if status not in (200, 301)} == closed
    for address in ("/de/", "/en/", "/de/aktuelles/", "/en/news/", "/sitemap.xml"):
        assert address in marked_pages
    for question in ("de/suche/?q=Neuhaus", "en/search/?q=Mira", "en/search/?q=Lutetium"):
        assert f"/{question}" in marked_pages
    for body in (body.lower() for _, body in pages.values()):
        assert b"zu teuer" not in body
        assert b"too dear" not in body
    for code, preview in previews.items():
        assert fetch(links.address(preview, code))["Location"] == item.get_absolute_url(code)


def outbox_is_complete(coordinator):
    """Every letter that was to go went once, in its language, whole, with its own link."""
    sent = Counter((letter.to.split("@")[0], letter.kind) for letter in Letter.objects.all())
    expected = {("paul", "request"): 1, ("paul", "receipt"): 1, ("otto", "request"): 1}
    expected |= {("otto", "receipt"): 1, ("mira", "request"): 1, ("mira", "receipt"): 2}
    expected |= {("jan", "request"): 1, ("jan", "receipt"): 2, ("jo", "preview"): 2}
    expected |= {("kim", "preview"): 2, (coordinator.email.split("@")[0], "notice"): 6}
    assert sent == expected
    assert {letter.state for letter in Letter.objects.all()} == {"sent"}
    assert len(mail.outbox) == sum(expected.values())
    for message in mail.outbox:
        assert "{" not in message.subject + message.body
        assert "}" not in message.subject + message.body
        english = message.to[0] in ("kim@radio.example", "jan@beta.example")
        assert message.extra_headers["Content-Language"] == ("en" if english else "de")
    tell_no_more_than_needed()


def tell_no_more_than_needed():
    """No letter has another speaker's words; each says whom to call."""
    words = {"paul": "Zqfrühling", "otto": "teuer", "mira": "Zqteam", "jan": "Zqlabor"}
    for letter in Letter.objects.exclude(kind="notice"):
        to = letter.to.split("@")[0]
        assert not [word for who, word in words.items() if who != to and word in letter.body]
        assert "office@x.example" in letter.body


def test_a_release_under_embargo(desk, coordinator, clock):
    robin = begin()
    stranger = Stranger(clock)
    stranger.member, stranger.members_pages = signed_in(robin), pages_of_member(robin)
    item = read_in(desk)
    stranger.learn(item)
    stranger.finds_nothing()
    complete(desk, item)
    stranger.learn(item)
    requests = ask_everybody(desk, item)
    follow_links(item)
    answer_all(desk, item, requests)
    stranger.finds_nothing()
    decide(desk, item, "embargo", ELEVEN)
    item.refresh_from_db()
    assert item.state == "embargoed"
    assert len(item.listed()) == 3
    previews = invite_two(desk, item)
    journalists_see_all(previews, "11:00")
    stranger.finds_nothing_at("10:59")
    decide(desk, item, "embargo", TWO)
    journalists_see_all(previews, "14:00")
    stranger.finds_nothing_at("11:00", "13:59:59")
    clock.move_to(TWO)
    open_to_all(stranger, item, previews)
    assert all("jan zqjan" in stranger.read_as_member(a) for a in stranger.members_pages)
    outbox_is_complete(coordinator)
    reasons = {"withdrawal_reason_de": "Irrtum.", "withdrawal_reason_en": "Mistake."}
    desk.post(page(item, "withdraw"), reasons)
    assert set(stranger.statuses().values()) == {404, 410}
    assert marked(stranger.pages()) == []
