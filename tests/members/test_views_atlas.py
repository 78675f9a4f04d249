"""The atlas, the pages of radionuclides and stages: who does what, and nobody who is hidden."""

import pytest

from members.models import Membership, Organisation, Radionuclide, Stage
from tests import factories as make
from tests.desk import change, filled
from tests.reading import linked_data, offences, read, soup

pytestmark = pytest.mark.django_db
ATLAS = {"de": "/de/kompetenzen/", "en": "/en/competences/"}
SOURCE = "/en/competences/stage/source/"


@pytest.fixture
def network():
    """Two stages, Lu-177 for therapy and F-18 for PET; Alpha and Beta, who offer and develop."""
    source = make.stage(1, slug="source", name_en="Source", short_name_en="Source")
    labelling = make.stage(5, slug="labelling", name_en="Labelling", short_name_en="Labelling")
    lutetium = make.radionuclide()
    fluorine = make.radionuclide("F", 18, for_pet=True, for_therapy=False, half_life="109.77")
    alpha, beta = make.member("Alpha"), make.organisation("Beta", role="member")
    make.competence(alpha, stage=labelling, radionuclide=lutetium, kind="develops")
    make.competence(beta, stage=labelling, radionuclide=lutetium, evidence="gmp_certificate")
    make.competence(alpha, stage=labelling, radionuclide=fluorine, kind="uses")
    make.competence(beta, stage=source)
    return {"source": source, "labelling": labelling, "lutetium": lutetium, "beta": beta}


def table(query=""):
    """Return the atlas as {row heading: [text of each cell]}."""
    shown = soup(read(ATLAS["en"] + query))
    return {
        row.th.get_text(" ", strip=True).split(" ")[0]: [
            cell.get_text(" ", strip=True) for cell in row.select("td")
        ]
        for row in shown.select(".atlas tbody tr")
    }


def test_each_cell_says_who_does_what_on_which_evidence(network):
    assert table() == {
        "Not": ["Source Beta , offers", "– Labelling nobody"],
        "F": ["– Source nobody", "Labelling Alpha , uses"],
        "Lu": ["– Source nobody", "Labelling Beta , offers GMP certificate Alpha , develops"],
    }


def test_the_table_is_one_for_machines_too(network):
    shown = soup(read(ATLAS["en"]))
    region = shown.select_one("[role=region][tabindex='0']")
    assert region["aria-labelledby"] == region.caption["id"]
    assert [th["scope"] for th in region.select("thead th")] == ["col"] * 3
    assert [th["scope"] for th in region.select("tbody th")] == ["row"] * 3
    hrefs = [a["href"] for a in region.select("a")]
    assert {"/en/competences/lu-177/", "/en/members/beta/", SOURCE} <= set(hrefs)
    assert "4 entries · 2 members · 3 empty fields" in shown.text


@pytest.mark.parametrize(
    ("query", "rows", "count"),
    [
        ("?use=pet", {"Not", "F"}, 2),
        ("?use=therapy", {"Not", "Lu"}, 3),
        ("?use=spect", {"Not"}, 1),
        ("?kind=develops", {"Lu"}, 1),
        ("?member=beta", {"Not", "Lu"}, 2),
        ("?stage=source", {"Not", "F", "Lu"}, 1),
        ("?use=pet&member=beta", {"Not"}, 1),
        ("?use=x&kind=y&member=z&stage=%22%3E", {"Not", "F", "Lu"}, 4),
    ],
)
def test_filters_live_in_the_address(network, query, rows, count):
    shown = soup(read(ATLAS["en"] + query))
    assert set(table(query)) == rows
    assert len(shown.select(".atlas td li")) == count
    csv = [a["href"] for a in shown.select(".actions a") if a.text == "CSV"]
    known = "" if "x" in query else query
    assert csv == [f"/en/competences/atlas.csv{known}"]


def test_one_stage_leaves_one_column(network):
    assert [len(cells) for cells in table("?stage=source").values()] == [1, 1, 1]


def test_nothing_found_says_what_to_loosen(network):
    shown = soup(read(f"{ATLAS['en']}?kind=uses&member=beta"))
    assert shown.table is None
    assert "Loosen the kind or the member" in shown.main.text


