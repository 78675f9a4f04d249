"""The speaker's page: one link, three answers, and nothing told to whoever has another link."""

import pytest
from django.test import Client

from news.models import Answer, Authorisation, AuthorisationRequest, Statement
from news.release_desk import links
from tests import factories
from tests.news.authorising import GIVEN, decided, give_answer, shown
from tests.reading import OWED, fetch, form_values, metadata, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def auth_request():
    speaker = factories.person("Maria", "Muster")
    item = factories.draft(body_de="<p>Rahmen der Meldung.</p>")
    statement = factories.statement(item, speaker, [factories.organisation()], authorised=False)
    return factories.auth_request(statement)


# Reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_shows_both_languages_and_what_is_around(auth_request, language):
    page = fetch(links.address(auth_request, language))
    said = soup(page).main.get_text(" ")
    for side in (auth_request.statement.side("de"), auth_request.statement.side("en")):
        for words in (side.text, side.name, side.title, side.organisation):
            assert words in said
    assert auth_request.statement.item.headline in said
    assert soup(page).find(class_="ribbon")
    owed = [rule for rule in OWED if rule is not metadata]  # no machine is to have any
    without = soup(page)
    without.find("script", src="/static/js/unsaved.js").decompose()  # the one it runs
    assert [rule(without, page) for rule in owed] == [[]] * len(owed)
    assert len(page.content) < 25_000


def test_other_quotes_are_nobody_elses_business(auth_request):
    other = factories.statement(auth_request.statement.item, authorised=False)
    assert other.text_de not in fetch(links.address(auth_request)).text


def test_nothing_keeps_or_passes_on_the_page(auth_request):
    for page in (fetch(links.address(auth_request)), fetch("/en/authorise/unknown/")):
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert not page.cookies
        assert "canonical" not in page.text


@pytest.mark.parametrize("answered", [False, True])
def test_the_page_needs_six_queries(auth_request, answered, django_assert_max_num_queries):
    factories.statement(auth_request.statement.item, authorised=False)
    if answered:
        give_answer(auth_request)
    with django_assert_max_num_queries(6):
        fetch(links.address(auth_request))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_decides_nothing(auth_request, method):
    getattr(Client(), method)(links.address(auth_request), {"decision": "authorised"})
    assert not Answer.objects.exists()
    assert shown(auth_request) == []
    auth_request.refresh_from_db()
    assert bool(auth_request.opened_at) is (method == "get")


def test_other_methods_are_refused(auth_request):
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)(links.address(auth_request)).status_code == 405
    assert not Answer.objects.exists()


# Answering ---------------------------------------------------------------------------------------


def test_yes_authorises_exactly_what_was_asked(auth_request):
    said = give_answer(auth_request).text
    assert "Your answer has arrived. Thank you." in said
    assert shown(auth_request) == ["de", "en"]
    german = Authorisation.objects.get(language="de")
    assert (german.way, german.answer, german.recorded_by) == (
        "signed_link",
        Answer.objects.get(),
        None,
    )
    assert german.text == auth_request.statement.text_de
    assert german.answer.answered_by == "Maria Muster"


def test_only_what_was_asked_is_authorised():
    auth_request = factories.auth_request(languages=["en"])
    give_answer(auth_request)
    assert shown(auth_request) == ["en"]


def test_a_change_waits_and_the_other_language_is_authorised(auth_request):
    assert (
        "Until then it does not appear"
        in give_answer(
            auth_request, "changed", decision_de="authorised", text_en="Better\r\nwords. "
        ).text
    )
    given = Answer.objects.get()
    assert (given.text_de, given.text_en) == ("", "Better\nwords.")
    assert shown(auth_request) == ["de"]
    auth_request.statement.refresh_from_db()
    assert auth_request.statement.text_en != given.text_en


def test_a_wrong_name_authorises_nothing(auth_request):
    typed = {f"attribution_{code}": "Dr. Maria Muster" for code in ("de", "en")}
    give_answer(auth_request, "changed", **typed)
    assert Answer.objects.get().attribution_en == "Dr. Maria Muster"
    assert shown(auth_request) == []


def test_taking_over_authorises_exactly_the_speakers_words(auth_request):
    give_answer(auth_request, "changed", **GIVEN["changed"])
    Answer.objects.get().take_over()
    auth_request.statement.refresh_from_db()
    assert auth_request.statement.text_en == "Better words."
    assert shown(auth_request) == ["de", "en"]
    assert "took your wording over" in fetch(links.address(auth_request, "en")).text


def test_no_authorises_nothing_and_needs_a_reason(auth_request):
    refused = give_answer(auth_request, "declined")
    assert "Say in a few words why" in refused.text
    assert not Answer.objects.exists()
    give_answer(auth_request, "declined", reason="Not mine.")
    assert Answer.objects.get().reason == "Not mine."
    assert shown(auth_request) == []


def test_a_delegate_answers_for_the_speaker():
    auth_request = factories.auth_request(asked_name="Press Office", is_delegate=True)
    assert "you answer for" in fetch(links.address(auth_request, "en")).text
    give_answer(auth_request, answered_by="Paul Press")
    given = Answer.objects.get()
    assert (given.answered_by, given.request.is_delegate) == ("Paul Press", True)


