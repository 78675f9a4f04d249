"""What the release desk promises, walked in Chromium in both languages: early, agreed, told."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from members.models import User
from news.models import Answer, DismissedQuotation, NewsItem, Statement
from news.release_desk import links
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import change
from tests.desk import page as address_of
from tests.looking import press
from tests.news.authorising import ask, give_answer, quote, shown
from tests.news.release_desk.test_attribution import quotation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "#content .submit-row input[type=submit]"
WORDS = "Wir bauen das Labor in zwei Jahren fertig"


@pytest.fixture(params=["de", "en"])
def language(request):
    return request.param


@pytest.fixture
def office(page, context, live_server, coordinator, sign_in, language):
    """Return what opens an address as the coordinator, who reads and is written to so."""
    sign_in(coordinator)
    User.objects.update(language=language)
    cookie = {"name": "django_language", "value": language, "url": live_server.url}
    context.add_cookies([cookie])

    def visit(address):
        page.goto(live_server.url + address)
        return page.locator("main, #content-start").first.inner_text()

    return visit


def in_words(language, sentence):
    with override(language):
        return gettext(sentence)


def statuses(*rows):
    paths = (row.get_absolute_url(code) for row in rows for code in ("de", "en"))
    return {Client().get(path).status_code for path in paths}


def choose_moment(page, moment):
    local = timezone.localtime(moment)
    page.locator("[name=until_0]").fill(f"{local:%Y-%m-%d}")
    page.locator("[name=until_1]").fill(f"{local:%H:%M}")
    press(page.locator(SEND))


def test_an_embargo_hides_whom_it_brings_and_tells_who_knows_when_it_moves(page, office, language):
    hidden = [make.person(is_listed=False), make.organisation(is_listed=False)]
    item = make.draft(organisations=hidden[1:])
    make.statement(item, hidden[0], hidden[1:])
    begin = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    assert {"de": "nicht früher", "en": "not before"}[language] in office(
        address_of(item, "embargo")
    )
    choose_moment(page, begin)
    assert statuses(item, *hidden) == {404}
    preview = make.preview(NewsItem.objects.get(), language=language)
    assert timezone.localtime(begin).strftime("%H:%M") in office(address_of(item, "embargo"))
    assert page.locator(f"[name={language}-body]").count() == 1  # the letter is seen first
    choose_moment(page, begin + timedelta(hours=3))
    (letter,) = mail.outbox
    moment = timezone.localtime(begin + timedelta(hours=3)).strftime("%H:%M")
    assert moment in letter.subject
    for at in (begin, begin + timedelta(hours=2)):
        with time_machine.travel(at, tick=False):
            assert statuses(item, *hidden) == {404}
    with time_machine.travel(begin + timedelta(hours=3), tick=False):
        assert statuses(item, *hidden) == {200}
    page.context.clear_cookies()
    read = office(links.address(preview, language))
    assert moment in read
    assert page.locator("a[href*='press']").count()


def test_nobody_agrees_to_what_was_not_chosen(page, office, desk, language):
    item = make.draft("Bericht")
    statement = quote(item)
    ask(desk, item)
    auth_request = statement.requests.get()
    office(change(Letter.objects.get()))
    assert auth_request.key not in page.content()
    path = links.address(auth_request, language)
    assert in_words(language, "You are signed in as the office: you can look, but not answer.") in (
        office(path)
    )
    assert page.locator("button[value=answer]").count() == 0
    page.context.clear_cookies()
    office(path)
    assert page.locator("input[type=radio]:checked").count() == 0
    page.locator("[name=decision_de][value=changed]").check()
    page.locator("[name=text_de]").fill("Ein neues Wort.")
    refuse(page, language)
    assert "English" in page.locator(".problems").inner_text() or language == "de"
    assert not Answer.objects.exists()
    page.locator("[name=decision_en][value=not_yet]").check()
    press(page.locator("button[value=answer]"))
    decided = page.locator(".notice").first.inner_text()
    receipt = next(m for m in mail.outbox if "Ein neues Wort." in m.body)
    for words in ("authorised with a change", "not decided yet"):
        assert in_words(language, words) in decided
        assert in_words("de", words) in receipt.body  # the letter that asked was German
    page.locator("[name=decision_de][value=declined]").check()
    page.locator("[name=decision_en][value=declined]").check()
    refuse(page, language)
    assert in_words(language, "Your answer has arrived. Thank you.") not in page.content()
    assert shown(auth_request) == []
    Answer.objects.get().take_over()
    assert shown(auth_request) == ["de"]


def refuse(page, language):
    """Send what is not complete; what is missing is the first thing that is seen."""
    press(page.locator("button[value=answer]"))
    assert page.title().startswith({"de": "Fehler: ", "en": "Error: "}[language])
    assert "problems" in page.locator("main > *").first.get_attribute("class")
    assert page.evaluate("document.activeElement.className") == "problems"


def test_a_changed_attribution_voids_what_it_names_and_closes_the_link(page, office, language):
    statement = quotation(make.organisation("Beispiel GmbH"), authorised=False, text_en="")
    columns = ("title_as_said_en", "organisation_as_said_en")
    Statement.objects.filter(pk=statement.pk).update(**dict.fromkeys(columns, ""))
    office(change(statement))
    page.locator("[name=text_en]").fill("Translated.")
    press(page.locator("[name=_continue]").last)
    auth_request = make.auth_request(Statement.objects.get())
    address = address_of(statement.item, "ask")
    for seen in (
        office(f"{address}?statement={statement.pk}"),
        office(links.address(auth_request)),
    ):
        assert "Head" in seen
        assert seen.count("Beispiel GmbH") >= 2
    make.authorise(Statement.objects.get())
    office(change(statement))
    page.locator("[name=title_as_said_en]").fill("Chief Executive")
    press(page.locator("[name=_continue]").last)
    english = {"de": ": Englisch.", "en": ": English."}[language]
    assert english in page.locator(".error-summary").inner_text()
    press(page.locator("[name=_continue]").last)
    assert shown(auth_request) == ["de"]
    closed = office(links.address(auth_request, language))
    assert in_words(language, "The wording was changed") in closed
    assert {"de": "ein neues Schreiben", "en": "a new letter"}[language] in closed
    board = office(address_of(statement.item, "board"))
    assert in_words(language, "lapsed: the wording changed") in board
    assert page.locator(f"#statement-{statement.pk} a[href*='/ask/?statement=']").count() == 1


def test_no_quotation_of_the_text_is_published_unnoticed(page, office, language):
    item = make.draft(body_de=f"<p>„{WORDS}“, sagt Maria Muster.</p>")
    for name in ("board", "publish"):
        assert WORDS in office(address_of(item, name))
    assert page.locator(SEND).count() == 0
    for words in ("Make it a statement…", "No quotation of a person"):
        assert in_words(language, words) in page.locator("#content-start").inner_text()
    press(page.get_by_role("button", name=in_words(language, "No quotation of a person")))
    assert DismissedQuotation.objects.get().words == WORDS
    press(page.locator(SEND))
    assert NewsItem.objects.get().is_public


def test_the_office_hears_as_each_coordinator_chooses(page, office, coordinator, language):
    """At once, in their language; or, chosen in the own account, later in one mail."""
    give_answer(make.auth_request(), "declined", reason="No.")
    office(change(coordinator))
    page.locator("[name=office_mail]").select_option("hourly")
    press(page.locator("[name=_continue]").last)
    give_answer(make.auth_request(), "declined", reason="No.")
    (letter,) = [m for m in mail.outbox if m.to == [coordinator.email]]
    assert in_words(language, "has declined") in letter.subject
    assert coordinator.notices.count() == 1
