"""Logos as a browser draws them."""

import pytest
from django.core.files.base import ContentFile

from tests import factories as make
from tests.reading import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<rect width="200" height="100"/></svg>"""
DRAWN = "async image => { await image.decode(); return image.getBoundingClientRect().toJSON(); }"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_logo_without_a_size_of_its_own_is_seen(live_server, page, language):
    firm = make.member("Muster", logo=ContentFile(SVG, "l.svg"))
    for path in (address("members:list", language), firm.get_absolute_url(language)):
        page.goto(live_server.url + path)
        logo = page.locator(".logo img").first
        logo.scroll_into_view_if_needed()  # loaded when it is near
        box = logo.evaluate(DRAWN)
        assert min(box["width"], box["height"]) > 40