@pytest.mark.parametrize(
    ("decision", "typed", "sentence"),
    [
        ("authorised", {"answered_by": ""}, "required"),
        ("authorised", {"answered_by": "x" * 10_000}, "at most 200"),
        ("authorised", {"answered_by": "\x00"}, "Null characters"),
        ("changed", {}, "Nothing is changed yet"),
        ("changed", {"text_de": ""}, "cannot be empty"),
        ("", {}, "Choose what is to happen with this wording (German)"),
        ("yes", {}, "not one of the available choices"),
        ("authorised", {"text_en": "New."}, "You changed something (English)"),
        ("declined", {"attribution_de": "New"}, "You changed something (German)"),
        ("not_yet", {}, "To decide later you need not send anything"),
        ("changed", {"text_de": "x" * 10_000}, "at most 3000"),
        ("changed", {"text_de": "Neu \x00"}, "Null characters"),
        ("declined", {"reason": "x" * 10_000}, "at most 1000"),
    ],
)
def test_refusals_stand_at_their_field_and_keep_what_was_typed(
    auth_request, decision, typed, sentence
):
    page = give_answer(auth_request, decision, **typed)
    assert page.status_code == 200
    assert sentence in page.text
    assert not Answer.objects.exists()
    assert shown(auth_request) == []


def test_an_unknown_answer_is_none(auth_request):
    for decision in ("", "yes", "\x00"):
        page = Client().post(links.address(auth_request), decided(auth_request, decision))
        assert page.status_code == 200
    assert not Answer.objects.exists()


# Twice, and another mind -------------------------------------------------------------------------


def test_a_second_click_is_told_that_the_first_stands(auth_request):
    address = links.address(auth_request, "en")
    client = Client()
    posted = form_values(soup(client.get(address)).select_one("form.answers"))
    posted |= decided(auth_request, "authorised")
    client.post(address, posted)
    again = client.post(address, posted)
    assert "Nothing was stored just now" in again.text
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("second", GIVEN)
@pytest.mark.parametrize("first", GIVEN)
def test_before_publication_a_speaker_may_change_their_mind(auth_request, first, second):
    give_answer(auth_request, first, **GIVEN[first])
    typed = GIVEN[second] | ({"text_en": "Third words."} if second == "changed" else {})
    give_answer(auth_request, second, **typed)
    found = AuthorisationRequest.objects.get()
    assert found.answers.count() == 2
    assert found.standing_answer.decision_en == second
    expected = {"authorised": ["de", "en"], "changed": ["de"], "declined": []}
    assert shown(auth_request) == expected[second]


def test_a_speaker_may_take_back_what_was_taken_over(auth_request):
    give_answer(auth_request, "changed", **GIVEN["changed"])
    Answer.objects.get().take_over()
    give_answer(auth_request, "declined", reason="On second thoughts.")
    assert shown(auth_request) == []


def test_after_publication_the_page_says_whom_to_call(auth_request):
    contact = factories.mandate(of=factories.person("Ruth", "Ruf"), is_press_contact=True)
    give_answer(auth_request)
    item = auth_request.statement.item
    item.press_contact = contact
    item.publish()
    page = fetch(links.address(auth_request, "en"))
    assert "Ruth Ruf" in page.text
    assert not soup(page).select_one("form.answers")
    posted = {
        "seen": auth_request.version(auth_request.statement),
        "reason": "x",
        "answered_by": "M",
    }
    posted |= decided(auth_request, "declined")
    refused = Client().post(links.address(auth_request, "en"), posted)
    assert "Nothing was stored" in refused.text
    assert shown(auth_request) == ["de", "en"]


def test_who_has_not_answered_may_still_do_so_after_publication(auth_request):
    factories.publish_in_part(auth_request.statement.item)
    give_answer(auth_request)
    assert Statement.objects.public().get() == auth_request.statement


IN_WRITING = {"way": "in_writing", "note": "Mail of Monday."}


@pytest.mark.parametrize("given", [kind for kind in GIVEN if kind != "authorised"])
def test_a_no_ends_what_the_office_recorded_before(auth_request, coordinator, given):
    for language in ("de", "en"):
        auth_request.statement.authorise(language, **IN_WRITING, recorded_by=coordinator)
    give_answer(auth_request, given, **GIVEN[given])
    factories.publish_in_part(auth_request.statement.item)
    assert shown(auth_request) == (["de"] if given == "changed" else [])


def test_a_no_to_one_language_leaves_the_other_and_says_so(coordinator):
    statement = factories.statement(factories.draft(), authorised=False)
    statement.authorise("de", **IN_WRITING, recorded_by=coordinator)
    auth_request = factories.auth_request(statement, ("en",))
    give_answer(auth_request, "declined", **GIVEN["declined"])
    assert shown(auth_request) == ["de"]
    page = fetch(links.address(auth_request, "en"))
    assert "This wording will not appear" in page.text
    assert "already settled" in page.text


def test_what_is_published_as_agreed_in_writing_is_no_longer_asked(auth_request, coordinator):
    for language in ("de", "en"):
        auth_request.statement.authorise(language, **IN_WRITING, recorded_by=coordinator)
    auth_request.statement.item.publish()
    page = fetch(links.address(auth_request, "en"))
    assert "Already authorised" in page.text
    assert not soup(page).select_one("form.answers")
    posted = {
        "seen": auth_request.version(auth_request.statement),
        "reason": "x",
        "answered_by": "M",
    }
    posted |= decided(auth_request, "declined")
    assert "Nothing was stored" in Client().post(links.address(auth_request, "en"), posted).text
    assert shown(auth_request) == ["de", "en"]