def test_beyond_the_limit_a_number_leads_to_all(network, monkeypatch):
    monkeypatch.setattr("members.atlas.NAMES", 1)
    shown = soup(read(ATLAS["en"]))
    assert "names up to 1 entries" in shown.main.text
    cell = shown.select_one("a[href='/en/competences/lu-177/']").find_parent("tr")
    assert [a.get_text(" ", strip=True) for a in cell.select("td a")] == ["Beta , offers", "all 2"]
    rest = cell.select("td a")[1]["href"]
    assert rest == "/en/competences/lu-177/#labelling"
    assert len(soup(read(rest)).find(id="labelling").select("h4")) == 2


def test_of_work_for_any_radionuclide_the_stage_names_all(network, monkeypatch):
    monkeypatch.setattr("members.atlas.NAMES", 0)
    first = soup(read(ATLAS["en"])).select_one(".atlas td a")
    assert first["href"] == SOURCE
    assert "Beta" in soup(read(first["href"])).main.text


# A radionuclide --------------------------------------------------------------------------------


def test_a_radionuclide_shows_who_works_with_it_step_by_step(network):
    shown = soup(read("/en/competences/lu-177/"))
    assert shown.h1.text == "Lutetium-177"
    steps = [(li.b.text, li.span.text) for li in shown.select(".chain li")]
    assert steps == [("(1)", "Source"), ("2", "Labelling")]
    names = [h4.get_text(" ", strip=True) for h4 in shown.select("#labelling h4")]
    assert names == ["Beta offers", "Alpha develops"]
    assert shown.select_one("#source dd a")["href"] == "/en/members/beta/"


def test_a_radionuclide_nobody_works_with_says_so(network):
    make.radionuclide("Ac", 225)
    assert "bound to Ac-225 yet" in soup(read("/en/competences/ac-225/")).main.text


def test_facts_stand_with_source_and_date(network):
    Radionuclide.objects.update(checked_on="2026-11-23")
    shown = soup(read("/de/kompetenzen/lu-177/"))
    facts = {dt.text: dt.find_next("dd").text for dt in shown.select(".facts dt")}
    assert facts["Halbwertszeit"] == "6,65 d"
    assert facts["Quelle"] == "test, geprüft am 23. November 2026"
    assert facts["Kern"] == "71 Protonen, 106 Neutronen"


def test_curve_and_table_say_the_same(network):
    shown = soup(read("/en/competences/lu-177/"))
    rows = [[cell.text for cell in row.select("th, td")] for row in shown.select("tbody tr")]
    assert rows[0] == ["0", "0", "100 %"]
    assert rows[5] == ["5", "33.25", "3.13 %"]
    points = [point.split(",") for point in shown.polyline["points"].split(" ")]
    heights = [float(y) for _, y in points]
    assert heights == sorted(heights)
    assert shown.svg.title.text == "Decay of Lu-177"
    assert [circle["cy"] for circle in shown.select("circle")][:2] == ["16.0", "116.0"]


def test_without_a_half_life_there_is_no_curve():
    make.radionuclide("La", 133, half_life=None, half_life_unit="")
    shown = soup(read("/en/competences/la-133/"))
    assert shown.svg is None
    assert "no source at hand" in shown.main.text


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/en/competences/Lu-177/", 301),
        ("/en/competences/lu-176/", 404),
        ("/en/competences/lu-177m/", 404),
        ("/en/competences/stage/", 404),
        ("/en/competences/stage/nowhere/", 404),
    ],
)
def test_addresses(network, path, answer):
    found = read(path)
    assert found.status_code == answer
    assert answer != 301 or found.headers["Location"] == "/en/competences/lu-177/"


# A stage ---------------------------------------------------------------------------------------


def test_a_stage_says_what_happens_there_and_who_does_it(network):
    Stage.objects.update(description_en="What happens here.")
    shown = soup(read("/en/competences/stage/labelling/"))
    assert shown.h1.text == "Labelling"
    assert "What happens here." in shown.select_one(".lead").text
    names = [h3.get_text(" ", strip=True) for h3 in shown.select(".competence h3")]
    assert names == ["Alpha uses", "Beta offers", "Alpha develops"]  # F-18 before Lu-177
    assert [a["href"] for a in shown.select("[rel=prev], [rel=next]")] == [SOURCE]


