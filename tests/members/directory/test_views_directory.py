"""The directory: groups, facets whose counts are right, a map, a way out where nothing is found."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from members.directory.facets import DirectoryFilter
from members.directory.filters import TOLD
from members.directory.views import PER_PAGE
from members.models import Membership
from tests import factories as make
from tests.reading import fetch, linked_data, offences, soup

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


# Groups ----------------------------------------------------------------------------------------


def groups():
    sections = soup(fetch("/en/members/")).select("section:has(.members)")
    return {each.h2.text: [a.text for a in each.select("h3 a")] for each in sections}


def test_directory_sets_those_apart_who_are_no_members():
    make.member("Gründer")
    make.organisation("Mitglied", role="member")
    make.organisation("Büro", role="coordinator")
    make.organisation("Partner", role="associated_partner")
    make.organisation("Land", role="supporter")
    make.organisation("Nur genannt")
    assert groups() == {
        "Members": ["Gründer", "Mitglied"],
        "Coordination": ["Büro"],
        "Associated partners": ["Partner"],
        "Supporters": ["Land"],
    }


def test_directory_marks_founding_members_only():
    make.member("Gründer", address_locality="Radeberg", summary_en="Makes samples.")
    make.organisation("Mitglied", role="member")
    founder, member = soup(fetch("/en/members/")).select(".member")
    assert founder.select_one(".mark").text == "Founding member"
    assert "Radeberg" in founder.text
    assert "Makes samples." in founder.text
    assert member.select_one(".mark") is None


@pytest.mark.parametrize(
    ("name", "initials"),
    [("CUP Contract Labs", "CUP"), ("Gamma-Service Recycling", "GSR"), ("leap:up", "L")],
)
def test_initials_stand_where_a_logo_is_missing(name, initials):
    make.member(name)
    assert soup(fetch("/en/members/")).select_one(".logo").text.strip() == initials


def test_membership_of_another_day_does_not_count():
    gone = make.organisation("Gegangen")
    Membership.objects.create(organisation=gone, role="member", until=YESTERDAY)
    coming = make.organisation("Kommt")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Membership.objects.create(organisation=coming, role="member", since=tomorrow)
    assert groups() == {}


def test_of_two_roles_the_weightiest_counts():
    both = make.organisation("Beides", role="supporter")
    Membership.objects.create(organisation=both, role="member")
    assert groups() == {"Members": ["Beides"]}
    assert soup(fetch(both.get_absolute_url("en"))).select_one(".mark").text == "Member"


@pytest.mark.parametrize("rows", [1, 3])
def test_directory_asks_five_times(rows, django_assert_num_queries):
    for number in range(rows):
        make.competence(
            make.member(logo="logos/a.svg"), radionuclide=make.radionuclide("I", number + 120)
        )
    with django_assert_num_queries(5):
        fetch("/de/mitglieder/?kind=company")


def test_a_long_directory_has_pages_that_keep_the_choice():
    for number in range(PER_PAGE + 1):
        make.member(f"Firma {number:02}")
    make.organisation("Labor", role="supporter", kind="clinic")
    first, second = (soup(fetch(f"/en/members/?kind=company&page={page}")) for page in (1, 2))
    assert len(first.select(".member")) == PER_PAGE
    assert [a.text for a in second.select(".member h3 a")] == [f"Firma {PER_PAGE}"]
    assert second.select_one("[rel=prev]")["href"] == "?kind=company&page=1"
    assert second.find("link", rel="canonical")["href"].endswith("?kind=company&page=2")


# Facets ----------------------------------------------------------------------------------------


def names_at(query, language="en"):
    shown = soup(fetch(f"/{'en/members' if language == 'en' else 'de/mitglieder'}/{query}"))
    return [a.text for a in shown.select(".member h3 a")]


def choices(query, facet):
    shown = soup(fetch(f"/en/members/{query}"))
    return [option.text for option in shown.select(f"#id_{facet} option")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Kits", "Labor", "Praxis", "Land"]),
        ("?stage=quality", ["Kits", "Labor"]),
        ("?radionuclide=lu-177", ["Kits", "Labor"]),
        ("?stage=quality&radionuclide=lu-177", ["Labor"]),  # by one and the same competence
        ("?radionuclide=unbound", ["Labor"]),
        ("?radionuclide=i-131", ["Kits", "Labor"]),  # Labor works with whatever comes
        ("?stage=quality&radionuclide=i-131", ["Kits", "Labor"]),
        ("?stage=labelling&radionuclide=i-131", []),
        ("?town=Leipzig", ["Praxis"]),
        ("?kind=clinic&founding=no", ["Praxis"]),
        ("?founding=yes&kind=research_institution", ["Labor"]),
        ("?town=Nowhere", ["Kits", "Labor", "Praxis", "Land"]),
        ("?stage=quality&stage=labelling", ["Kits"]),  # of a value given twice the last counts
    ],
)
def test_facets_combine(region, query, names):
    assert names_at(query) == names
    assert names_at(query, "de") == names


def test_counts_are_right_under_the_other_choices(region):
    assert choices("", "town") == ["All", "Dresden (1)", "Leipzig (1)", "Radeberg (1)"]
    assert choices("?stage=quality", "town") == ["All", "Dresden (1)", "Radeberg (1)"]
    assert choices("?stage=quality&town=Dresden", "radionuclide") == [
        "All",
        "I-131 (1)",
        "Lu-177 (1)",
        "not bound to one (1)",
    ]
    assert choices("?founding=no", "stage") == ["All"]
    assert choices("?founding=no", "founding") == ["All", "yes (2)", "no (2)"]


@pytest.mark.parametrize(
    "locality",
    ["Dresden-Rossendorf", "Dresden OT Rossendorf", "Dresden (Rossendorf)", "Dresden, Rossendorf"],
)
@pytest.mark.parametrize("path", ["/en/members/", "/de/mitglieder/"])
def test_a_district_is_found_under_its_town(region, locality, path):
    make.member("Forschung", address_locality=locality, latitude=51.06, longitude=13.95)
    shown = soup(fetch(f"{path}?town=Dresden"))
    assert [a.text for a in shown.select(".member h3 a")] == ["Forschung", "Labor"]
    assert "Dresden 2" in [text.text for text in shown.select("svg text")]
    assert locality not in [option["value"] for option in shown.select("#id_town option")]


def test_a_town_with_a_hyphen_is_no_district(region):
    make.member("Bad", address_locality="Baden-Baden")
    assert names_at("?town=Baden-Baden") == ["Bad"]


def test_an_unknown_choice_is_named(region):
    shown = soup(fetch("/en/members/?town=Nowhere%3Cb%3E&kind=company"))
    told = shown.select_one(".problem")
    assert told.text == "“Nowhere<b>” is not in this list. Choose an entry."
    field = shown.select_one("select[aria-invalid=true]")
    assert (field["name"], field["aria-describedby"]) == ("town", told["id"])
    assert shown.select_one("select[name=kind] [selected]")["value"] == "company"  # is kept


@pytest.mark.parametrize(
    ("path", "summary"),
    [
        ("/en/members/", "Filter"),
        ("/en/members/?stage=quality&kind=company", "Filter · 2 chosen"),
        ("/de/mitglieder/?stage=quality", "Filter · 1 gewählt"),
        ("/de/kompetenzen/?kind=uses&use=pet", "Filter · 2 gewählt"),
        ("/de/aktuelles/?kind=event_report", "Filter · 1 gewählt"),
        ("/de/termine/?when=past", "Filter · 1 gewählt"),
        ("/en/events/", "Filter"),
    ],
)
def test_filters_are_one_line_that_opens_and_says_how_many_are_chosen(region, path, summary):
    filters = soup(fetch(path)).select_one("details.filters")
    assert " ".join(filters.summary.text.split()) == summary
    assert not filters.has_attr("open")
    assert filters.select_one("form.filter select")


def test_a_filter_with_a_problem_is_open(region):
    assert soup(fetch("/en/members/?town=Nowhere")).select_one("details.filters[open] .problem")


def test_of_an_endless_choice_the_beginning_is_named(region):
    told = soup(fetch(f"/de/mitglieder/?town={'W' * 10_000}")).select_one(".problem").text
    assert told == f"„{'W' * TOLD}…“ steht nicht in dieser Liste. Bitte wählen Sie einen Eintrag."


def test_nothing_found_says_what_to_loosen(region):
    shown = soup(fetch("/en/members/?stage=labelling&town=Leipzig"))
    notice = shown.select_one(".notice")
    assert shown.select(".member") == []
    assert [li.text for li in notice.select("li")] == [
        "Competence: 5 · en 5 – then 1 entry",
        "Town: Leipzig – then 1 entry",
    ]
    assert notice.a["href"] == "?town=Leipzig"
    for way in notice.select("li a"):
        assert len(names_at(way["href"])) == 1


def test_where_no_single_choice_is_to_blame_it_says_which_ones_together(region):
    query = "?stage=labelling&radionuclide=unbound&town=Leipzig&founding=no"
    notice = soup(fetch(f"/en/members/{query}")).select_one(".notice")
    assert [li.text for li in notice.select("li")] == [
        "Competence: 5 · en 5 + Radionuclide: not bound to one – then 1 entry",
    ]
    assert names_at(notice.a["href"]) == ["Praxis"]


def test_an_empty_directory_says_so():
    assert "No members are listed yet" in fetch("/en/members/").content.decode()


def test_hidden_organisations_are_not_counted(region):
    make.competence(
        make.member("Geheim", is_listed=False, address_locality="Geheimstadt", kind="university"),
        stage=make.stage(7, name_en="Secret stage"),
        radionuclide=make.radionuclide("Ac", 225),
    )
    text = fetch("/en/members/").content.decode()
    for leak in ("Geheim", "university", "Secret stage"):
        assert leak not in text
    assert "Ac-225 (1)" in text  # Labor, who work with whatever comes


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("query", ["", "?stage=quality", "?stage=labelling&town=Leipzig"])
def test_directory_is_whole(region, language, query):
    path = "/en/members/" if language == "en" else "/de/mitglieder/"
    answer = fetch(path + query)
    assert offences(answer) == {}
    assert set(linked_data(answer)) == {"BreadcrumbList"}


def test_the_database_tells_the_facets_what_they_count(region):
    (only,) = [one for one in DirectoryFilter(QueryDict()).listings if one.town == "Dresden"]
    assert only.abilities == {("quality", "lu-177"), ("quality", "i-131"), ("quality", "unbound")}
    assert (only.kind, only.town, only.founding) == ("research_institution", "Dresden", "yes")


def test_facets_count_nobody_the_directory_does_not_show(region):
    before = [one.pk for one in DirectoryFilter(QueryDict()).listings]
    hidden, left = make.member("Verborgen", is_listed=False), make.member("Ausgetreten")
    never = make.organisation("Nie dabei")
    for organisation in (hidden, left, never):
        make.competence(organisation)
    assert left.pk in [one.pk for one in DirectoryFilter(QueryDict()).listings]
    left.memberships.update(until=timezone.localdate() - timedelta(days=1))
    assert [one.pk for one in DirectoryFilter(QueryDict()).listings] == before
