"""The demo's contents: facts as researched, nobody given words, every state to be seen."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from members.management.commands.load_reference import rows
from members.models import Membership, Organisation, Person, Radionuclide, User
from news.models import Authorisation, NewsItem, PressPreview, Statement
from news.release_desk.board import board
from nuklid.base.records.pictures import clean_logo
from nuklid.demo import drawings
from nuklid.demo.loading import COORDINATOR, REPRESENTATIVE, fill
from nuklid.management.commands.demo import free_port, refuse_foreign_database
from nuklid.models import Page
from nuklid.settings import PASSWORD_HASHERS

pytestmark = pytest.mark.django_db

INVENTED = {
    *("Petra Beispiel", "Dr. Maria Muster", "Max Mustermann"),
    *("Erika Musterfrau", "Kim Probe", "Sascha Vorlage"),
}
RELEASE = settings.BASE_DIR.parent / "shared/releases/2025-01-16-founding.en.txt"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Fill the test database once, as drawing the pictures takes seconds; yield their folder."""
    folder = tmp_path_factory.mktemp("media")
    media = override_settings(MEDIA_ROOT=folder)
    with django_db_blocker.unblock(), media, transaction.atomic():
        fill()
        yield folder
        transaction.set_rollback(True)


def histories():
    models = (Organisation, Person, NewsItem, Statement, Page, User, Radionuclide)
    return [model.history.count() for model in models]


def test_filling_again_changes_nothing():
    NewsItem.objects.filter(published_at=None).first().delete()
    page = Page.objects.get(key="about")
    page.title_de = "Vom Büro geändert"
    page.save()
    before = histories()
    fill()
    assert histories() == before
    assert Page.objects.get(key="about").title_de == "Vom Büro geändert"


@pytest.mark.parametrize("fact", rows("members"), ids=lambda fact: fact["name"])
def test_organisations_are_as_researched(fact):
    made = Organisation.objects.public().get(name=fact["name"])
    assert made.legal_name == fact["legal_name"]
    assert made.get_kind_display() == fact["kind"]
    assert made.address_locality == fact["town"]
    assert made.url.removeprefix("https://") == fact["website"]
    assert str(made.founding_year or "") == fact["founded"]
    assert made.role_on(date(2025, 1, 16)) == fact["role"].replace(" ", "_")
    assert made.role_on(date(2025, 1, 15)) == ""
    stages = {str(competence.stage.number) for competence in made.competences.all()}
    assert stages == set(fact["stages_proposed"].split())


def test_members_and_others():
    assert Organisation.objects.members().count() == 9
    coordinators = Organisation.objects.with_role(Membership.Role.COORDINATOR)
    assert [str(each) for each in coordinators] == ["leap:up"]
    others = Organisation.objects.public().exclude(memberships__isnull=False)
    assert {str(each) for each in others} == {
        "Beispiel Radiochemie GmbH",
        "Eckert & Ziegler",
        "Freistaat Sachsen",
        "Landeshauptstadt Dresden",
        "Musterinstitut für Radiopharmazie",
        "Stadt Radeberg",
    }


def test_groups_and_former_name():
    groups = Organisation.objects.exclude(parent=None).values_list("name", "parent__name")
    assert set(groups) == {
        ("ROTOP", "MDG"),
        ("Gamma-Service Recycling", "Eckert & Ziegler"),
        ("Isotope Technologies Dresden", "Eckert & Ziegler"),
    }
    former = Organisation.objects.get(name="leap:up").former_names.get()
    assert (former.name, former.until) == ("biosaxony Management GmbH", None)


def test_evidence_only_where_the_facts_name_it():
    named = {
        (competence.organisation.name, competence.evidence)
        for organisation in Organisation.objects.all()
        for competence in organisation.competences.exclude(evidence="")
    }
    assert named == {("HZDR", "manufacturing_licence"), ("ROTOP", "marketing_authorisation")}


def test_one_person_heads_two_members():
    mandates = Person.objects.get(family_name="Mann").mandates.on(date(2025, 1, 16))
    assert {str(mandate.organisation) for mandate in mandates} == {
        "Eckert & Ziegler",
        "Gamma-Service Recycling",
        "Isotope Technologies Dresden",
    }


def test_a_head_who_has_gone_holds_no_mandate_today():
    assert not Person.objects.get(family_name="Müller").mandates.exists()


def test_nobody_real_is_given_words():
    quoted = Statement.objects.filter(kind=Statement.Kind.VERBATIM)
    assert quoted.exists()
    assert {statement.speaker.full_name for statement in quoted} <= INVENTED
    assert Statement.objects.public().filter(kind=Statement.Kind.SUMMARY).count() == 5


@pytest.mark.skipif(not RELEASE.is_file(), reason="the founding release is not at hand")
def test_no_sentence_of_the_release_is_repeated():
    sentences = {s.strip() for s in RELEASE.read_text().replace("\n", ".").split(".")}
    texts = " ".join(
        f"{item.standfirst_en} {item.body_en}" for item in NewsItem.objects.all()
    ) + " ".join(Statement.objects.values_list("text_en", flat=True))
    assert [s for s in sentences if len(s.split()) > 5 and s in texts] == []


