"""“Check a quote” in Chromium: a faithful part is not accused, and another word is shown."""

import pytest

from tests import factories as make
from tests.looking import press
from tests.news.wording.test_variants import FIRST, SECOND
from tests.reading import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADINGS = {
    "de": ("nur ein Ausschnitt", "Weicht ab"),
    "en": ("only a part", "Differs"),
}


@pytest.mark.parametrize("language", HEADINGS)
def test_a_part_is_exact_and_each_quote_of_a_paste_gets_its_verdict(live_server, page, language):
    for texts in (FIRST, SECOND):
        make.statement(**{f"text_{code}": text for code, text in texts.items()})
    page.goto(live_server.url + address("statements:check", language))
    faithful, altered = FIRST[language].partition(".")[0], SECOND[language].replace("14", "40")
    page.locator("[name=quote]").fill(f"„{faithful}“\n\n„{altered}“")
    press(page.locator("main form button"))
    verdicts = page.locator("section.verdict h2").all_inner_texts()
    assert len(verdicts) == 2
    for heading, words in zip(verdicts, HEADINGS[language], strict=True):
        assert words in heading
    assert page.locator(".verdict.is-differs ins").first.inner_text().endswith("40")
