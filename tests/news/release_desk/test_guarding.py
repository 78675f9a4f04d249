"""Nothing is published while a quote lacks an authorisation, and the ways on are recorded."""

import pytest
from django.test import Client

from news.models import Answer, NewsItem, Override, Statement
from tests import factories
from tests.desk import change, errors, filled, page, save, shown_messages, text
from tests.news.authorising import give_answer
from tests.news.release_desk.test_publication import INPUT

pytestmark = pytest.mark.django_db
PUBLISHING = ("publish", "schedule", "embargo")


@pytest.fixture
def item():
    made = factories.draft()
    factories.statement(made, factories.person("Jonas", "Ja"))
    factories.statement(made, factories.person("Maria", "Muster"), authorised=False)
    return made


def missing(item):
    return item.statements.get(name_as_said="Maria Muster")


def publish(client, item, verb="publish"):
    answered = client.post(page(item, verb), INPUT[verb])
    return answered, NewsItem.objects.get(pk=item.pk)


@pytest.mark.parametrize("verb", PUBLISHING)
def test_publishing_is_refused_and_says_for_whom(desk, item, verb):
    refused, after = publish(desk, item, verb)
    assert "Not authorised: the words of Maria Muster (German, English)." in text(refused)
    assert "Jonas Ja" not in text(refused)
    assert "Not published" in text(refused)
    assert after.state == "draft"


@pytest.mark.parametrize("verb", PUBLISHING)
def test_one_language_alone_is_needed_alone(desk, item, coordinator, verb):
    said = missing(item)
    said.authorise("de", way="in_writing", note="Mail.", recorded_by=coordinator)
    refused, after = publish(desk, item, verb)
    assert "Maria Muster (English)" in text(refused)
    assert after.state == "draft"
    said.text_en = ""
    said.save()
    assert publish(desk, item, verb)[1].state != "draft"


def test_a_quote_that_is_left_out_holds_up_nothing_and_stays_hidden(desk, coordinator, item):
    said = missing(item)
    address = page(item, "leave_out", said.pk)
    assert "required" in text(desk.post(address, {"reason": ""}))
    desk.post(address, {"reason": "Answers too late."})
    said.refresh_from_db()
    assert said.left_out_reason == "Answers too late."
    assert said.history.first().history_user == coordinator
    assert publish(desk, item)[1].is_public
    factories.authorise(said)  # even an agreement does not bring it in again
    assert said not in Statement.objects.public()
    assert said.text_de not in Client().get(item.get_absolute_url("de")).text
    save(desk, change(said), left_out_reason="")
    assert said in Statement.objects.public()


def test_a_summary_needs_no_authorisation_and_other_words(desk, item):
    said = missing(item)
    own = {"text_de": "Sie begrüßte das.", "text_en": said.text_en}
    refused = save(desk, change(said), kind="summary", **own)
    assert [len(errors(refused, f"text_{code}")) for code in ("de", "en")] == [0, 1]
    assert "These are still the speaker’s own words." in text(refused)
    assert Statement.objects.get(pk=said.pk).kind == "verbatim"
    save(desk, change(said), kind="summary", **own | {"text_en": "She welcomed it."})
    _answer, after = publish(desk, item)
    assert after.is_public
    page = Client().get(item.get_absolute_url("en")).text
    assert "She welcomed it." in page
    assert said.text_en not in page


def allow(client, item, **typed):
    address = page(item, "override")
    return client.post(address, filled(client.get(address)) | {"reason": "Minister away."} | typed)


def test_a_colleague_can_let_it_pass_with_the_words_hidden(desk, colleague, item):
    allow(colleague, item)
    assert [(o.language, o.given_by.first_name) for o in Override.objects.order_by("language")] == [
        ("de", "Anna"),
        ("en", "Anna"),
    ]
    assert "Minister away." in text(desk.get(page(item, "publish")))
    assert publish(desk, item)[1].is_public
    said = missing(item)
    assert said not in Statement.objects.public()
    assert said.text_de not in Client().get(item.get_absolute_url("de")).text
    asked = factories.auth_request(said)
    give_answer(asked)
    assert said in Statement.objects.public()


def test_nobody_lets_themselves_pass(desk, item):
    allow(desk, item)
    refused, after = publish(desk, item)
    assert "Not published" in text(refused)
    assert after.state == "draft"


@pytest.mark.parametrize("typed", [{"reason": ""}, {"reason": "x" * 2000}, {"wordings": []}])
def test_an_override_needs_its_reason_and_a_wording(desk, item, typed):
    assert allow(desk, item, **typed).context["form"].errors
    assert not Override.objects.exists()


def test_only_what_lacks_is_overridden(desk, item):
    other = item.statements.get(name_as_said="Jonas Ja")
    assert allow(desk, item, wordings=[f"{other.pk}-de"]).context["form"].errors
    assert not Override.objects.exists()


# A speaker's change ------------------------------------------------------------------------------


@pytest.fixture
def changed(item):
    asked = factories.auth_request(missing(item))
    give_answer(asked, "changed", decision_de="authorised", text_en="Better words, mine.")
    return Answer.objects.get()


def test_a_change_is_seen_word_by_word_and_taken_over_exactly(desk, coordinator, item, changed):
    address = page(item, "answer", changed.pk)
    shown = text(desk.get(address))
    assert "gone: English" in shown
    assert "new: Better" in shown
    done = desk.post(address, follow=True)
    assert "exactly as written" in shown_messages(done)[0]
    said = missing(item)
    assert said.text_en == "Better words, mine."
    assert said.history.first().history_user == coordinator
    assert said.shown_languages() == ["de", "en"]
    again = desk.post(address, follow=True)
    assert "Not taken over" in shown_messages(again)[0]
    assert said.authorisations.count() == 2


def test_a_change_of_a_wording_edited_meanwhile_is_not_taken_over(desk, item, changed):
    Statement.objects.filter(pk=missing(item).pk).update(text_en="Edited.")
    desk.post(page(item, "answer", changed.pk))
    assert missing(item).text_en == "Edited."
    assert missing(item).shown_languages() == ["de"]


def test_a_wish_for_another_name_is_for_the_office(desk, item):
    asked = factories.auth_request(missing(item))
    give_answer(
        asked,
        "changed",
        attribution_de="Dr. Maria Muster",
        attribution_en="Dr Maria Muster",
    )
    address = page(item, "answer", Answer.objects.get().pk)
    assert "not taken over by a button" in text(desk.get(address))
    desk.post(address)
    assert missing(item).name_as_said == "Maria Muster"
    assert missing(item).shown_languages() == []


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["answer", "leave_out", "override"])
def test_every_page_needs_a_right_and_its_own_item(desk, item, changed, name):
    args = {"answer": [changed.pk], "leave_out": [missing(item).pk], "override": []}[name]
    address, other = page(item, name, *args), factories.draft()
    stranger = Client()
    stranger.force_login(factories.coordinator())
    posted = {"reason": "x", "wordings": [f"{missing(item).pk}-de"]}
    for method in ("get", "post"):
        assert getattr(stranger, method)(address, posted).status_code == 403
        assert getattr(Client(), method)(address, posted).status_code == 302
        missing_item = address.replace(f"/{item.pk}/", "/999/", 1)
        assert getattr(desk, method)(missing_item, posted).status_code == 404
        if args:
            assert getattr(desk, method)(page(other, name, *args), posted).status_code == 404
    assert missing(item).text_en != "Better words, mine."
    assert not Override.objects.exists()
    assert not missing(item).left_out_reason
