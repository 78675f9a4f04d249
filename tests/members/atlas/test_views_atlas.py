"""The atlas, the pages of radionuclides and stages: who does what, and nobody who is hidden."""

import pytest

from members.directory.filters import MOST
from members.models import Membership, Organisation, Radionuclide, Stage
from tests import factories as make
from tests.desk import change, filled
from tests.reading import fetch, linked_data, offences, soup

pytestmark = pytest.mark.django_db
ATLAS = {"de": "/de/kompetenzen/", "en": "/en/competences/"}
SOURCE = "/en/competences/stage/source/"


def table(query=""):
    """Return the atlas as {row heading: [text of each cell]}."""
    shown = soup(fetch(ATLAS["en"] + query))
    return {
        row.th.get_text(" ", strip=True).split(" ")[0]: [
            cell.get_text(" ", strip=True) for cell in row.select("td")
        ]
        for row in shown.select(".atlas tbody tr")
    }


def test_each_cell_says_who_does_what_on_which_evidence(network):
    assert table() == {
        "Not": ["Source Beta , offers", "Labelling nobody"],
        "F": ["Source +1 not bound to one", "Labelling Alpha , uses"],
        "Lu": [
            "Source +1 not bound to one",
            "Labelling Beta , offers GMP certificate Alpha , develops",
        ],
    }


def test_the_table_is_one_for_machines_too(network):
    shown = soup(fetch(ATLAS["en"]))
    region = shown.select_one("table.atlas")
    assert region.caption.text == "Steps of the value chain across, radionuclides down"
    assert [th["scope"] for th in region.select("thead th")] == ["col"] * 3
    assert [th["scope"] for th in region.select("tbody th")] == ["row"] * 3
    hrefs = [a["href"] for a in region.select("a")]
    assert {"/en/competences/lu-177/", "/en/members/beta/", SOURCE} <= set(hrefs)
    assert "4 entries · 2 members · 0 gaps" in shown.text


@pytest.mark.parametrize(
    ("query", "rows", "count"),
    [
        ("?use=pet", {"Not", "F"}, 2),
        ("?use=therapy", {"Not", "Lu"}, 3),
        ("?use=spect", {"Not"}, 1),
        ("?kind=develops", {"Lu"}, 1),
        ("?member=beta", {"Not", "Lu"}, 2),
        ("?stage=source", {"Not"}, 1),
        ("?radionuclide=lu-177", {"Not", "Lu"}, 3),
        ("?radionuclide=lu-177&stage=source", {"Not", "Lu"}, 1),
        ("?stage=source&until=labelling", {"Not", "F", "Lu"}, 4),
        ("?town=Leipzig", {"Not", "Lu"}, 2),
        ("?member=beta&use=pet", {"Not"}, 1),
        ("?use=x&kind=y&member=z&stage=%22%3E", {"Not", "F", "Lu"}, 4),
    ],
)
def test_filters_live_in_the_address(network, query, rows, count):
    shown = soup(fetch(ATLAS["en"] + query))
    assert set(table(query)) == rows
    assert len(shown.select(".atlas td li")) == count
    csv = [a["href"] for a in shown.select(".actions a") if a.text == "CSV"]
    known = "" if "x" in query else query
    assert csv == [f"/en/competences/atlas.csv{known}"]
    rows = fetch(f"/en/competences/atlas.json{query}").json()["competences"]
    assert len(rows) == count


def test_one_stage_leaves_one_column(network):
    assert table("?stage=labelling") == {
        "F": ["Labelling Alpha , uses"],
        "Lu": ["Labelling Beta , offers GMP certificate Alpha , develops"],
    }


def test_whom_nobody_works_with_in_particular_is_a_tile_below_not_a_row(network):
    make.stage(9, slug="gap")
    make.radionuclide("Ac", 225)
    shown = soup(fetch(ATLAS["en"]))
    assert set(table()) == {"Not", "F", "Lu"}
    assert [a["href"] for a in shown.select(".idle a")] == ["/en/competences/ac-225/"]
    # Nobody is at the stage 9 for any of three; at Labelling nobody for actinium.
    assert "4 entries · 2 members · 4 gaps" in shown.text
    assert table("?radionuclide=ac-225")["Ac"] == [
        "Source +1 not bound to one",
        "Labelling – nobody",
        "en 9 – nobody",
    ]


