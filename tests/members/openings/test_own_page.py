"""A member publishes, changes, extends and closes openings; the office takes one down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Opening
from members.own_page.opening_forms import USUAL_TERM
from nuklid.base.letters.models import Letter
from tests import desk as office
from tests import factories as make
from tests.reading import fetch, form_values, soup

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def alpha():
    return make.member("Alpha", address_locality="Radeberg", email="post@alpha.example")


@pytest.fixture
def robin(alpha):
    return make.representative(alpha, first_name="Robin")


@pytest.fixture
def member(client, robin):
    client.force_login(robin)
    return client


def at(name, organisation, *args):
    return reverse(f"my_profile_opening{name}", args=[organisation.slug, *args])


def typed(**values):
    day = (timezone.localdate() + 14 * DAY).isoformat()
    offered = {"kind": "doctorate", "title_de": "Promotion (m/w/d)", "closes_on": day}
    return offered | {"town": "Dresden", "apply_at": "www.alpha.example/jobs"} | values


def send(client, url, **values):
    """Open the form at `url`, type and send it; return the page that follows."""
    offered = form_values(soup(client.get(url)).select_one("main form.form"))
    return client.post(url, offered | values, follow=True)


def messages(page):
    return [li.get_text() for li in soup(page).select(".messages li")]


def test_what_is_published_is_live_at_once(alpha, robin, member, coordinator):
    page = send(member, at("_new", alpha), **typed())
    opening = Opening.objects.get()
    assert opening.apply_at == "https://www.alpha.example/jobs"
    assert opening.history.get().history_user == robin
    assert "It is public now" in messages(page)[0]
    assert fetch(opening.get_absolute_url("de")).status_code == 200
    letter = Letter.objects.get(to=coordinator.email)
    assert opening.title_de in letter.body


def test_the_form_begins_with_what_is_known(alpha, member):
    start = form_values(soup(member.get(at("_new", alpha))).select_one("main form.form"))
    assert start["town"] == "Radeberg"
    assert start["apply_at"] == "post@alpha.example"
    assert start["closes_on"] == (timezone.localdate() + USUAL_TERM).isoformat()


def test_hints_follow_and_refuse_nothing(alpha, member):
    page = send(member, at("_new", alpha), **typed(title_de="Promotion"))
    hints = " ".join(messages(page))
    assert "(m/w/d)" in hints
    assert "No pay is named" in hints
    second = typed(title_de="Laborant*in", summary_de="Vergütung nach Tarif")
    page = send(member, at("_new", alpha), **second)
    assert "Hint" not in " ".join(messages(page))
    assert Opening.objects.count() == 2


def test_a_double_click_publishes_once(alpha, member):
    offered = form_values(soup(member.get(at("_new", alpha))).select_one("main form.form"))
    for _ in range(2):
        page = member.post(at("_new", alpha), offered | typed(), follow=True)
    assert Opening.objects.count() == 1
    assert "nothing was published twice" in messages(page)[0]


YESTERDAY = (timezone.localdate() - DAY).isoformat()
REFUSED = [
    ("title_de", {"title_de": ""}, "Enter a title"),
    ("town", {"town": ""}, "This field is required."),
    ("apply_at", {"apply_at": "irgendwo"}, "Enter the address of a page"),
    ("apply_at", {"apply_at": "javascript:alert(1)"}, "Enter the address of a page"),
    ("apply_at", {"apply_at": "ftp://x.example/"}, "Enter the address of a page"),
    ("apply_at", {"apply_at": "a b@x.example"}, "Enter the address of a page"),
    ("closes_on", {"closes_on": YESTERDAY}, "This day is over: choose today or a later day."),
    ("closes_on", {"closes_on": "2999-12-31"}, "At most a year ahead"),
    ("title_en", {"title_en": "x" * 10_000}, "at most 150 characters"),
    ("summary_de", {"summary_de": "x" * 10_000}, "at most 5000 characters"),
    ("kind", {"kind": "\x00☢"}, "Select a valid choice"),
    ("radionuclide", {"radionuclide": "9" * 400}, "Select a valid choice"),
]


@pytest.mark.parametrize(("field", "values", "sentence"), REFUSED)
def test_what_is_wrong_is_said_at_its_field_and_keeps_everything(
    alpha, member, field, values, sentence
):
    page = member.post(at("_new", alpha), typed(summary_en="Bleibt.") | values)
    shown = soup(page)
    assert sentence in shown.find(id=f"id_{field}_error").get_text()
    assert shown.find(id="id_summary_en").get_text().strip() == "Bleibt."
    assert not Opening.objects.exists()


def test_last_years_is_copied_with_one_click(alpha, member):
    last = make.opening(alpha, closes_on=timezone.localdate() - 200 * DAY)
    page = soup(member.get(reverse("my_profile_organisation", args=[alpha.slug])))
    again = page.select_one(f"a[href$='?copy={last.pk}']")["href"]
    send(member, again)
    new = Opening.objects.latest("pk")
    assert (new.title_de, new.summary_en) == (last.title_de, last.summary_en)
    assert new.closes_on == timezone.localdate() + USUAL_TERM
    assert new.get_absolute_url("de") != last.get_absolute_url("de")


def test_extend_and_fill(alpha, robin, member):
    opening = make.opening(alpha)
    before = opening.closes_on
    assert member.get(at("_extend", alpha, opening.pk)).status_code == 405
    member.post(at("_extend", alpha, opening.pk))
    opening.refresh_from_db()
    assert opening.closes_on == before + 28 * DAY
    assert opening.history.latest().history_user == robin
    assert "Is it filled?" in member.get(at("_filled", alpha, opening.pk)).text
    opening.refresh_from_db()
    assert opening.is_public
    member.post(at("_filled", alpha, opening.pk))
    opening.refresh_from_db()
    assert opening.state == "filled"
    page = member.post(at("_extend", alpha, opening.pk), follow=True)
    assert "closed already" in messages(page)[-1]


def test_who_saves_second_is_told_and_loses_nothing(alpha, member):
    opening = make.opening(alpha)
    url = at("", alpha, opening.pk)
    offered = form_values(soup(member.get(url)).select_one("main form.form"))
    opening.town, opening.apply_at, opening.filled_at = "Radeberg", "x@x.example", timezone.now()
    opening.save()
    typed_meanwhile = {"title_de": "Meins (m/w/d)", "apply_at": "y@x.example"}
    page = member.post(url, offered | typed_meanwhile)
    named = [dt.get_text() for dt in soup(page).select("section[aria-labelledby=meanwhile] dt")]
    assert named == ["Town", "Where to apply"]
    shown = form_values(soup(page).select_one("main form.form"))
    assert shown.items() >= (typed_meanwhile | {"town": "Radeberg"}).items()
    assert Opening.objects.get().title_de != "Meins (m/w/d)"
    member.post(url, shown)
    opening.refresh_from_db()
    assert (opening.title_de, opening.town, opening.apply_at) == (
        "Meins (m/w/d)",
        "Radeberg",
        "y@x.example",
    )


def test_strangers_find_nothing_and_change_nothing(alpha):
    opening = make.opening(alpha)
    beta = make.member("Beta")
    other = Client()
    other.force_login(make.representative(beta))
    theirs = [at("", alpha, opening.pk), at("", beta, opening.pk)]
    theirs += [at("_new", beta) + f"?copy={opening.pk}"]
    for url in theirs:
        assert other.get(url).status_code == other.post(url, typed()).status_code == 404
    for name in ("_extend", "_filled"):
        assert other.post(at(name, beta, opening.pk)).status_code == 404
    assert other.get(at("_new", beta) + "?copy=" + "9" * 400).status_code == 200
    assert Opening.objects.filter(closes_on=opening.closes_on, filled_at=None).count() == 1


def test_the_office_publishes_for_a_member_and_takes_down_with_a_reason(desk, alpha, robin):
    day = (timezone.localdate() + 14 * DAY).isoformat()
    answer = office.save(
        desk,
        office.add(Opening),
        organisation=str(alpha.pk),
        **typed(closes_on=day),
    )
    opening = Opening.objects.get()
    assert opening.is_public
    assert "No pay is named" in " ".join(office.shown_messages(answer))
    office.save(desk, office.change(opening), taken_down_reason_de="Auf Wunsch.")
    assert fetch(opening.get_absolute_url("de")).status_code == 410
    member = Client()
    member.force_login(robin)
    page = member.get(reverse("my_profile_organisation", args=[alpha.slug]))
    assert "Auf Wunsch." in page.text
    office.save(desk, office.change(opening), taken_down_reason_de="")
    assert fetch(opening.get_absolute_url("de")).status_code == 200


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title_de", {"title_de": "", "title_en": ""}),
        ("apply_at", {"apply_at": "nirgends"}),
        ("closes_on", {"closes_on": "2999-01-01"}),
    ],
)
def test_the_desk_refuses_at_the_field(desk, field, values):
    opening = make.opening()
    assert office.errors(office.save(desk, office.change(opening), **values), field)


def test_the_list_of_the_desk_extends_and_closes_several(desk):
    one, two = make.opening(), make.opening(filled_at=timezone.now())
    chosen = {"_selected_action": [one.pk, two.pk], "action": "extend"}
    before = one.closes_on
    answer = desk.post(office.changelist(Opening), chosen, follow=True)
    one.refresh_from_db()
    assert one.closes_on == before + 28 * DAY
    assert any("closed already" in message for message in office.shown_messages(answer))
    desk.post(office.changelist(Opening), chosen | {"action": "mark_filled"})
    one.refresh_from_db()
    assert one.state == "filled"
    assert "1 " in office.text(desk.get(office.changelist(Opening, "?state=over")))


def press_extend(member, opening):
    """Return a function that presses the button on the page as it is now."""
    home = soup(member.get(reverse("my_profile_organisation", args=[opening.organisation.slug])))
    url = at("_extend", opening.organisation, opening.pk)
    offered = form_values(home.select_one(f"form[action='{url}']"))
    return lambda: member.post(url, offered, follow=True)


def test_whoever_presses_twice_extends_once(alpha, member):
    opening = make.opening(alpha)
    press = press_extend(member, opening)
    press()
    assert "Its last day was changed meanwhile" in messages(press())[0]
    assert Opening.objects.get().closes_on == opening.closes_on + 28 * DAY


def test_nobody_extends_further_than_a_year_ahead(alpha, member):
    opening = make.opening(alpha, closes_on=timezone.localdate() + 350 * DAY)
    assert "At most a year ahead" in messages(press_extend(member, opening)())[0]
    assert Opening.objects.get().closes_on == opening.closes_on


def test_the_member_hears_once_why_the_office_took_an_opening_down(desk, alpha, robin):
    never = make.opening(alpha, published_at=timezone.now() + timedelta(days=2))
    office.save(desk, office.change(never), taken_down_reason_de="Niemand hat es gesehen.")
    opening = make.opening(alpha)
    for reason in ("Doppelt.", "Zweimal da."):
        office.save(desk, office.change(opening), taken_down_reason_de=reason)
    letter = Letter.objects.get(kind="decision")
    assert letter.to == robin.email
    assert "Doppelt." in letter.body


def test_what_was_open_to_readers_is_not_deleted(desk):
    opening = make.opening()
    never = make.opening(published_at=timezone.now() + timedelta(days=2))
    for row, gone in ((opening, False), (never, True)):
        assert bool(office.parsed(desk.get(office.change(row))).select(".deletelink")) == gone
        answer = desk.post(office.page(row, "delete"), {"post": "yes"}, follow=True)
        assert ("marked as filled, never deleted" in office.text(answer)) != gone
        assert Opening.objects.filter(pk=row.pk).exists() != gone


def test_the_version_that_was_taken_down_is_taken_down_again(desk):
    opening = make.opening()
    for reason in ("Auf Wunsch.", ""):
        office.save(desk, office.change(opening), taken_down_reason_de=reason)
    for record, status in zip(opening.history.all()[1:3], (410, 200), strict=True):
        version = office.page(opening, "version", record.history_id)
        desk.post(version, office.filled(desk.get(version)))
        assert fetch(opening.get_absolute_url("de")).status_code == status
