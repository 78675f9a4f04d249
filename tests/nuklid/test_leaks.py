"""Nothing that is not public shows anywhere; each test has data that could."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import NewsItem, Statement
from tests import factories as make
from tests.reading import PAGES, address, fetch

pytestmark = pytest.mark.django_db
SECRET = "Geheimnis"
DATA = ("competences:csv", "competences:json", "competences:json_ld")
LISTS = ("home", "news:list", "news:feed", "members:list", "competences:atlas", *DATA)


def everywhere(*rows):
    """Return the text of every public place that could show something, and of `rows`' pages."""
    paths = [address(name, code) for name in LISTS for code in ("de", "en")]
    paths += [row.get_absolute_url(code) for row in rows for code in ("de", "en")]
    answers = [fetch(path) for path in ["/sitemap.xml", *paths]]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)


@pytest.fixture
def member():
    return make.member("Offen AG")


@pytest.fixture
def speaker():
    return make.person(family_name="Offen")


@pytest.fixture
def item(member, speaker):
    """A draft that names a member, quotes a person and is related to published news."""
    made = make.draft(
        SECRET, slug_de="geheimnis", slug_en="secret", headline_en=SECRET, organisations=[member]
    )
    make.statement(made, speaker, [member], text_de=f"{SECRET} gesagt.", text_en=f"{SECRET} said.")
    make.published("Offen", organisations=[member]).related.add(made)
    return made


NOW = timezone.now()
HIDDEN_STATES = {
    "draft": {},
    "scheduled": {"published_at": NOW + timedelta(days=300)},
    "embargoed": {"published_at": NOW, "embargo_until": NOW + timedelta(days=300)},
    "withdrawn": {"published_at": NOW, "withdrawn_at": NOW, "withdrawal_reason_en": "Wrong."},
}


@pytest.mark.parametrize("state", HIDDEN_STATES)
def test_news_that_is_not_public_shows_nowhere(item, member, speaker, state):
    NewsItem.objects.filter(pk=item.pk).update(**HIDDEN_STATES[state])
    open_item = NewsItem.objects.public().get()
    text = everywhere(member, speaker, open_item)
    quote = item.statements.get()
    assert SECRET not in text
    assert "secret" not in text  # no address either
    assert quote.get_absolute_url("de") not in text
    status = 410 if state == "withdrawn" else 404
    for row in (item, quote):
        for language in ("de", "en"):
            answer = fetch(row.get_absolute_url(language))
            assert answer.status_code == status
            assert SECRET not in answer.content.decode()


def test_the_same_news_shows_everywhere_once_it_is_published(item, member, speaker):
    item.publish()
    open_item = NewsItem.objects.exclude(pk=item.pk).get()
    places = [member, speaker, open_item]
    pages = [fetch(row.get_absolute_url("en")).content.decode() for row in places]
    pages += [fetch(address(name, "en")).content.decode() for name in LISTS[:3]]
    assert [SECRET in page for page in pages] == [True] * 6
    assert "/en/news/secret/" in fetch("/sitemap.xml").content.decode()


def test_words_nobody_authorised_show_nowhere(item, member, speaker):
    item.publish()
    quote = item.statements.get()
    assert "gesagt" in everywhere(member, speaker, item)
    Statement.objects.filter(pk=quote.pk).update(text_de=f"{SECRET} nie gesagt.", text_en="Never")
    text = everywhere(member, speaker, item)
    assert "gesagt" not in text
    assert "Never" not in text
    assert "Quotation" not in text
    assert quote.get_absolute_url("de") not in text
    assert fetch(quote.get_absolute_url("de")).status_code == 404


def test_one_authorised_language_does_not_open_the_other(item):
    item.publish()
    quote = item.statements.get()
    Statement.objects.filter(pk=quote.pk).update(text_en="Changed words")
    answer = fetch(quote.get_absolute_url("en"))
    assert "Changed words" not in answer.content.decode()
    assert f"„{SECRET} gesagt.“" in answer.content.decode()


def test_hidden_organisations_and_people_show_nowhere():
    hidden = make.member(f"{SECRET} GmbH", is_listed=False, slug="secret-org", email="s@x.example")
    parent = make.member("Mutter", parent=hidden)
    child = make.member("Tochter", parent=parent)
    hidden.parent = child
    hidden.save()
    unseen = make.person(family_name=f"{SECRET}person", is_listed=False, slug="secret-person")
    seen = make.person()
    make.mandate(unseen, parent, is_press_contact=True)
    make.mandate(seen, hidden)
    make.competence(hidden, stage=make.stage(short_name_de="Stufe", short_name_en="Stage"))
    make.published(organisations=[parent])
    text = everywhere(parent, child, seen)
    assert SECRET not in text
    assert "secret" not in text
    assert "s@x.example" not in text
    assert 'class="gap"' in text
    for language in ("de", "en"):
        assert fetch(hidden.get_absolute_url(language)).status_code == 404
        assert fetch(unseen.get_absolute_url(language)).status_code == 404


def test_a_published_release_names_the_hidden_without_leading_to_them():
    hidden = make.organisation("Land", is_listed=False, slug="secret-org")
    minister = make.person(family_name="Minister", is_listed=False, slug="secret-person")
    item = make.published(organisations=[hidden])
    quote = make.statement(item, minister, [hidden])
    text = everywhere(item, quote)
    assert "Maria Minister" in text
    assert "Land" in text
    assert "secret" not in text


def test_old_addresses_of_what_is_hidden_lead_nowhere():
    item = make.draft(slug_de="alt", slug_en="old")
    organisation = make.organisation(is_listed=False, slug="alt")
    person = make.person(is_listed=False, slug="alt")
    for row, fields in (
        (item, ("slug_de", "slug_en")),
        (organisation, ("slug",)),
        (person, ("slug",)),
    ):
        for field in fields:
            setattr(row, field, "secret")
        row.save()
    for path in ("/de/aktuelles/alt/", "/en/news/old/", "/de/mitglieder/alt/", "/en/people/alt/"):
        assert fetch(path).status_code == 404


def test_standing_pages_nobody_has_written_do_not_exist():
    for key in PAGES:
        make.page(key, body_de="", body_en="")
        assert fetch(address(f"page_{key}", "de")).status_code == 404
    assert "/de/ueber-uns/" not in fetch("/sitemap.xml").content.decode()
