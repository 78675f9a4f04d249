"""What the two pages refuse: wrong input at its field, rubbish, and people without the right."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Organisation
from news.models import NewsItem
from tests import factories
from tests.desk import filled
from tests.news.intake import documents
from tests.news.intake.pages import CONFIRM, READ, SHORT, confirm, give, sentences, stored

pytestmark = pytest.mark.django_db


# Errors stand at the field, and all input stays ------------------------------------------------

WRONG = {
    "no headline": ({"release-headline": ""}, "Headline"),
    "long headline": ({"release-headline": "x" * 201}, "Headline"),
    "no date": ({"release-dated_on": "yesterday"}, "Date"),
    "unknown language": ({"release-kind": "advertisement"}, "Kind"),
    "no words": ({"statements-0-text": " "}, "Statement 1, Wording"),
    "nobody": ({"statements-0-create": None}, "Statement 1, Speaker"),
    "no name": ({"statements-0-family_name": ""}, "Statement 1, Family name"),
    "unknown person": ({"statements-0-person": "999"}, "Statement 1, Speaker"),
    "unknown row": ({"statements-0-organisation_0": "99"}, "Statement 1, Speaks for"),
    "reported speech in marks": (
        {"statements-0-kind": "summary", "statements-0-text": "Sie sagt „ja“."},
        "Statement 1, Wording",
    ),
    "no name of organisation": ({"organisations-0-name": ""}, "Organisation 1, Name"),
    "unknown organisation": ({"organisations-0-organisation": "999"}, "Organisation 1, Known"),
    "created twice": (
        {"organisations-1-create": "on", "organisations-1-name": "beispiel gmbh"},
        "Organisation 2, Name",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_says_what_is_wrong_at_the_field_and_keeps_the_rest(desk, case):
    typed, place = WRONG[case]
    before = stored()
    answer = confirm(desk, give(desk, SHORT), **{"release-standfirst": "Mein Satz."} | typed)
    assert answer.status_code == 200
    assert sentences(answer)[0].startswith(place)
    assert filled(answer)["release-standfirst"] == "Mein Satz."
    assert stored() == before


def test_choosing_and_creating_at_once_is_refused(desk):
    page = give(desk, SHORT)
    person, organisation = factories.person(), factories.organisation()
    chosen = {"statements-0-person": person.pk, "organisations-0-organisation": organisation.pk}
    answer = confirm(desk, page, **chosen)
    assert len(sentences(answer)) == 2
    assert not NewsItem.objects.exists()


def test_a_name_that_is_known_is_not_created_again(desk):
    page = give(desk, SHORT)
    factories.organisation("Beispiel GmbH")
    answer = confirm(desk, page)
    assert "choose it from the list" in sentences(answer)[0]
    assert Organisation.objects.count() == 1


def test_a_page_that_lost_its_rows_is_no_error_of_the_server(desk):
    answer = desk.post(reverse(CONFIRM), {"release-headline": "Titel", "release-language": "de"})
    assert answer.status_code == 200
    assert not NewsItem.objects.exists()


def test_reloading_page_two_leads_back_to_page_one(desk):
    assert desk.get(reverse(CONFIRM)).url == reverse(READ)


# What is no release -----------------------------------------------------------------------------


def upload(content, name="release.txt"):
    return SimpleUploadedFile(name, content)


def test_reads_an_uploaded_document(desk):
    content = documents.docx(documents.document("Ein Titel", SHORT.split("\n\n")[1]))
    page = give(desk, "", upload=upload(content, "release.docx"))
    assert filled(page)["statements-0-family_name"] == "Muster"


RUBBISH = {
    "nothing": ("", None),
    "both": (SHORT, b"Titel"),
    "no text": ("", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "NUL": ("", b"Titel\x00Text"),
    "5 MB": ("", b"Ein Satz. " * 500_000),
    "2 MB pasted": ("Ein Satz. " * 200_000, None),
    "11 MB": ("", b"PK\x03\x04" + b"a" * 11_000_000),
    "many statements": ("Titel\n" + "Maria Muster sagt: „Ja, wir beginnen.“\n" * 60, None),
}


@pytest.mark.parametrize("case", RUBBISH)
def test_refuses_rubbish_with_a_sentence_and_keeps_the_text(desk, case):
    pasted, content = RUBBISH[case]
    answer = give(desk, pasted, **({"upload": upload(content)} if content else {}))
    assert answer.status_code == 200
    assert sentences(answer)[0].endswith(".")
    assert filled(answer)["text"].strip() == pasted.strip()


@pytest.mark.parametrize("name", documents.BAD)
def test_refuses_a_dangerous_document_with_a_sentence(desk, name):
    answer = give(desk, "", upload=upload(documents.BAD[name](), "release.docx"))
    assert answer.status_code == 200
    assert sentences(answer)[0].endswith(".")


@pytest.mark.parametrize("text", ["hello", "Radeberg, 2025", "1", ".", "“Quote.”", "<svg/>"])
def test_a_release_of_one_line_is_read(desk, text):
    """It once took the only line for the title and then found none to go through."""
    answer = give(desk, text)
    assert answer.status_code == 200
    assert text.strip("“”") in str(filled(answer))


def test_ten_thousand_characters_without_a_space_are_inert(desk):
    page = give(desk, f"Titel\n\n{'x' * 10_000}")
    confirm(desk, page)
    assert len(NewsItem.objects.get().body_de) == 10_007


# Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [READ, CONFIRM])
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_sign_in(client, name, method):
    answer = getattr(client, method)(reverse(name), {"text": SHORT, "language": "de"})
    assert (answer.status_code, "sign-in" in answer.url or "login" in answer.url) == (302, True)


@pytest.mark.parametrize("name", [READ, CONFIRM])
@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_the_right_are_refused(client, name, method):
    client.force_login(factories.coordinator())
    answer = getattr(client, method)(reverse(name), {"text": SHORT, "language": "de"})
    assert answer.status_code == 403
    assert stored()[0] == 0


def test_who_may_create_nobody_cannot_tick_it(client, coordinator):
    group = coordinator.groups.get()
    group.permissions.remove(
        *group.permissions.filter(codename__in=["add_person", "add_organisation"])
    )
    client.force_login(coordinator)
    page = give(client, SHORT)
    answer = confirm(client, page, **{"statements-0-create": "on", "organisations-0-create": "on"})
    assert sentences(answer)[0].startswith("Statement 1, Speaker")
    assert stored()[2:4] == [0, 0]
