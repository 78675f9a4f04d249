"""Every page of the release desk in Chromium: axe minds nothing, a phone shows all of it."""

from functools import partial

import pytest
from django.core.files.base import ContentFile

from news.release_desk import links
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import page as address_of
from tests.desk import picture
from tests.looking import SIGHTS, barriers, press
from tests.news.release_desk.test_previews import THREE
from tests.reading import address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),  # some hundred looks by axe
]
WORDS = "Here in Bavaria we have waited 20 years."


def see(page, name, language):
    """Demand of the page that is open what everyone needs; `name` says which one it is."""
    assert barriers(page, SIGHTS[language]) == {}, f"{name} {language}"


def answered(item, decision="authorised", **typed):
    auth_request = make.auth_request(make.statement(item, authorised=False))
    make.answered(auth_request, decision, **typed)
    return auth_request


def release():
    """A draft with a quote in every state, and the requests by the name of their state."""
    item = make.draft()
    hinted = make.statement(item, authorised=False, text_de="Hier im Freistaat.", text_en=WORDS)
    requests = {
        "asked": make.auth_request(hinted),
        "authorised": answered(item),
        "changed": answered(item, "changed", text_en="My own words.", attribution_de="Chefin"),
        "declined": answered(item, "declined", reason="Not in my name."),
        "late": make.auth_request(make.statement(item, authorised=False), answer_by="2026-01-01"),
    }
    make.statement(item, authorised=False)
    make.statement(item, authorised=False, left_out_reason="No room.")
    requests["late"].letter = make.letter()
    requests["late"].save()
    Letter.objects.update(sent_at=None, failed_at="2026-01-02T10:00Z", error="No such box")
    return item, requests


def embargoed():
    item = make.embargoed(image_caption_de="Ein Bild.", image_licence="cc-by-4.0")
    item.image.save("b.png", ContentFile(picture(kind="PNG")))
    make.statement(item)
    preview = make.preview(item)
    make.preview(item).revoke()
    return item, preview


@pytest.mark.parametrize("language", SIGHTS)
def test_the_desk_can_be_read_by_everyone(
    live_server, page, context, coordinator, sign_in, language
):
    sign_in(coordinator)
    cookie = {"name": "django_language", "value": language, "url": live_server.url}
    context.add_cookies([cookie])
    item, requests = release()
    early, _preview = embargoed()
    said = make.statement()
    answer = requests["changed"].standing_answer
    pages = {
        "board": address_of(item, "board"),
        "ask": address_of(item, "ask"),
        "answer": address_of(item, "answer", answer.pk),
        "override": address_of(item, "override"),
        "leave out": address_of(item, "leave_out", requests["declined"].statement_id),
        "remind": address_of(item, "remind", requests["asked"].pk),
        "close the link": address_of(item, "close_link", requests["asked"].pk),
        "publish": address_of(item, "publish"),
        "authorise": address_of(item, "authorise"),
        "proof": address_of(item, "proof"),
        "correct": address_of(said.item, "correct"),
        "withdraw": address_of(said, "withdraw"),
        "previews": address_of(early, "previews"),
    }
    for name, path in pages.items():
        page.goto(live_server.url + path)
        see(page, name, language)
    page.locator("[name=journalists]").fill("Jo Presse")
    press(page.locator("#content .submit-row input"))
    see(page, "previews refused", language)
    page.locator("[name=journalists]").fill(THREE)
    press(page.locator("#content .submit-row input"))
    see(page, "preview letter", language)
    page.goto(f"{live_server.url}{pages['ask']}?statement={requests['late'].statement_id}")
    press(page.locator("#content .submit-row input"))
    see(page, "letters", language)


def public_pages(requests, preview, gone):
    """Return each public page of the desk by its name: a function from a language to a path."""
    pages = {f"speaker, {name}": partial(links.address, row) for name, row in requests.items()}
    corrected = make.published()
    corrected.corrections.create(note_de="Falsch.", note_en="Wrong.", recorded_by=preview.given_by)
    return pages | {
        "preview": partial(links.address, preview),
        "item": corrected.get_absolute_url,
        "withdrawn": gone.get_absolute_url,
        "closed": {"de": "/de/freigabe/x/", "en": "/en/authorise/x/"}.get,
        "preview closed": {"de": "/de/vorschau/x/", "en": "/en/preview/x/"}.get,
    }


@pytest.mark.parametrize("language", SIGHTS)
def test_what_speakers_and_journalists_see_can_be_read_by_everyone(live_server, page, language):
    _item, requests = release()
    _early, preview = embargoed()
    del requests["late"]
    gone = make.statement()
    gone.withdraw(withdrawal_reason_de="Irrtum.", withdrawal_reason_en="Mistake.")
    make.statement(text_en=WORDS)
    for name, path in public_pages(requests, preview, gone).items():
        page.goto(live_server.url + path(language))
        see(page, name, language)
    page.goto(live_server.url + links.address(requests["asked"], language))
    page.locator("[name=decision_en][value=declined]").check()
    press(page.locator("button[value=answer]"))
    see(page, "speaker, no reason given", language)


@pytest.mark.parametrize("language", SIGHTS)
def test_each_verdict_on_a_quote_can_be_read_by_everyone(live_server, page, language):
    make.statement(text_en=WORDS)
    for quote in (WORDS, WORDS.replace("20", "30"), "Nobody has ever said anything like it.", ""):
        page.goto(live_server.url + address("statements:check", language))
        page.locator("[name=quote]").fill(quote)
        press(page.locator("main form button"))
        see(page, f"verdict on “{quote}”", language)
