"""Reading a release in Chromium: what could be read two ways says so, and is not taken unasked."""

import pytest
from django.utils.translation import override

from news.intake.doubts import Doubt
from news.models import Statement
from tests.looking import press
from tests.news.intake.test_doubts import RELEASE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_doubtful_statement_comes_first_unticked_and_is_not_stored(
    live_server, page, context, coordinator, sign_in, language
):
    sign_in(coordinator)
    cookie = {"name": "django_language", "value": language, "url": live_server.url}
    context.add_cookies([cookie])
    page.goto(f"{live_server.url}/admin/news/newsitem/read/")
    page.locator("input[name=language][value=de]").check()
    page.locator("[name=text]").fill(RELEASE)
    press(page.locator("#content input[type=submit]").first)
    first = page.locator(".intake-card:has([name$=-take])").first.inner_text()
    assert "Eva Probe" in first
    with override(language):
        assert str(Doubt.PEOPLE.sentence) in first
    ticks = page.locator("[name$=-take]")
    assert [tick.is_checked() for tick in ticks.all()] == [False, True, True]
    press(page.locator("#content input[type=submit].default"))
    assert sorted(Statement.objects.values_list("speaker__family_name", flat=True)) == [
        "Ende",
        "Muster",
    ]