def test_every_state_can_be_seen():
    assert NewsItem.objects.public().count() == 7
    assert NewsItem.objects.drafts().count() == 1
    assert NewsItem.objects.scheduled().count() == 1
    assert NewsItem.objects.withdrawn().count() == 1
    assert {item.kind for item in NewsItem.objects.public()} == set(NewsItem.Kind.values)
    only_german = [i for i in NewsItem.objects.public() if i.languages() == ["de"]]
    assert len(only_german) == 1
    waiting = Statement.objects.unauthorised("de")
    assert {statement.item.state for statement in waiting} == {"draft"}


def test_the_release_desk_can_be_seen_at_work():
    rows = board(NewsItem.objects.drafts().get())
    states = [tuple(cell.state for cell in row.cells) for row in rows]
    assert states == [
        ("authorised", "authorised"),
        ("opened", "opened"),
        ("authorised", "proposed"),
        ("declined", "declined"),
        ("asked", "asked"),
        ("not_asked", "empty"),
    ]
    assert [row.is_late for row in rows] == [False] * 4 + [True, False]
    assert {hint.words for hint in rows[1].hints} >= {"Bavaria"}
    assert PressPreview.objects.get().is_open


def test_a_quote_authorised_in_german_only_is_shown_in_german_only():
    quote = Statement.objects.public().get(speaker__family_name="Mustermann")
    assert quote.text_en
    assert quote.shown_languages() == ["de"]
    assert Authorisation.objects.filter(recorded_by__email=COORDINATOR[0]).count() == 5


def test_a_statement_keeps_the_names_of_its_day():
    said = Statement.objects.get(speaker__family_name="Hofmann")
    assert said.organisation_as_said_de == "biosaxony Management GmbH"
    said = Statement.objects.get(speaker__family_name="Schmidt")
    assert said.title_as_said_de == "Wissenschaftlicher Direktor"
    assert said.organisation_as_said_en == "Helmholtz-Zentrum Dresden-Rossendorf e. V."


def test_pages_are_written_in_both_languages():
    assert {page.key for page in Page.objects.public()} == set(Page.Key.values)
    for page in Page.objects.all():
        assert all((page.title_de, page.title_en, page.body_de, page.body_en))
    assert "[" in Page.objects.get(key="imprint").body_de


def test_pictures_are_described_in_both_languages(demo):
    pictured = NewsItem.objects.exclude(image="")
    assert pictured.count() == 6
    for item in pictured:
        assert item.image_alt_text_de
        assert item.image_alt_text_en
        assert item.image_credit == drawings.CREDIT
    for organisation in Organisation.objects.exclude(name="leap:up"):
        assert organisation.logo_alt_text_de
        assert (demo / organisation.logo.name).is_file()


@pytest.mark.parametrize("initials", ["E&Z", "HZDR", "l:u"])
def test_a_logo_passes_the_check_of_uploads(initials):
    cleaned = clean_logo(SimpleUploadedFile("logo.svg", drawings.logo(initials)))
    assert ET.fromstring(cleaned.read()).find("{*}text").text == initials


def test_accounts_can_sign_in(client, settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS  # those the fixture filled with
    assert client.login(email=COORDINATOR[0], password=COORDINATOR[1])
    coordinator = User.objects.get(email=COORDINATOR[0])
    assert coordinator.is_staff
    assert not coordinator.is_superuser
    assert coordinator.has_perm("news.change_newsitem")
    representative = User.objects.get(email=REPRESENTATIVE)
    assert not representative.has_usable_password()
    assert not representative.is_staff
    assert [str(each) for each in representative.organisations.all()] == ["ROTOP"]
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 2


def test_every_page_of_the_sitemap_answers(client):
    sitemap = ET.fromstring(client.get("/sitemap.xml").content)
    addresses = [each.text for each in sitemap.iterfind("{*}url/{*}loc")]
    assert len(addresses) > 80
    for address in addresses:
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        assert not response.cookies


# The command ---------------------------------------------------------------------------------


def test_refuses_any_other_database():
    with pytest.raises(CommandError, match="writes only to"):
        call_command("demo", "--no-serve")


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_refuses_uploads_elsewhere(tmp_path):
    database = {"default": {"NAME": settings.BASE_DIR / "demo" / "nuklid.sqlite3"}}
    own = settings.BASE_DIR / "demo" / "media"
    with override_settings(DEMO=True, DATABASES=database, MEDIA_ROOT=own):
        refuse_foreign_database()
    with (
        override_settings(DEMO=True, DATABASES=database, MEDIA_ROOT=tmp_path),
        pytest.raises(CommandError, match="MEDIA_ROOT"),
    ):
        refuse_foreign_database()


def test_says_that_a_port_is_taken():
    with free_port(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken"):
            free_port(port)
