"""The board follows each quote; reminders, links that are closed, and who may see it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from news.models import Answer, AuthorisationRequest
from news.release_desk import links
from nuklid.base.letters.models import Letter
from tests import factories
from tests.desk import changelist, filled, page, parsed, shown_messages, text
from tests.news.authorising import ask, give_answer, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return factories.draft("Bericht")


def cells(desk, statement):
    row = parsed(desk.get(page(statement.item, "board"))).select_one(f"#statement-{statement.pk}")
    return [cell.get_text() for cell in row.select("td > .standing")]


def test_the_board_follows_a_quote_through_its_states(desk, item):
    said = quote(item)
    assert cells(desk, said) == ["not asked", "not asked"]
    ask(desk, item)
    asked = AuthorisationRequest.objects.get()
    assert cells(desk, said) == ["asked", "asked"]
    Client().get(links.address(asked))
    assert cells(desk, said) == ["opened", "opened"]
    give_answer(asked, "changed", decision_de="authorised", text_en="Better.")
    assert cells(desk, said) == ["authorised", "changed by the speaker"]
    give_answer(asked, "declined", reason="No.")
    assert cells(desk, said) == ["declined", "declined"]
    give_answer(asked)
    assert cells(desk, said) == ["authorised", "authorised"]
    assert "Authorised: 1 of 1 quote." in text(desk.get(page(item, "board")))
    said.text_de = "Anders."
    said.save()
    assert cells(desk, said) == ["lapsed: the wording changed", "authorised"]
    ask(desk, item)
    assert AuthorisationRequest.objects.unrevoked().get().languages() == ["de"]
    assert cells(desk, said) == ["asked", "authorised"]


def test_the_board_says_who_is_late_and_who_wants_a_link(desk, item):
    asked = factories.auth_request(quote(item), answer_by=timezone.localdate() - timedelta(days=1))
    asked.mark("new_link_wanted_at")
    said = text(desk.get(page(item, "board")))
    assert "Authorised: 0 of 1 quote. 1 waits for an answer. 1 is late." in said
    assert "wants a new link" in said


def test_the_board_says_which_letter_did_not_go(desk, item):
    quote(item)
    ask(desk, item)
    Letter.objects.update(failed_at=timezone.now(), sent_at=None, error="No such mailbox")
    said = text(desk.get(page(item, "board")))
    assert "1 letter did not go out" in said
    assert "No such mailbox" in said


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_needs_a_fixed_number_of_queries(desk, item, rows, django_assert_num_queries):
    for number in range(rows):
        factories.auth_request(quote(item, f"Nr{number}"))
    with django_assert_num_queries(14):
        desk.get(page(item, "board"))


def test_a_declined_quote_can_be_asked_for_again(desk, item):
    said = quote(item)
    first = factories.auth_request(said)
    give_answer(first, "declined", reason="No.")
    ask(desk, item, f"?statement={said.pk}")
    first.refresh_from_db()
    assert first.revoked_at
    assert Answer.objects.count() == 1
    assert cells(desk, said) == ["asked", "asked"]


# Reminding and closing ---------------------------------------------------------------------------


def test_a_reminder_is_read_before_it_goes(desk, item):
    asked = factories.auth_request(quote(item))
    address = page(item, "remind", asked.pk)
    assert "Zur Erinnerung" in filled(desk.get(address))["subject"]
    assert not Letter.objects.exists()
    desk.post(address, filled(desk.get(address)))
    asked.refresh_from_db()
    assert links.address(asked) in asked.reminder.secret


def test_a_reminder_is_offered_once(desk, item):
    soon = timezone.localdate() + timedelta(days=1)
    asked = factories.auth_request(quote(item), answer_by=soon)
    due = changelist(AuthorisationRequest, "?todo=remind")
    assert list(desk.get(due).context["cl"].result_list) == [asked]
    address = page(item, "remind", asked.pk)
    desk.post(address, filled(desk.get(address)))
    assert not desk.get(due).context["cl"].result_list


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (-1, True)])
def test_an_answer_is_late_the_day_after(desk, item, days, is_late):
    day = timezone.localdate() + timedelta(days=days)
    factories.auth_request(quote(item), answer_by=day)
    late = desk.get(changelist(AuthorisationRequest, "?todo=late")).context["cl"].result_list
    assert bool(late) == is_late


def test_nobody_who_answered_is_reminded(desk, item):
    asked = factories.auth_request(quote(item))
    address = page(item, "remind", asked.pk)
    posted = filled(desk.get(address))
    give_answer(asked)
    assert "nothing to remind" in shown_messages(desk.post(address, posted, follow=True))[0]
    assert not Letter.objects.filter(kind="reminder").exists()


def test_a_closed_link_leads_nowhere(desk, item):
    asked = factories.auth_request(quote(item))
    address = page(item, "close_link", asked.pk)
    assert desk.get(address).status_code == 200
    assert Client().get(links.address(asked)).status_code == 200
    desk.post(address)
    assert Client().get(links.address(asked)).status_code == 404


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["board", "ask", "remind", "close_link"])
def test_every_page_needs_a_right_and_its_own_item(desk, item, name):
    asked = factories.auth_request(quote(item))
    quote(item, "Zweite")
    args = [asked.pk] if name in ("remind", "close_link") else []
    address, other = page(item, name, *args), factories.draft()
    stranger = Client()
    stranger.force_login(factories.coordinator())
    for method in ("get", "post"):
        assert getattr(stranger, method)(address).status_code == 403
        assert getattr(Client(), method)(address).status_code == 302
        missing = address.replace(f"/{item.pk}/", "/999/", 1)
        assert getattr(desk, method)(missing).status_code == 404
        if args:
            elsewhere = page(other, name, *args)
            assert getattr(desk, method)(elsewhere).status_code == 404
    asked.refresh_from_db()
    assert asked.revoked_at is None
    assert not Letter.objects.exists()


def test_the_start_page_leads_to_the_board(desk, item):
    asked = factories.auth_request(quote(item))
    row = parsed(desk.get("/admin/")).find("a", string=str(asked))
    landed = desk.get(row["href"], follow=True)
    assert landed.redirect_chain[-1][0] == f"{page(item, 'board')}#statement-{asked.statement_id}"


def test_letters_leave_after_the_commit(desk, item, django_capture_on_commit_callbacks):
    quote(item)
    with django_capture_on_commit_callbacks(execute=True):
        ask(desk, item)
    assert mail.outbox[0].to == ["Muster@x.example"]
    assert "/de/freigabe/" in mail.outbox[0].body
    assert "sent" not in text(desk.get(page(item, "board")))


def test_a_request_has_no_page_but_its_row_on_the_board(desk, item):
    asked = factories.auth_request()
    at = f"/admin/news/authorisationrequest/{asked.pk}/change/"
    assert desk.get(at).url.endswith(f"board/#statement-{asked.statement_id}")
    for nobody in ("0", "newsitem", "9" * 30):
        address = f"/admin/news/authorisationrequest/{nobody}/change/"
        assert desk.get(address).status_code in (400, 404)
