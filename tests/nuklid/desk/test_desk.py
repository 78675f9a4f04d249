"""The desk: who gets in, what the start page asks for, and what its pages may load."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from members.models import Organisation, User
from news.models import AuthorisationRequest, NewsItem
from nuklid.base.letters.models import Letter
from nuklid.management.commands.roles import make_roles
from tests import factories
from tests.desk import change, changelist, errors, filled, parsed, save, text, upload
from tests.nuklid import access

pytestmark = pytest.mark.django_db
START = "/admin/"


# Getting in -----------------------------------------------------------------------------------


def test_a_stranger_is_sent_to_the_one_sign_in_page(client):
    answer = client.get("/admin/news/newsitem/", follow=True)
    target, _status = answer.redirect_chain[-1]
    with translation.override(answer.headers["Content-Language"]):
        assert target == f"{reverse('account_login')}?next=/admin/news/newsitem/"


def test_who_is_not_staff_is_refused_without_a_loop(client):
    client.force_login(User.objects.create_user("rep@example.org"))
    answer = client.get(START, follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_signing_in_leads_nowhere_else(desk, client, target):
    assert desk.get("/admin/login/", {"next": target}).url == START
    client.logout()
    assert "evil" not in client.get("/admin/login/", {"next": target}).url


def test_signing_out_leads_home(desk):
    assert desk.get("/admin/logout/").status_code == 405
    assert desk.post("/admin/logout/").url == reverse("home")
    assert desk.get(START).status_code == 302


# Roles ----------------------------------------------------------------------------------------


def test_roles_are_exact_and_can_be_made_again():
    group = make_roles()
    count = group.permissions.count()
    group.permissions.clear()
    call_command("roles", verbosity=0)
    call_command("roles", verbosity=0)
    assert Group.objects.get().permissions.count() == count
    names = set(Group.objects.get().permissions.values_list("codename", flat=True))
    assert "change_newsitem" in names
    assert not names & {"delete_authorisation", "delete_user", "change_group", "add_stage"}


# The start page -------------------------------------------------------------------------------


def sections(response):
    return {
        section["todo"].title: section
        for _name, group in response.context["groups"]
        for section in group
    }


def test_an_empty_desk_says_so_in_sentences(desk):
    said = text(desk.get(START))
    for sentence in (
        "No draft waits for publication.",
        "Nothing is scheduled.",
        "Nothing is under embargo.",
        "Every quote is authorised in this language.",
        "Every text stands in both languages.",
        "Every picture is described in both languages.",
        "Every organisation that published news names is listed.",
    ):
        assert sentence in said
    assert not [s for s in sections(desk.get(START)).values() if s["count"]]


def full_desk():
    """Make one record for every section of the start page, and one that belongs to none."""
    hidden = factories.organisation("Verborgen", is_listed=False)
    shy = factories.person("Jonas", "Probe", is_listed=False, biography_de="Nur deutsch")
    soon = timezone.now() + timedelta(days=2)
    factories.draft("Entwurf", headline_en="")
    factories.published("Bald", published_at=soon)
    factories.published("Sperre", embargo_until=soon)
    out = factories.published("Draußen", image=upload(), organisations=[hidden])
    factories.statement(out, shy)
    firm = factories.member("Alpha", logo=upload(), picture=upload(), summary_de="Nur deutsch")
    factories.person("Ohne", "Text", portrait=upload(), portrait_agreed_on="2026-01-01")
    for doubted in (firm, factories.mandate(at=firm, job_title_en=""), factories.competence(firm)):
        doubted.doubt(None, "")
    factories.competence(firm, sentence_en="Can do it.")
    factories.page("press", lead_en="English only")
    ask_everybody(out)
    factories.change(firm)
    factories.event_draft("Entwurf")
    factories.proposed_event(firm)
    factories.event("Nur deutsch", title_en="")
    factories.representative(firm, asked_to_check_at=timezone.now())
    Letter.objects.filter(pk=factories.letter().pk).update(sent_at=None, failed_at=timezone.now())
    gone = factories.published("Weg", headline_en="", image=upload())
    factories.statement(gone, authorised=False)
    gone.withdraw(withdrawal_reason_de="Falsch.", withdrawal_reason_en="Wrong.")


def ask_everybody(item):
    """Make one request for each section; the last two leave one wording open in each language."""

    def ask(days, of, *languages):
        day = timezone.localdate() + timedelta(days=days)
        return factories.auth_request(of, languages, answer_by=day)

    near = ask(1, factories.statement(item), "de")
    near.mark("new_link_wanted_at")
    AuthorisationRequest.objects.filter(pk=near.pk).update(asked_at="2025-01-01T12:00Z")
    ask(-20, factories.statement(item), "de")
    ask(9, factories.statement(item), "de")
    changed = ask(7, factories.statement(item, authorised=False, text_en=""), "de")
    declined = ask(7, factories.statement(item, authorised=False, text_de=""), "en")
    for asked, told in (
        (changed, {"decision": "changed", "text_de": "Neu."}),
        (declined, {"decision": "declined", "reason": "Nein."}),
    ):
        factories.answered(asked, **told)


def test_everything_that_needs_someone_is_there_and_its_list_agrees(desk):
    full_desk()
    found = sections(desk.get(START))
    for title, section in found.items():
        assert section["count"] == 1, title
        assert len(section["rows"]) == 1
        listed = desk.get(section["url"])
        assert listed.context["cl"].result_count == section["count"], title
        assert str(section["rows"][0][0]) in text(desk.get(START))


def test_what_needs_someone_stands_before_what_is_in_order(desk):
    factories.draft()
    page = parsed(desk.get(START))
    assert [one.get_text() for one in page.select(".due h2")] == ["News items"]
    assert not page.select(".due .due-nothing")
    assert "Everyone whose words are published is listed." in page.select_one("details").get_text()
    NewsItem.objects.all().delete()
    assert "Nothing needs you today." in text(desk.get(START))


def test_moments_are_berlin_time_and_said_to_be(desk):
    factories.published("Bald", published_at="2027-01-10T12:00Z")
    factories.published("Sommer", embargo_until="2027-07-10T12:00Z")
    said = text(desk.get(START))
    assert "10 January 2027, 13:00 (Berlin time)" in said
    assert "10 July 2027, 14:00 (Berlin time)" in said


def test_the_start_page_shows_the_first_rows_only(desk):
    for _ in range(8):
        factories.draft()
    found = sections(desk.get(START))["Drafts"]
    assert (found["count"], len(found["rows"])) == (8, 5)
    assert "All 8" in text(desk.get(START))


def test_who_may_not_see_news_is_not_told_of_it(client):
    factories.draft("Geheim")
    client.force_login(factories.coordinator())
    assert "Geheim" not in text(client.get(START))


def test_the_models_stand_in_the_order_of_the_work(desk):
    apps = desk.get(START).context["app_list"]
    names = [model["object_name"] for app in apps for model in app["models"]]
    assert names[:3] == ["NewsItem", "AuthorisationRequest", "Statement"]
    assert names[3:7] == ["Authorisation", "Event", "ChangeProposal", "Organisation"]
    assert names[-1] == "Page"


def test_the_desk_speaks_both_languages(desk):
    page = parsed(desk.get(START))
    button = page.select_one("#language-form button")
    fields = {f["name"]: f["value"] for f in page.select("#language-form input")}
    desk.post(page.select_one("#language-form")["action"], fields | {"language": button["value"]})
    answer = desk.get(START)
    assert answer.headers["Content-Language"] == "de"
    assert "Abmelden" in answer.rendered_content


# Every page of the admin ----------------------------------------------------------------------


def pages():
    """Return the list, the form to add and the form to change of every model with a record."""
    for model, model_admin in access.registered().items():
        yield model_admin, changelist(model)
        for record in model._base_manager.all()[:1]:
            yield model_admin, change(record)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_opens_under_the_policy_of_the_desk(desk, language):
    full_desk()
    factories.stage()
    factories.radionuclide()
    desk.cookies["django_language"] = language
    addresses = [START, *(address for _admin, address in pages())]
    assert len(addresses) > 20
    for address in addresses:
        answer = desk.get(address, follow=True)  # a request leads to its board
        assert answer.status_code == 200, address
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        html = parsed(answer)
        assert not html.select("[style], [onclick], script:not([src]):not([type])"), address
        assert len(html.select("h1")) == 1, address


QUERIES = {
    "AuditEvent": 11,
    "Authorisation": 9,
    "AuthorisationRequest": 8,
    "ChangeProposal": 8,
    "Competence": 9,
    "Opening": 8,
    "Event": 10,
    "Letter": 9,
    "Mandate": 8,
    "NewsItem": 10,
    "Organisation": 8,
    "Page": 7,
    "Person": 9,
    "Radionuclide": 7,
    "Stage": 7,
    "Statement": 10,
    "User": 9,
}


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_a_fixed_number_of_times(desk, rows):
    for _ in range(rows):
        full = factories.mandate()
        item = factories.published(organisations=[full.organisation])
        factories.auth_request(factories.statement(item, full.person, [full.organisation]))
        factories.competence(full.organisation)
        factories.opening(full.organisation)
        factories.change(full.organisation)
        factories.event(organisers=[full.organisation])
    counts = {}
    for model in access.registered():
        with CaptureQueriesContext(connection) as asked:
            answer = desk.get(changelist(model))
        if answer.status_code == 200:  # the only row of its kind has no list
            counts[model.__name__] = len(asked)
    assert counts == QUERIES


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 5000, "?p=abc", "?todo=x&state=y", "?o=9"]
)
def test_strange_questions_are_answered(desk, query):
    for model in (NewsItem, Organisation):
        assert desk.get(changelist(model, query), follow=True).status_code in (200, 400)


def test_todos_of_lists_name_each_other(desk):
    factories.draft("Entwurf")
    factories.published("Draußen")
    said = text(desk.get(changelist(NewsItem, "?state=draft")))
    assert "Entwurf" in said
    assert "Draußen" not in said


def test_a_page_keeps_its_address(desk):
    page = factories.page("about")
    assert "key" not in filled(desk.get(change(page)))
    save(desk, change(page), key="press", title_de="Neu")
    page.refresh_from_db()
    assert (page.key, page.title_de) == ("about", "Neu")
    taken = filled(desk.get("/admin/nuklid/page/add/"))
    answer = desk.post("/admin/nuklid/page/add/", taken | {"key": "about", "title_de": "T"})
    assert errors(answer, "key")
