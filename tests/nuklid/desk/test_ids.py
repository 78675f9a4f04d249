"""Each id stands once on a page of the desk: a label, and an error, lead to the right field."""

import pytest
from django.urls import reverse

from tests import factories
from tests.desk import page
from tests.reading import ids_used_twice, soup

pytestmark = pytest.mark.django_db


def addresses():
    item = factories.draft()
    factories.statement(item, authorised=False)
    yield reverse("admin:news_newsitem_read")
    yield from (page(item, name) for name in ("change", "board", "ask", "authorise"))
    yield page(factories.published(), "withdraw")


def test_no_id_is_used_twice(desk):
    for address in addresses():
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert ids_used_twice(soup(answer), answer) == [], address
