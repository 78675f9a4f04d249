"""The home page and the standing pages."""

import pytest

from nuklid.site.views import MEMBERS
from tests import factories as make
from tests.desk import picture, upload
from tests.reading import HOST, fetch, linked_data, soup

pytestmark = pytest.mark.django_db


def test_an_empty_portal_has_a_home_page():
    assert soup(fetch("/de/")).h1


@pytest.mark.parametrize("path", ["/en/", "/en/?x=%3Cscript%3E&utm_source=y"])
def test_home_calls_itself_by_its_own_address(path):
    assert linked_data(fetch(path))["WebSite"]["url"] == f"{HOST}/en/"


def test_home_shows_release_quotation_members_and_office():
    make.member("Muster AG")
    make.organisation("Büro", role="coordinator", email="office@x.example")
    make.organisation("Land", role="supporter")
    old = make.published("Alt", dated_on="2025-01-16")
    new = make.published("Neu", dated_on="2026-01-16")
    quote = make.statement(old)
    summary = make.statement(new, kind="summary")
    page = soup(fetch("/en/"))
    assert [a.text for a in page.select(".newest h3 a")] == [new.headline_en, old.headline_en]
    assert page.find(id=f"statement-{quote.pk}")
    assert not page.find(id=f"statement-{summary.pk}")
    assert [h.text for h in page.select(".member h3")] == ["Muster AG"]
    assert page.find("a", href="mailto:office@x.example")


def test_home_asks_for_the_logos_of_members_and_for_no_other_picture():
    """With the page, its style and its letters that is twelve requests for nine members."""
    portrait = {"portrait": upload(picture((400, 400))), "portrait_agreed_on": "2025-01-16"}
    make.statement(make.published(), make.person(**portrait))
    for role in ("founding_member", "member", "coordinator"):
        make.organisation(role=role, logo=upload(picture()))
    page = soup(fetch("/en/"))
    assert len(page.main.select("img")) == 2
    assert page.select_one(".statement .initials")


def test_home_prefers_a_quotation_in_the_readers_language():
    make.statement(make.published(dated_on="2026-05-01"), text_en="")
    english = make.statement(make.published(dated_on="2025-05-01"))
    assert soup(fetch("/en/")).find(id=f"statement-{english.pk}")
    assert not soup(fetch("/de/")).find(id=f"statement-{english.pk}")


def test_home_counts_members_at_a_stage_and_shows_gaps():
    two, one = make.stage(number=2), make.stage(number=1)  # shown by number all the same
    member = make.member()
    for symbol in ("Lu", "Y"):
        make.competence(member, stage=one, radionuclide=make.radionuclide(symbol))
    make.competence(make.member(), stage=one)
    make.competence(make.member(is_listed=False), stage=two)
    make.competence(make.organisation(), stage=two)
    counted, gap = soup(fetch("/en/")).select(".chain li")
    assert counted.b.text == "2"
    assert gap.b.text == "–"
    assert "gap" in gap["class"]
    assert "no member yet" in gap.text


def test_home_names_who_supports_the_cluster():
    make.member()
    supporter = make.organisation("Freistaat", role="supporter")
    hidden = make.organisation("Verborgen", role="supporter", is_listed=False)
    page = soup(fetch("/en/")).main
    assert page.find("a", href=supporter.get_absolute_url("en"))
    assert hidden.name not in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_seven_times(rows, django_assert_num_queries):
    for number in range(rows):
        of = make.member()
        nuclide = make.radionuclide(mass_number=100 + number)
        make.competence(of, radionuclide=nuclide)
        make.statement(make.published(organisations=[of]), organisations=[of])
    with django_assert_num_queries(7):
        fetch("/de/")


# Standing pages --------------------------------------------------------------------------------


def test_standing_page_shows_what_the_office_wrote():
    make.page("privacy", title_en="Privacy", lead_en="None.", body_en="<h2>A</h2><p>B</p>")
    page = soup(fetch("/en/privacy/"))
    assert page.h1.text == "Privacy"
    assert page.select_one(".lead").text == "None."
    assert page.select_one(".prose h2").text == "A"


def test_about_leads_to_the_aims():
    make.page("about")
    assert "/en/aims/" not in fetch("/en/about/").content.decode()
    make.page("aims")
    assert soup(fetch("/en/about/")).main.find("a", href="/en/aims/")


def test_about_counts_the_cluster_and_names_the_office():
    make.page("about")
    make.organisation("Büro", role="coordinator", telephone="0351 123456")
    make.competence(make.member("Alpha"), stage=make.stage(1))
    make.stage(2)
    make.organisation("Verborgen", role="member", is_listed=False)
    side = soup(fetch("/de/ueber-uns/")).select_one(".article-side")
    rows = {row.dt.text: row.dd.text for row in side.select("dl > div")}
    assert rows["Mitglieder"] == "1"
    assert rows["Schritte der Wertschöpfungskette"] == "1 von 2 mit Mitgliedern"
    assert side.find("a", href="tel:+49351123456").text == "0351 123456"


def test_the_page_for_the_press_shows_the_newest_releases():
    make.page("press")
    release = make.published("Alt", kind="press_release")
    make.published("Kurz", kind="announcement")
    make.draft("Entwurf", kind="press_release")
    side = soup(fetch("/de/presse/")).select_one(".article-side")
    assert [a.text for a in side.select("ul a")][0:1] == [release.headline_de]
    assert "Kurz" not in side.text
    assert "Entwurf" not in side.text
    assert side.find("a", string="Zitat prüfen")


def test_page_in_one_language_says_so():
    make.page("press", title_en="", body_en="")
    page = soup(fetch("/en/press/"))
    assert page.select_one(".prose")["lang"] == "de"
    assert "in German only" in page.select_one(".notice").text


def test_home_shows_the_founders_first_and_not_all_of_many():
    make.organisation("Büro", role="coordinator")
    names = [f"Firma {number:02}" for number in range(26)]
    for name in names:
        make.organisation(name, role="member")
    make.member("Zuletzt AG")
    page = soup(fetch("/en/"))
    shown = [h.text for h in page.select(".member h3")]
    assert shown == ["Zuletzt AG", *names[: MEMBERS - 1]]
    assert page.main.find("a", href="/en/members/", string="All members and partners")
    assert page.main.find("a", string="Büro")