def test_work_for_any_radionuclide_counts_members_once(network):
    make.competence(network["beta"], stage=network["labelling"])
    make.competence(make.member("Gamma"), stage=network["labelling"])
    assert table()["Lu"][1].endswith("Alpha , develops +1 not bound to one")
    assert table()["F"][1] == "Labelling Alpha , uses +2 not bound to one"


def test_a_check_mark_is_for_evidence_not_for_a_statement_of_ones_own(network):
    make.competence(network["beta"], stage=network["labelling"], evidence="own_statement")
    proven = [a.text for a in soup(fetch(ATLAS["en"])).select(".atlas .proven")]
    assert proven == ["Beta, offers"]


def test_nothing_found_says_what_to_loosen(network):
    shown = soup(fetch(f"{ATLAS['en']}?kind=uses&member=beta"))
    assert shown.table is None
    assert "Leave out the kind, the town or the member" in shown.main.text


def test_beyond_the_limit_a_number_leads_to_all(network, monkeypatch):
    monkeypatch.setattr("members.atlas.table.NAMES", 1)
    shown = soup(fetch(ATLAS["en"]))
    assert "names 1 entry" in shown.main.text
    cell = shown.select_one("a[href='/en/competences/lu-177/']").find_parent("tr")
    assert [a.get_text(" ", strip=True) for a in cell.select("td a")] == ["Beta , offers", "all 2"]
    rest = cell.select("td a")[1]["href"]
    assert rest == "/en/competences/lu-177/#labelling"
    assert len(soup(fetch(rest)).find(id="labelling").select("h3")) == 2


def test_of_work_for_any_radionuclide_the_stage_names_all(network, monkeypatch):
    monkeypatch.setattr("members.atlas.table.NAMES", 1)
    make.competence(make.member("Gamma"), stage=network["source"])
    first, rest = soup(fetch(ATLAS["en"])).select(".atlas td a")[:2]
    assert (first.text, rest["href"]) == ("Beta, offers", SOURCE)
    assert "Gamma" in soup(fetch(rest["href"])).main.text


# What holds for all of them ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_whole(network, language):
    rows = [network["lutetium"], network["labelling"]]
    paths = [ATLAS[language], ATLAS[language] + "?kind=uses&member=beta"]
    for path in [*paths, *(row.get_absolute_url(language) for row in rows)]:
        answer = fetch(path)
        assert offences(answer) == {}, path
        assert soup(answer).html["lang"] == language


def test_each_page_leads_to_its_counterpart(network):
    german = soup(fetch("/de/kompetenzen/schritt/labelling/"))
    assert german.select_one("a.language")["href"] == "/en/competences/stage/labelling/"
    german = soup(fetch("/de/kompetenzen/?kind=uses"))
    assert german.select_one("a.language")["href"] == "/en/competences/?kind=uses"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("", 5), ("lu-177/", 4), ("stage/source/", 3)],
)
def test_queries_stay_the_same(network, rows, path, queries, django_assert_num_queries):
    for _ in range(rows):
        member = make.member()
        make.competence(member, stage=network["source"], radionuclide=network["lutetium"])
        make.competence(member, stage=network["source"])
        make.opening(member, stage=network["source"], radionuclide=network["lutetium"])
    with django_assert_num_queries(queries):
        fetch(ATLAS["en"] + path)


EVERYWHERE = [
    "",
    "atlas.csv",
    "atlas.excel.csv",
    "atlas.json",
    "atlas.jsonld",
    "lu-177/",
    "stage/labelling/",
    "stage/source/",
]


