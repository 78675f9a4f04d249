"""Finding news and people at the desk, and the ways on from the form."""

import pytest
from django.urls import reverse

from members.models import Mandate, Person
from news.models import NewsItem
from tests import factories
from tests.desk import change, changelist, page, parsed, save

pytestmark = pytest.mark.django_db


def test_save_and_lead_on(desk):
    item = factories.draft()
    statement = factories.statement(item, authorised=False)
    for then, target in {
        "publish": page(item, "publish"),
        "authorise": page(item, "authorise"),
        f"authorise-{statement.pk}": page(statement, "authorise"),
        "preview-de": item.get_absolute_url("de"),
        "board": page(item, "board"),
        "proof": page(item, "proof"),
        "previews": page(item, "previews"),
        "withdraw": changelist(NewsItem),
        "nonsense": changelist(NewsItem),
    }.items():
        answer = save(desk, change(item), "_then", follow=False, _then=then)
        assert answer.url == target, then


def test_every_way_on_from_a_draft_saves_first_and_from_published_news_none(desk):
    waiting, public = factories.embargoed(), factories.published()
    panel = parsed(desk.get(change(waiting))).select_one(".state-panel")
    ways = {button["value"] for button in panel.select("button[name=_then]")}
    assert ways >= {"board", "proof", "previews", "preview-de", "preview-en"}
    assert panel.select("a") == []
    panel = parsed(desk.get(change(public))).select_one(".state-panel")
    assert panel.select("button[value=board], button[value=proof]") == []
    links = [a["href"] for a in panel.select(".panel-links a")]
    names = ("board", "proof", "previews", "withdraw")
    assert links[2:] == [page(public, name) for name in names]
    assert panel.select("a.button") == []
    save(desk, change(waiting), "_then", headline_de="Neu", _then="proof")
    waiting.refresh_from_db()
    assert waiting.headline_de == "Neu"


def test_the_real_page_shows_the_draft_to_the_office(desk, client):
    item = factories.draft("Geheim")
    address = item.get_absolute_url("de")
    assert "Geheim" in desk.get(address).content.decode()
    client.logout()
    assert client.get(address).status_code == 404


def test_lists_filter_by_state_and_search(desk):
    factories.draft("Entwurf")
    factories.published("Draußen", standfirst_de="Teilchenbeschleuniger")
    gone = factories.published("Weg")
    gone.withdraw(withdrawal_reason_de="Falsch.", withdrawal_reason_en="Wrong.")
    for query, expected in {
        "?state=draft": "Entwurf",
        "?state=published": "Draußen",
        "?state=withdrawn": "Weg",
        "?q=Teilchenbeschleuniger": "Draußen",
    }.items():
        rows = desk.get(changelist(NewsItem, query)).context["cl"].result_list
        assert [row.headline_de.split()[0] for row in rows] == [expected], query


@pytest.mark.parametrize("words", ["Dr.+Reiter", "unterirdisch", "wörtliches", "Beispielwerk"])
def test_news_are_found_by_whom_and_what_they_hold(desk, words):
    firm = factories.organisation("Beispielwerk")
    item = factories.draft(body_de="<p>Ein unterirdisches Labor.</p>", organisations=[firm])
    speaker = factories.person("Rita", "Reiter", honorific_prefix="Dr.")
    for _ in range(2):  # an item is listed once, however often it is hit
        factories.statement(item, speaker, text_de="Ein wörtliches Zitat.", authorised=False)
    factories.draft()
    assert list(desk.get(changelist(NewsItem, f"?q={words}")).context["cl"].result_list) == [item]


@pytest.mark.parametrize("model", [Person, Mandate])
def test_people_are_found_with_their_title(desk, model):
    doctor = factories.person("Rita", "Reiter", honorific_prefix="Dr.")
    factories.mandate(doctor)
    factories.mandate()
    rows = desk.get(changelist(model, "?q=Dr.+Reiter")).context["cl"].result_list
    assert [getattr(row, "person", row) for row in rows] == [doctor]


def test_autocomplete_finds_people_and_organisations(desk):
    firm = factories.organisation("CUP", legal_name="Laboratorien Freitag GmbH")
    factories.mandate(factories.person("Maria", "Muster"), firm, is_press_contact=True)
    address = reverse("admin:autocomplete")
    for model, field, term, found in (
        ("statement", "speaker", "Muster", "Maria Muster"),
        ("statement", "organisations", "Freitag", "CUP"),
        ("newsitem", "press_contact", "CUP", "Maria Muster, Managing Director, CUP"),
    ):
        asked = {"app_label": "news", "model_name": model, "field_name": field, "term": term}
        assert desk.get(address, asked).json()["results"][0]["text"] == found
        assert desk.get(address, asked | {"term": "\x00"}).status_code == 400
