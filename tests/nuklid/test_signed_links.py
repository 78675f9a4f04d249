"""Links that open something by themselves: each opens its own thing, whole, and nothing else."""

from typing import NamedTuple

import pytest
from django.test import Client

from members.accounts import invitations
from members.openings import letter
from members.own_page import yearly_check
from news.release_desk import links
from nuklid.logs import bare
from tests import factories as make
from tests.reading import fetch

pytestmark = pytest.mark.django_db
SECRET = "Geheimnis"


class Link(NamedTuple):
    """A page that opens by a signed token, and one that would open it."""

    page: str  # with "{}" for the token
    token: str


@pytest.fixture
def representative():
    return make.representative(
        make.member(SECRET, is_listed=False), email="robin@geheimnis.example"
    )


@pytest.fixture
def letter_links(representative):
    """Return the Links by what they are for; behind each stands a secret."""
    quote = make.statement(make.draft(SECRET), authorised=False, text_de=SECRET, text_en=SECRET)
    early = make.embargoed(SECRET, headline_en=SECRET)
    opening = make.opening(representative.organisations.get(), SECRET)
    return {
        "speaker": Link("/en/authorise/{}/", links.token(make.auth_request(quote))),
        "journalist": Link("/en/preview/{}/", links.token(make.preview(early))),
        "yearly check": Link("/en/still-right/{}/", yearly_check.token(representative)),
        "opening": Link("/en/still-open/{}/extend/", letter.token(opening, representative)),
        "invitation": Link("/en/sign-in/?for={}", invitations.SIGNER.sign(representative.pk)),
    }


def opens(page, token):
    text = Client().get(page.format(token)).content.decode().replace(token, "")
    return SECRET.lower() in text.lower()


def test_each_token_opens_its_own_page_and_no_other(letter_links):
    opened = {
        (purpose, other)
        for purpose, link in letter_links.items()
        for other, given in letter_links.items()
        if opens(link.page, given.token)
    }
    assert opened == {(purpose, purpose) for purpose in letter_links}


MANGLED = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "one sign less": lambda token: token[:-1],
    "one sign more": lambda token: f"{token}A",
    "cut in half": lambda token: token[: len(token) // 2],
    "twice": lambda token: token * 2,
    "its first sign only": lambda token: token[0],
    "without its signature": lambda token: token.rpartition("." if "." in token else ":")[0],
    "another letter that looks alike": lambda token: (
        token.replace("a", "\u0430").replace("e", "\u0435") + "\u200b"
    ),
    "ten thousand signs": lambda token: token + "a" * 10_000,
    "with a line end": lambda token: f"{token}%0a",
    "with half a sign": lambda token: f"{token}%ff%ed%a0%80",
    "of another record": lambda token: "9999" + token[4:],
}


@pytest.mark.parametrize("how", MANGLED)
def test_a_mangled_token_opens_nothing(letter_links, how):
    for purpose, link in letter_links.items():
        answer = fetch(link.page.format(MANGLED[how](link.token)))
        assert answer.status_code == (200 if purpose == "invitation" else 404), purpose
        assert SECRET.lower() not in answer.content.decode().lower(), purpose


TRICKS = (
    {"X-HTTP-Method-Override": "POST"},
    {"X-HTTP-Method": "DELETE"},
    {"X-Forwarded-Host": "elsewhere.example"},
    {"X-Original-URL": "/admin/"},
    {"X-Rewrite-URL": "/admin/"},
    {"Forwarded": "host=elsewhere.example;proto=https"},
)


@pytest.mark.parametrize("headers", TRICKS, ids=lambda headers: next(iter(headers)))
def test_no_header_makes_a_link_something_else(letter_links, headers):
    for link in letter_links.values():
        address = link.page.format(link.token)
        plain, tricked = (Client().get(address, headers=given) for given in ({}, headers))
        assert tricked.status_code == plain.status_code == 200
        assert "elsewhere" not in tricked.content.decode()


def test_a_token_opens_its_own_page_only_even_where_keys_are_alike():
    asked = make.auth_request(make.statement(make.draft(), authorised=False))
    early = make.preview(make.embargoed(SECRET, headline_en=SECRET))
    early.key = asked.key
    early.save()
    assert opens("/en/preview/{}/", links.token(early))
    assert not opens("/en/preview/{}/", links.token(asked))


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_link_takes_no_other_method(letter_links, method):
    for purpose, link in letter_links.items():
        answer = getattr(Client(), method)(link.page.format(link.token))
        if purpose != "invitation":  # the page to sign in says what it takes, and does nothing
            assert answer.status_code == 405, purpose
        assert SECRET not in answer.content.decode()


def test_what_a_link_opens_is_kept_by_nobody_and_passed_on_to_nobody(letter_links):
    for purpose in ("speaker", "journalist", "yearly check", "opening"):
        page, token = letter_links[purpose]
        answer = Client().get(page.format(token))
        assert "no-store" in answer.headers["Cache-Control"], purpose
        assert answer.headers["Referrer-Policy"] == "no-referrer", purpose
        said = answer.headers.get("X-Robots-Tag", "") + answer.content.decode()
        assert "noindex" in said, purpose
        assert token not in bare(f"Forbidden (CSRF cookie not set.): {page.format(token)}")


def test_a_yearly_link_shows_nothing_once_the_right_is_gone(letter_links, representative):
    link = letter_links["yearly check"]
    representative.organisations.clear()
    assert not opens(*link)
    representative.is_active = False
    representative.save()
    assert fetch(link.page.format(link.token)).status_code == 404


def test_an_invitation_to_a_closed_account_knows_nobody(letter_links, representative):
    link = letter_links["invitation"]
    representative.is_active = False
    representative.save()
    assert not opens(*link)


def test_a_yearly_link_confirms_no_other_record(letter_links, representative):
    of_others = make.member("Andere")
    posted = {"what": [f"organisation-{of_others.pk}", "organisation-9" * 400, "user-1", "\x00"]}
    link = letter_links["yearly check"]
    assert Client().post(link.page.format(link.token), posted).status_code == 302
    of_others.refresh_from_db()
    assert of_others.checked_on is None
