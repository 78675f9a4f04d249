"""On a phone without script: the office announces, moves and cancels; a reader sees each step."""

import pytest

from news.models import Event
from tests.desk import add, page
from tests.looking import overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(browser, live_server, coordinator, client):
    """A page on a phone without JavaScript, of a coordinator who is signed in."""
    client.force_login(coordinator)
    context = browser.new_context(
        locale="en-GB", viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def follow(phone, **typed):
    """Fill in the page of a verb and confirm it."""
    for name, value in typed.items():
        phone.fill(f"[name={name}]", value)
    phone.click("#content .submit-row input[type=submit]")


def words(phone):
    """Return what the page says, whatever its blanks."""
    return " ".join(phone.inner_text("main").split())


def test_the_office_announces_moves_and_cancels_on_a_phone(live_server, phone):
    phone.goto(live_server.url + add(Event))
    phone.fill("[name=title_en]", "Open day")
    phone.fill("[name=start_date]", "2027-03-12")
    phone.fill("[name=start_time]", "10:00")
    phone.fill("[name=address_locality]", "Radeberg")
    phone.click("button[name=_then][value=publish]")
    follow(phone)  # three clicks and four fields in all
    event, shown = Event.objects.get(), f"{live_server.url}/en/events/open-day/"
    phone.goto(f"{live_server.url}/en/events/")
    assert "Event · 12 March 2027, 10:00" in words(phone)

    phone.goto(live_server.url + page(event, "move"))
    follow(phone, start_date="2027-03-19", reason_en="The hall is taken.")
    phone.goto(shown)
    seen = words(phone)
    assert "19 March 2027, 10:00" in seen
    assert "It was to take place: 12 March 2027, 10:00. The hall is taken." in seen

    phone.goto(live_server.url + page(event, "cancel"))
    follow(phone, reason_en="Too few people.")
    phone.goto(shown)
    assert "It does not take place. Too few people." in words(phone)
    assert not overflow(phone)
    phone.goto(live_server.url + page(event, "change"))
    assert not overflow(phone)