@pytest.mark.parametrize("why", ["hidden", "no member", "former member"])
def test_who_is_no_listed_member_shows_nowhere(network, why):
    secret = make.member("Geheim", summary_en="Geheim")
    for stage in (network["labelling"], network["source"]):
        make.competence(secret, stage=stage, radionuclide=network["lutetium"])
        make.competence(secret, stage=stage, sentence_en="Geheim")
    before = [fetch(ATLAS["en"] + path).content.decode() for path in EVERYWHERE]
    assert all("Geheim" in text for text in before)
    if why == "hidden":
        Organisation.objects.filter(pk=secret.pk).update(is_listed=False)
    elif why == "no member":
        Membership.objects.filter(organisation=secret).update(role="supporter")
    else:
        Membership.objects.filter(organisation=secret).update(until="2025-12-31")
    for path in EVERYWHERE:
        for language in ("de", "en"):
            there = path.replace("stage/", "schritt/") if language == "de" else path
            answer = fetch(ATLAS[language] + there)
            assert answer.status_code == 200, path
            text = answer.content.decode()
            assert "Geheim" not in text, path
            assert "geheim" not in text, path
    assert "4 entries · 2 members" in soup(fetch(ATLAS["en"])).select_one(".count").text


def test_machines_are_told(network):
    described = linked_data(fetch(ATLAS["en"]))
    assert set(described) == {"Dataset", "BreadcrumbList"}
    formats = {d["encodingFormat"]: d["contentUrl"] for d in described["Dataset"]["distribution"]}
    assert formats["text/csv"] == "http://testserver/en/competences/atlas.csv"
    term = linked_data(fetch("/en/competences/lu-177/"))["DefinedTerm"]
    assert (term["name"], term["termCode"]) == ("Lu-177", "lu-177")


def test_sitemap_names_the_atlas_and_its_pages(network):
    Radionuclide.objects.get(symbol="F").save()
    text = fetch("/sitemap.xml").content.decode()
    for path in (
        ATLAS["de"],
        ATLAS["en"],
        "/en/competences/f-18/",
        "/de/kompetenzen/schritt/source/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text


# Ways in ---------------------------------------------------------------------------------------


def test_a_click_from_home_to_the_members_for_a_radionuclide_at_each_stage(network):
    home = soup(fetch("/en/"))
    tile = home.select_one(".chart a[href='/en/competences/lu-177/']")
    page = soup(fetch(tile["href"]))
    assert [a.text for a in page.select("#labelling h3 a")] == ["Beta", "Alpha"]


def test_ways_into_the_atlas(network):
    home = soup(fetch("/en/"))
    assert home.select_one(".hero .button")["href"] == ATLAS["en"]
    assert home.select_one(".site-nav a[href='/en/competences/']").text == "Competences"
    assert [a["href"] for a in home.select(".chain a")] == [
        SOURCE,
        "/en/competences/stage/labelling/",
    ]
    member = soup(fetch("/en/members/beta/"))
    assert member.select_one(".competence a:has(.tile)")["href"] == "/en/competences/lu-177/"
    assert member.select_one(".competence h3 a")["href"] == SOURCE
    current = soup(fetch(ATLAS["en"])).select(".site-nav [aria-current]")
    assert [a.text for a in current] == ["Competences"]


def test_the_office_renames_a_stage_but_not_its_address(network, desk):
    address = change(network["source"])
    sent = filled(desk.get(address)) | {"name_en": "Origin", "slug": "origin"}
    assert desk.post(address, sent).status_code == 302
    stage = Stage.objects.get(pk=network["source"].pk)
    assert (stage.name_en, stage.slug) == ("Origin", "source")


def test_among_many_members_one_writes_a_part_of_the_name():
    stage = make.stage()
    for number in range(MOST + 1):
        make.competence(make.member(f"Firma {number}"), stage=stage)
    shown = soup(fetch(ATLAS["de"]))
    assert shown.select_one("label[for=id_member]").text == "Mitglied (Teil des Namens)"
    for query, members in (("firma 7", 1), ("firma-40", 1), ("ma 1", 11), ("x", MOST + 1)):
        shown = soup(fetch(f"{ATLAS['en']}?member={query}"))
        assert f"{members} member" in shown.text
    assert shown.select_one(".problem").text.startswith("No member here is called that.")