def test_a_stage_without_members_is_a_gap(network):
    make.stage(14, slug="training")
    assert "a gap in the chain" in soup(read("/en/competences/stage/training/")).main.text


# What holds for all of them ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_whole(network, language):
    rows = [network["lutetium"], network["labelling"]]
    paths = [ATLAS[language], ATLAS[language] + "?kind=uses&member=beta"]
    for path in [*paths, *(row.get_absolute_url(language) for row in rows)]:
        answer = read(path)
        assert offences(answer) == {}, path
        assert soup(answer).html["lang"] == language


def test_each_page_leads_to_its_counterpart(network):
    german = soup(read("/de/kompetenzen/schritt/labelling/"))
    assert german.select_one("a.language")["href"] == "/en/competences/stage/labelling/"
    german = soup(read("/de/kompetenzen/?kind=uses"))
    assert german.select_one("a.language")["href"] == "/en/competences/?kind=uses"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("", 4), ("lu-177/", 3), ("stage/source/", 2)],
)
def test_queries_stay_the_same(network, rows, path, queries, django_assert_num_queries):
    for _ in range(rows):
        member = make.member()
        make.competence(member, stage=network["source"], radionuclide=network["lutetium"])
        make.competence(member, stage=network["source"])
    with django_assert_num_queries(queries):
        read(ATLAS["en"] + path)


EVERYWHERE = [
    "",
    "atlas.csv",
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
    before = [read(ATLAS["en"] + path).content.decode() for path in EVERYWHERE]
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
            answer = read(ATLAS[language] + there)
            assert answer.status_code == 200, path
            text = answer.content.decode()
            assert "Geheim" not in text, path
            assert "geheim" not in text, path
    assert "4 entries · 2 members" in read(ATLAS["en"]).content.decode()


def test_machines_are_told(network):
    described = linked_data(read(ATLAS["en"]))
    assert set(described) == {"Dataset", "BreadcrumbList"}
    formats = {d["encodingFormat"]: d["contentUrl"] for d in described["Dataset"]["distribution"]}
    assert formats["text/csv"] == "http://testserver/en/competences/atlas.csv"
    term = linked_data(read("/en/competences/lu-177/"))["DefinedTerm"]
    assert (term["name"], term["termCode"]) == ("Lu-177", "lu-177")


def test_sitemap_names_the_atlas_and_its_pages(network):
    Radionuclide.objects.get(symbol="F").save()
    text = read("/sitemap.xml").content.decode()
    for path in (
        ATLAS["de"],
        ATLAS["en"],
        "/en/competences/f-18/",
        "/de/kompetenzen/schritt/source/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text


# Ways in ---------------------------------------------------------------------------------------


def test_two_clicks_from_home_to_the_members_for_a_radionuclide_and_a_stage(network):
    home = soup(read("/en/"))
    tile = home.select_one(".chart a[href='/en/competences/lu-177/']")
    page = soup(read(tile["href"]))
    step = next(a for a in page.select(".chain a") if a.span.text == "Labelling")
    names = [a.text for a in page.select(f"{step['href']} h4 a")]
    assert names == ["Beta", "Alpha"]


def test_ways_into_the_atlas(network):
    home = soup(read("/en/"))
    assert home.select_one(".hero .button")["href"] == ATLAS["en"]
    assert home.select_one(".site-nav a[href='/en/competences/']").text == "Competences"
    assert [a["href"] for a in home.select(".chain a")] == [
        SOURCE,
        "/en/competences/stage/labelling/",
    ]
    member = soup(read("/en/members/beta/"))
    assert member.select_one(".tiles a")["href"] == "/en/competences/lu-177/"
    assert member.select_one(".competence h3 a")["href"] == SOURCE
    current = soup(read(ATLAS["en"])).select(".site-nav [aria-current]")
    assert [a.text for a in current] == ["Competences"]


def test_the_office_renames_a_stage_but_not_its_address(network, desk):
    address = change(network["source"])
    sent = filled(desk.get(address)) | {"name_en": "Origin", "slug": "origin"}
    assert desk.post(address, sent).status_code == 302
    stage = Stage.objects.get(pk=network["source"].pk)
    assert (stage.name_en, stage.slug) == ("Origin", "source")
