"""Pictures that wait, and the preview of what waits."""

import pytest

from members.models import ChangeProposal
from tests import factories as make
from tests.desk import picture, upload
from tests.members.own_page.forms import at, problems, send, words
from tests.reading import fetch, soup

pytestmark = pytest.mark.django_db


def only():
    return ChangeProposal.objects.get()


def test_a_picture_of_the_house_waits_with_its_words_and_is_public_once_accepted(
    alpha, member, desk
):
    address, words_of = at("picture", alpha), {"picture_alt_text_de": "Das Heißlabor"}
    page = send(member, address, picture=upload())
    assert "what the picture shows" in problems(page)["id_picture_alt_text_de"]
    page = send(member, address, picture=upload(b"<svg", "x.svg"), **words_of)
    assert "id_picture" in problems(page)
    rights = {"picture_credit": "Foto: Alpha", "picture_licence": "cc-by-4.0"}
    send(member, address, picture=upload(), picture_focus="0.8x0.2", **words_of, **rights)
    sent = only()
    assert "Heißlabor" not in fetch(alpha.get_absolute_url("de")).text
    assert "Heißlabor" in member.get(at("preview", alpha, sent.pk, language="de")).text
    sent.accept(make.coordinator(), sent.proposed())
    alpha.refresh_from_db()
    assert (alpha.picture_focus, alpha.picture_width) == ("0.8x0.2", 60)
    figure = soup(fetch(alpha.get_absolute_url("de"))).select_one("figure.picture")
    assert figure.img["alt"] == "Das Heißlabor"
    assert "Alpha" in figure.figcaption.get_text()
    assert figure.select_one("a[rel~=license]")
    assert fetch(alpha.picture.w480).status_code == 200
    type(alpha).objects.filter(pk=alpha.pk).update(is_listed=False)
    assert fetch(alpha.picture.w480).status_code == 404


def test_a_logo_is_cleaned_waits_and_asks_for_words(alpha, member):
    address = at("logo", alpha)
    page = send(member, address, logo=upload(picture((900, 300), "PNG"), "Geheim.png"))
    assert "what the picture shows" in problems(page)["id_logo_alt_text_de"]
    assert "“Geheim.png” is still chosen" in words(page)
    page = send(member, address, logo=upload(b"<svg", "x.svg"), logo_alt_text_de="Logo")
    assert "id_logo" in problems(page)
    send(
        member,
        address,
        logo=upload(picture((900, 300)), "Geheim.jpg"),
        logo_alt_text_de="Logo",
    )
    file = only().files.get()
    assert "Geheim" not in file.name
    answer = member.get(at("file", alpha, only().pk, "logo"))
    assert answer.content == bytes(file.content)
    assert "no-store" in answer["Cache-Control"]
    # Looking at the form and sending it again keeps the picture.
    send(member, address, logo_alt_text_en="The logo")
    assert set(only().changes) == {"logo", "logo_alt_text_de", "logo_alt_text_en"}
    assert only().files.exists()


def test_a_portrait_needs_consent_words_and_a_place(alpha, member):
    person = make.mandate(at=alpha).person
    address = at("person", alpha, person.pk)
    page = send(member, address, portrait=upload())
    assert "agreed to the portrait" in problems(page)["id_portrait_agreed_on"]
    typed = {"portrait_agreed_on": "2026-01-01", "portrait_alt_text_de": "Eine Frau"}
    page = send(member, address, portrait=upload(), portrait_focus="0.9x7", **typed)
    assert "id_portrait_focus" in problems(page)
    page = send(member, address, portrait=upload(), email="eva@alpha.example", **typed)
    assert "agreed to public contact" in problems(page)["id_contact_agreed_on"]
    page = send(member, address, portrait=upload(), portrait_agreed_on="2999-01-01")
    assert "still to come" in problems(page)["id_portrait_agreed_on"]
    reach = {"email": "eva@alpha.example", "contact_agreed_on": "2999-01-01"}
    page = send(member, address, **reach)
    assert "still to come" in problems(page)["id_contact_agreed_on"]
    assert not ChangeProposal.objects.exists()
    send(member, address, portrait=upload(), portrait_focus="0.8x0.2", **typed)
    assert only().proposed()["portrait_focus"] == "0.8x0.2"
    assert "top right" in words(member.get(at("proposal", alpha, only().pk)))
    assert member.get(at("file", alpha, only().pk, "portrait")).status_code == 200


@pytest.mark.parametrize(
    ("part", "typed", "shown"),
    [
        ("facts", {"name": "Ganz neu"}, "Ganz neu"),
        ("texts", {"description_en": "Brand new."}, "Brand new."),
        ("person_new", {"given_name": "Eva", "family_name": "Neu"}, "Eva Neu"),
        ("mandate", {"job_title_en": "Head of all"}, "Head of all"),
        ("competence_new", {"sentence_en": "Can do it."}, "Can do it."),
        ("competence", {"sentence_en": "Can do more."}, "Can do more."),
    ],
)
def test_the_preview_is_the_public_page_and_stores_nothing(part, typed, shown, alpha, member):
    mandate, competence = make.mandate(at=alpha), make.competence(alpha)
    if part == "competence_new":
        typed |= {"stage": make.stage().pk}
    target = {"mandate": [mandate.pk], "competence": [competence.pk]}.get(part, [])
    page = send(member, at(part, alpha, *target), press="preview", **typed)
    assert "Preview: not public yet" in page.text
    assert shown in words(page)
    assert "no-store" in page["Cache-Control"]
    assert shown not in fetch(alpha.get_absolute_url("en")).text


def test_previews_show_waiting_pictures_to_their_side_only(alpha, member):
    person = make.mandate(at=alpha).person
    send(member, at("logo", alpha), press="draft", logo=upload(), logo_alt_text_de="Logo")
    logo = only()
    assert at("file", alpha, logo.pk, "logo") in member.get(at("preview", alpha, logo.pk)).text
    typed = {"portrait_agreed_on": "2026-01-01", "portrait_alt_text_de": "Eine Frau"}
    page = send(member, at("person", alpha, person.pk), press="preview", portrait=upload(), **typed)
    assert str(person) in words(page)
    portrait = ChangeProposal.objects.get(part="person")
    assert at("file", alpha, portrait.pk, "portrait") in page.text


def test_what_ends_is_gone_from_the_preview(alpha, member):
    competence = make.competence(alpha, sentence_en="Can do it.")
    page = send(member, at("competence_end", alpha, competence.pk), press="draft")
    assert "This competence is to disappear" in words(page)
    page = member.get(at("preview", alpha, only().pk))
    assert "Can do it." not in words(page)
