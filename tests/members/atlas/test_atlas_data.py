"""The atlas as CSV, JSON and linked data: the same entries, stable ids, no formula."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from members.atlas import data as atlas_data
from tests import factories as make
from tests.reading import HOST, address, fetch, linked_data, soup

pytestmark = pytest.mark.django_db
ENDINGS = ("csv", "excel.csv", "json", "jsonld")


@pytest.fixture
def entry():
    return make.competence(
        make.member("Alpha GmbH", address_locality="Dresden", url="https://alpha.example/"),
        stage=make.stage(5, slug="labelling", name_de="Markierung", name_en="Labelling"),
        radionuclide=make.radionuclide("Tc", 99, metastable=True, half_life="6"),
        sentence_de="Kann es.",
        sentence_en="Can do it.",
        evidence="gmp_certificate",
        evidence_url="https://proof.example/",
        checked_on=date(2026, 3, 1),
    )


def sheet(path, delimiter=","):
    answer = fetch(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines, delimiter=delimiter))


def data(path):
    return json.loads(fetch(path).content)


def test_csv_holds_a_line_for_each_competence(entry):
    make.competence(entry.organisation, stage=entry.stage, kind="uses")
    lines = {line["radionuclide"]: line for line in sheet("/de/kompetenzen/atlas.csv")}
    assert lines.keys() == {"tc-99m", ""}
    assert lines["tc-99m"] == {
        "organisation": "alpha-gmbh",
        "organisation_name": "Alpha GmbH",
        "town": "Dresden",
        "website": "https://alpha.example/",
        "stage": "labelling",
        "stage_number": "5",
        "stage_name": "Markierung",
        "radionuclide": "tc-99m",
        "kind": "offers",
        "evidence": "gmp_certificate",
        "evidence_url": "https://proof.example/",
        "checked_on": "2026-03-01",
        "sentence": "Kann es.",
        "language": "de",
    }
    assert lines[""]["language"] == "de"
    assert sheet("/en/competences/atlas.csv")[0]["stage_name"] == "Labelling"


def test_a_sentence_in_the_other_language_says_so(entry):
    type(entry).objects.update(sentence_en="")
    (line,) = sheet("/en/competences/atlas.csv")
    assert (line["sentence"], line["language"]) == ("Kann es.", "de")


def test_german_excel_gets_the_same_with_semicolons(entry):
    path = "/de/kompetenzen/atlas.excel.csv"
    assert fetch(path).content.startswith(b"\xef\xbb\xbforganisation;organisation_name;town;")
    assert sheet(path, ";") == sheet("/de/kompetenzen/atlas.csv")
    assert 'filename="nuklid-competences.excel.csv"' in fetch(path)["Content-Disposition"]
    for name in ("competences:atlas", "competences:data"):
        page = soup(fetch(address(name, "de")))
        assert page.find("a", href=path).text == "CSV für Excel"


@pytest.mark.parametrize(("file", "delimiter"), [("atlas.csv", ","), ("atlas.excel.csv", ";")])
@pytest.mark.parametrize("sign", [*"=+-@\t\r", *"＝＋－＠"])
def test_csv_holds_no_formula(entry, sign, file, delimiter):
    text = f"{sign}1+1;2,3"
    type(entry.organisation).objects.update(name=text, address_locality=text, url=text)
    type(entry).objects.update(sentence_en=text)
    content = fetch(f"/en/competences/{file}").content.decode("utf-8-sig")
    (line,) = csv.DictReader(content.splitlines(keepends=True), delimiter=delimiter)
    for column in ("organisation_name", "town", "website", "sentence"):
        assert line[column] == f"'{text}"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("file", ["atlas.csv", "atlas.excel.csv"])
def test_no_spreadsheet_finds_a_formula_whatever_it_separates_by(entry, file, separator):
    text = f'Dresden{separator}=1+1{separator}"@x\n-2'
    type(entry.organisation).objects.update(name=text, address_locality=text)
    content = fetch(f"/en/competences/{file}").content.decode("utf-8-sig")
    lines = csv.reader(content.splitlines(), delimiter=separator)
    assert not [cell for line in lines for cell in line if cell.startswith(tuple("=+-@"))]


def test_json_is_the_same_in_both_languages_but_for_addresses(entry):
    german, english = data("/de/kompetenzen/atlas.json"), data("/en/competences/atlas.json")
    assert german["competences"] == english["competences"]
    (told,) = english["competences"]
    assert told == {
        "organisation": "alpha-gmbh",
        "stage": "labelling",
        "radionuclide": "tc-99m",
        "kind": "offers",
        "evidence": "gmp_certificate",
        "evidence_url": "https://proof.example/",
        "checked_on": "2026-03-01",
        "sentence": {"de": "Kann es.", "en": "Can do it."},
    }
    assert english["organisations"] == [
        {
            "id": "alpha-gmbh",
            "name": "Alpha GmbH",
            "url": "http://testserver/en/members/alpha-gmbh/",
        }
    ]
    nuclide = english["radionuclides"][0]
    assert (nuclide["id"], nuclide["half_life"]) == ("tc-99m", "6")
    assert nuclide["url"] == "http://testserver/en/competences/tc-99m/"
    assert english["stages"][0]["name"] == {"de": "Markierung", "en": "Labelling"}
    assert english["licence"] == atlas_data.LICENCE


def test_a_half_life_that_nobody_sourced_is_null(entry):
    make.radionuclide("La", 133, half_life=None, half_life_unit="")
    nuclides = {each["id"]: each for each in data("/en/competences/atlas.json")["radionuclides"]}
    assert nuclides["la-133"]["half_life"] is None


def test_linked_data_says_who_knows_what_in_which_role(entry):
    answer = fetch("/en/competences/atlas.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    document = json.loads(answer.content)
    # Any further key beside it would make of it a named graph: no processor found the terms.
    assert document.keys() == {"@context", "@graph"}
    graph = document["@graph"]
    (dataset,) = [each for each in graph if each["@type"] == "Dataset"]
    assert dataset["license"] == atlas_data.LICENCE
    assert {each.get("inDefinedTermSet", dataset["@id"]) for each in graph} == {dataset["@id"]}
    terms = {each["@id"]: each for each in graph if each["@type"] == "DefinedTerm"}
    (organisation,) = [each for each in graph if each["@type"] == "Organization"]
    (role,) = organisation["knowsAbout"]
    assert role["roleName"] == "offers"
    assert [terms[each["@id"]]["termCode"] for each in role["knowsAbout"]] == [
        "labelling",
        "tc-99m",
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_data_follow_the_filters(entry, ending):
    other = make.competence(make.member("Omega"), stage=entry.stage, kind="uses")
    text = fetch(f"/en/competences/atlas.{ending}?kind=uses").content.decode()
    assert other.organisation.name in text
    assert entry.organisation.name not in text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("ending", ENDINGS)
def test_data_ask_five_times(entry, rows, ending, django_assert_num_queries):
    for _ in range(rows):
        make.competence(make.member(), stage=entry.stage)
    with django_assert_num_queries(5):
        fetch(f"/en/competences/atlas.{ending}")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_field_is_described(language):
    told = Path(settings.BASE_DIR, "docs/competence-data.md").read_text()
    assert [name for name in atlas_data.COLUMNS if f"`{name}`" not in told] == []
    assert atlas_data.LICENCE in told
    page = soup(fetch(address("competences:data", language)))
    assert [code.text for code in page.select("dt code")] == list(atlas_data.COLUMNS)
    assert all(meaning.text for meaning in page.select("dd"))
    assert page.find("a", rel="license")["href"] == atlas_data.LICENCE


def test_the_data_name_their_licence_and_description(entry):
    page = address("competences:data", "en")
    for ending in ENDINGS:
        told = fetch(f"/en/competences/atlas.{ending}").headers["Link"]
        assert told == f'<{atlas_data.LICENCE}>; rel="license", <{page}>; rel="describedby"'
    assert data("/en/competences/atlas.json")["documentation"] == f"{HOST}{page}"
    shown = fetch(address("competences:atlas", "en"))
    assert soup(shown).main.find("a", href=page)
    assert linked_data(shown)["Dataset"]["usageInfo"] == f"{HOST}{page}"
