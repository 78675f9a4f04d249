"""Once a year what is old is asked about by letter; nothing is ever taken down for being old."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from members.models import Mandate, User
from members.own_page import yearly_check as yearly
from nuklid.base.letters.models import Letter
from tests import factories as make
from tests.desk import change as change_page
from tests.desk import changelist, save, text
from tests.reading import soup

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SITE = "https://www.nuklid.example"


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def alpha():
    return make.member("Alpha", checked_on=TODAY)


@pytest.fixture
def robin(alpha):
    return make.representative(alpha, email="robin@alpha.example")


def test_a_mandate_that_is_over_is_not_asked_about(alpha):
    make.mandate(at=alpha, until=days_ago(1))
    assert yearly.stale(alpha) == []


def ask():
    call_command("ask_yearly", SITE)
    return re.search(rf"{SITE}(\S+)", Letter.objects.first().text_to_send).group(1)


def facts(page):
    """Return the keys of what the page asks about, in its order."""
    return [box["name"] for box in soup(page).select("input[value=right]")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_ticked_in_advance_and_an_empty_press_attests_nothing(alpha, robin, language):
    User.objects.update(language=language)
    able = make.competence(alpha)
    link = ask()
    page = Client().get(link)
    assert facts(page) == [f"competence-{able.pk}"]
    assert not soup(page).select("input[checked]")
    page = Client().post(link, {}, follow=True)
    sentence = {"de": "Es wurde nichts gespeichert", "en": "Nothing was stored"}[language]
    assert sentence in page.text
    able.refresh_from_db()
    assert (able.checked_on, able.doubted_on) == (None, None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "Das Büro weiß Bescheid"), ("en", "The office knows and will see to it")],
)
def test_what_is_called_wrong_reaches_the_office_and_leads_to_its_forms(
    alpha, robin, coordinator, desk, language, sentence
):
    User.objects.update(language=language)
    left = make.mandate(make.person("Jens", "Junker"), alpha)
    able = make.competence(alpha)
    link = ask()
    page = Client().post(
        link, {f"mandate-{left.pk}": "wrong", f"competence-{able.pk}": "right"}, follow=True
    )
    left.refresh_from_db()
    assert (left.checked_on, left.doubted_on) == (None, TODAY)
    change = left.history.first()
    assert (change.history_user, change.history_change_reason is None) == (robin, False)
    assert sentence in page.text
    assert facts(page) == [f"mandate-{left.pk}"]
    assert not soup(page).select("input[checked], input[value=wrong]")
    addresses = " ".join(a["href"] for a in soup(page).select(".ways a"))
    with translation.override(language):
        assert reverse("my_profile_mandate_end", args=["alpha", left.pk]) in addresses
    letter = Letter.objects.get(kind="notice")
    assert letter.to == coordinator.email
    assert "Jens Junker" in letter.body
    listed = changelist(Mandate, "?todo=doubted")
    assert "Junker" in text(desk.get(listed))
    assert "Junker" in text(desk.get("/admin/"))
    Client().post(link, {f"mandate-{left.pk}": "right"})
    left.refresh_from_db()
    assert (left.checked_on, left.doubted_on) == (TODAY, None)


def test_the_end_of_a_function_that_was_called_wrong_ends_the_doubt(alpha, robin, coordinator):
    left = make.mandate(at=alpha)
    left.doubt(robin, "")
    assert [old.record for old in yearly.stale(alpha)] == [left]
    change = make.change(alpha, robin, "mandate_end", object_id=left.pk, until=str(TODAY))
    change.accept(coordinator, change.proposed())
    left.refresh_from_db()
    assert (left.until, left.doubted_on) == (TODAY, None)


def test_a_check_by_the_office_ends_the_doubt(alpha, robin, desk):
    able = make.competence(alpha)
    able.doubt(robin, "")
    save(desk, change_page(able), checked_on=TODAY.isoformat())
    able.refresh_from_db()
    assert (able.checked_on, able.doubted_on) == (TODAY, None)


def test_once_a_year_one_letter_with_one_link(alpha, robin):
    able = make.competence(alpha)
    beta = make.member("Beta")
    robin.organisations.add(beta)
    link = ask()
    call_command("ask_yearly", SITE)
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (robin.email, "yearly_check")
    assert "Alpha" in letter.body
    assert "Beta" in letter.body
    guest = Client()
    page = guest.get(link)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    able.refresh_from_db()
    assert able.checked_on is None
    keys = facts(page)
    assert len(keys) == 2
    guest.post(link, dict.fromkeys(keys, "right"))
    assert not yearly.wanting().exists()
    assert "_auth_user_id" not in guest.session


def test_a_closed_account_is_neither_asked_nor_waited_for(alpha, robin):
    make.competence(alpha)
    assert list(yearly.to_ask()) == [robin]
    User.objects.update(is_active=False, asked_to_check_at=timezone.now() - timedelta(days=400))
    call_command("ask_yearly", SITE)
    assert not Letter.objects.exists()
    assert not yearly.unanswered(User.objects.all()).exists()


def test_a_link_ends_with_the_mandate_the_account_and_the_time(alpha, robin):
    able = make.competence(alpha)
    link = ask()
    told = {f"competence-{able.pk}": "right"}
    robin.organisations.clear()
    Client().post(link, told)
    robin.organisations.add(alpha)
    User.objects.update(is_active=False)
    assert Client().post(link, told).status_code == 404
    User.objects.update(is_active=True)
    assert Client().get(link.replace(":", "x", 1)).status_code == 404
    assert Client().get("/de/stimmt-noch/x/").status_code == 404
    able.refresh_from_db()
    assert able.checked_on is None


def test_a_link_ends_after_its_time(alpha, robin, monkeypatch):
    make.competence(alpha)
    link = ask()
    monkeypatch.setattr(yearly, "LINK_LASTS", timedelta(seconds=-1))
    assert Client().get(link).status_code == 404


def test_the_links_begin_with_the_name_of_the_portal(alpha, robin, settings):
    make.competence(alpha)
    settings.ALLOWED_HOSTS = [".nuklid.example"]
    with pytest.raises(CommandError, match="no address"):
        call_command("ask_yearly")
    assert not Letter.objects.exists()
    settings.ALLOWED_HOSTS = ["portal.nuklid.example", "testserver"]
    call_command("ask_yearly")
    assert "https://portal.nuklid.example/de/stimmt-noch/" in Letter.objects.get().text_to_send


def test_a_fact_is_shown_with_what_it_says_and_the_way_to_change_it(alpha, robin):
    type(alpha).objects.update(checked_on=None, street_address="Straße 1", telephone="0351 1")
    page = Client().get(ask())
    assert "Straße 1 · 0351 1" in page.text
    way = re.search(r'href="(/de/anmelden/[^"]+kontakt/)"', page.text).group(1)
    form = Client().get(unescape(way))
    assert f'value="{robin.email}"' in form.text
    assert 'name="next" value="/de/mein-profil/einrichtung/alpha/kontakt/"' in form.text


def test_who_has_nothing_old_is_left_alone(robin):
    call_command("ask_yearly", SITE)
    assert not Letter.objects.exists()


def test_the_office_sees_who_has_not_answered(desk, alpha, robin):
    make.competence(alpha)
    ask()
    listed = changelist(User, "?todo=unanswered")
    assert robin.email in text(desk.get(listed))
    yearly.confirm(alpha, {old.key for old in yearly.stale(alpha)}, robin)
    assert robin.email not in text(desk.get(listed))
    assert desk.get("/admin/").status_code == 200


def test_nothing_is_taken_down_for_being_old(client, alpha):
    type(alpha).objects.update(checked_on=days_ago(5000))
    make.competence(alpha, checked_on=days_ago(5000), sentence_en="Can do it.")
    assert "Can do it." in client.get("/en/members/alpha/").text


@pytest.mark.parametrize("age", [None, 5, 200, 400, 800])
def test_one_row_and_many_rows_agree_on_what_is_old(alpha, age):
    day = age and days_ago(age)
    type(alpha).objects.update(checked_on=day)
    alpha.refresh_from_db()
    assert yearly.wanting().exists() is bool(yearly.stale(alpha)) is (age in (None, 800))
    type(alpha).objects.update(checked_on=TODAY)
    alpha.refresh_from_db()
    make.mandate(at=alpha, checked_on=day)
    assert yearly.wanting().exists() is bool(yearly.stale(alpha)) is (age != 5)
    alpha.mandates.all().delete()
    make.competence(alpha, checked_on=day)
    assert yearly.wanting().exists() is bool(yearly.stale(alpha)) is (age in (None, 400, 800))
