"""The yearly check in Chromium: it attests nothing unread, and what is wrong reaches the office."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from members.models import User
from members.own_page.yearly_check import token
from tests import factories as make
from tests.looking import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENTENCES = {
    "de": ("Es wurde nichts gespeichert", "Das Büro weiß Bescheid", "nicht mehr stimmt"),
    "en": ("Nothing was stored", "The office knows", "not right any more"),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_each_entry_is_called_right_or_wrong_and_nothing_in_advance(
    live_server, page, coordinator, language
):
    alpha = make.member("Alpha", checked_on=timezone.localdate())
    able, left = make.competence(alpha), make.mandate(make.person("Jens", "Junker"), alpha)
    make.representative(alpha)
    User.objects.update(language=language)
    nothing, knows, wrong = SENTENCES[language]
    call_command("ask_yearly", live_server.url)
    page.goto(re.search(rf"{live_server.url}\S+", mail.outbox[-1].body).group())
    assert page.locator("input:checked").count() == 0
    press(page.locator("main form button"))
    assert nothing in page.locator("body").inner_text()
    page.locator(f"[name=competence-{able.pk}][value=right]").check()
    page.locator(f"[name=mandate-{left.pk}][value=wrong]").check()
    press(page.locator("main form button"))
    able.refresh_from_db()
    left.refresh_from_db()
    assert (able.checked_on, left.doubted_on) == (timezone.localdate(), timezone.localdate())
    assert left.checked_on is None
    assert knows in page.locator("main").inner_text()
    letter = next(m for m in mail.outbox if m.to == [coordinator.email])
    assert "Jens Junker" in letter.body
    assert wrong in letter.subject + letter.body
    assert page.locator(f".ways a[href*='{left.pk}']").count()


def test_what_was_chosen_outlives_a_way_to_another_page(live_server, page):
    alpha = make.member("Alpha", checked_on=timezone.localdate())
    name = f"mandate-{make.mandate(at=alpha).pk}"
    address = f"{live_server.url}/de/stimmt-noch/{token(make.representative(alpha))}/"
    page.goto(address)
    page.wait_for_load_state("load")
    page.locator(f"[name={name}][value=wrong]").check()
    page.on("dialog", lambda dialog: dialog.accept())
    press(page.locator(".ways a").first)
    page.goto(address)
    page.locator("p.unsaved button").first.click()
    assert page.locator(f"[name={name}][value=wrong]").is_checked()
