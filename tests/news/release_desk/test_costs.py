"""What the office waits for asks the database as often for many rows as for one."""

import pytest
from django.urls import reverse

from news.models import NewsItem
from tests import factories
from tests.desk import changelist, page

pytestmark = pytest.mark.django_db
QUERIES = {
    "change": 20,
    "board": 14,
    "ask": 17,
    "authorise": 12,
    "proof": 7,
    "previews": 8,
    "publish": 13,
}


def item_with(statements, are_asked=True):
    item = factories.draft(organisations=[factories.organisation()])
    for position in range(statements):
        made = factories.statement(
            item,
            factories.person(),
            organisations=[factories.organisation()],
            authorised=False,
            position=position,
        )
        if are_asked:
            factories.auth_request(made)
    return item


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_page_of_a_release(desk, name, rows, django_assert_num_queries):
    address = page(item_with(rows, are_asked=name != "ask"), name)
    desk.get(address)  # what is asked once a process is asked
    with django_assert_num_queries(QUERIES[name]):
        assert desk.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_start_page(desk, rows, django_assert_num_queries):
    for row in range(rows):
        item_with(1)
        factories.competence(factories.organisation(summary_de="Nur auf Deutsch."))
        factories.mandate(factories.person(biography_de="Nur auf Deutsch."), job_title_en="")
        factories.change(factories.member())
        factories.page(("about", "aims", "press")[row], title_en="")
    desk.get(reverse("admin:index"))
    with django_assert_num_queries(14):
        assert desk.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_news(desk, rows, django_assert_num_queries):
    for _row in range(rows):
        item_with(1)
    desk.get(changelist(NewsItem))
    with django_assert_num_queries(10):
        assert desk.get(changelist(NewsItem)).status_code == 200
