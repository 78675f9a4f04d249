"""Every answer carries what keeps a browser from doing harm: pages, errors, files, redirects."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import path

from nuklid.urls import handler500 as handler500  # where Django looks for it
from nuklid.urls import urlpatterns as real_urls
from tests import factories as make
from tests.observatory import policy, score

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'


def broken(request):
    raise RuntimeError("broken")


urlpatterns = [*real_urls, path("broken", broken)]


@pytest.fixture(autouse=True)
def as_on_a_server(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.fixture
def answers(settings):
    """Return {what: answer} of every kind of answer there is."""
    settings.ROOT_URLCONF = "tests.nuklid.test_headers"
    of = make.member()
    of.logo.save("0123abcd.svg", SimpleUploadedFile("a.svg", SVG))
    gone = make.published()
    gone.withdraw(withdrawal_reason_en="Wrong.")
    asked = {
        "page": "/en/", "redirect": "/", "missing": "/en/no/", "bad": "/en/news/?q=%00",
        "withdrawn": gone.get_absolute_url("en"), "fault": "/broken", "media": of.logo.url,
        "style": "/static/css/site.css", "font": "/static/fonts/figtree.woff2",
        "health": "/healthz", "robots": "/robots.txt", "sign-in": "/en/sign-in/",
        "admin": "/admin/", "data": "/en/competences/atlas.json", "feed": "/en/news/feed/",
    }  # fmt: skip
    client = Client(raise_request_exception=False)
    got = {what: client.get(address, secure=True) for what, address in asked.items()}
    got["wrong method"] = client.post("/en/", secure=True)
    got["wrong host"] = client.get("/en/", secure=True, headers={"Host": "evil.example"})
    strict = Client(enforce_csrf_checks=True)
    got["forged form"] = strict.post("/i18n/set_language", secure=True)
    call_command("maintenance", "on")
    got["maintenance"] = client.post("/en/sign-in/", secure=True)
    return got


def test_each_kind_of_answer_is_there(answers):
    assert {what: answer.status_code for what, answer in answers.items()} == {
        "page": 200, "redirect": 302, "missing": 404, "bad": 400, "withdrawn": 410, "fault": 500,
        "media": 200, "style": 200, "font": 200, "health": 200, "robots": 200, "sign-in": 200,
        "admin": 302, "data": 200, "feed": 200, "wrong method": 405, "wrong host": 400,
        "forged form": 403, "maintenance": 503,
    }  # fmt: skip


def test_every_answer_is_worth_125(answers):
    scores = {what: score(answer) for what, answer in answers.items()}
    assert {what: told for what, told in scores.items() if told[0] < 125} == {}


def test_every_answer_says_what_a_browser_may(answers):
    for what, answer in answers.items():
        head = answer.headers
        assert head["Strict-Transport-Security"] == (
            "max-age=63072000; includeSubDomains; preload"
        ), what
        assert head["Cross-Origin-Opener-Policy"] == "same-origin", what
        assert head["Cross-Origin-Resource-Policy"] == "same-origin", what
        assert head["Referrer-Policy"] == "strict-origin-when-cross-origin", what
        assert "camera=()" in head["Permissions-Policy"], what
        assert head["X-Frame-Options"] == "DENY", what
        assert policy(answer)["default-src"] == ["'none'"], what
        assert not any("unsafe" in word for words in policy(answer).values() for word in words)
        assert "Server" not in head
        assert "X-Powered-By" not in head


def test_pages_may_not_be_framed_and_uploads_do_nothing(answers):
    assert policy(answers["page"])["frame-ancestors"] == ["'none'"]
    assert policy(answers["page"])["base-uri"] == ["'none'"]
    assert "sandbox" in policy(answers["media"])


def test_plain_http_is_led_to_https_but_for_the_monitor():
    answer = Client().get("/en/members/?a=b")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://testserver/en/members/?a=b"
    assert Client().get("/healthz").status_code == 200


def test_a_forged_host_is_refused_and_never_repeated():
    answer = Client().get("/en/", secure=True, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    forwarded = Client().get("/en/", secure=True, headers={"X-Forwarded-Host": "evil.example"})
    assert b"evil.example" not in forwarded.content


def test_a_proxys_words_count_only_behind_a_proxy(settings):
    said = {"X-Forwarded-Proto": "https"}
    assert Client().get("/en/", headers=said).status_code == 301
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert Client().get("/en/", headers=said).status_code == 200


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_host(next_):
    body = {"language": "de", "next": next_}
    answer = Client().post("/i18n/set_language", body, secure=True)
    assert "evil" not in answer.headers["Location"]


def test_trace_is_not_answered():
    assert Client().trace("/en/", secure=True).status_code == 405
