"""What strangers send on purpose: a clear answer, never a fault of ours, never a way elsewhere."""

import pytest
from django.db import connection
from django.test import Client

from members.models import User
from tests import factories as make
from tests.reading import address, fetch, rich_portal, soup

pytestmark = pytest.mark.django_db

MACHINES = (
    "/healthz",
    "/robots.txt",
    "/sitemap.xml",
    "/.well-known/security.txt",
    "/media/logos/x.svg",
    "/en/news/feed/",
)


@pytest.mark.parametrize("path", ["/media/.", "/media/./", "/media/%2e", "/media/../x", "/media//"])
def test_an_upload_without_a_name_does_not_exist(path):
    assert fetch(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["//elsewhere.example/en/members/", "//elsewhere.example/", "/%5Celsewhere.example/en/news/"],
)
def test_no_address_makes_the_language_switch_lead_elsewhere(path):
    answer = Client().get("/", PATH_INFO=path.replace("%5C", "\\"))
    assert answer.status_code == 404
    assert soup(answer).find("a", class_="language")["href"].startswith("/de/")


@pytest.mark.parametrize("path", ["//[x/", "//[x/en/news/", "/\\[", "/en/[/", "//]"])
def test_half_an_address_is_no_page(path):
    assert Client().get("/", PATH_INFO=path).status_code == 404


NUL_COOKIES = ('sessionid="aaaaaaaaaaaa\\000bbbb"', 'csrftoken="\\000"', 'messages="\\000"')


@pytest.mark.parametrize("cookie", NUL_COOKIES)
@pytest.mark.parametrize("path", ["/en/", "/nowhere", "/en/my-profile/", "/admin/"])
def test_a_cookie_with_a_nul_byte_is_a_bad_request(path, cookie):
    answer = fetch(path, cookie=cookie)
    assert answer.status_code == 400
    assert soup(answer).h1


@pytest.mark.parametrize(
    "cookie", [f"sessionid={'a' * 5000}", "; ".join(f"c{n}=1" for n in range(999)), "=;=", "ü=ü"]
)
def test_any_other_cookie_is_nobody(cookie):
    assert fetch("/en/", cookie=cookie).status_code == 200
    assert fetch("/en/my-profile/", cookie=cookie).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_page_to_read_takes_nothing(method):
    pages = [at("en") for name, at in rich_portal().items() if name != "statements:check"]
    for path in (*pages, *MACHINES, "/en/my-profile/"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 405, path
        assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 3000, "0", "-1", "1e9", "٣"])
def test_a_number_nobody_has_is_no_statement(number):
    assert fetch(f"/en/statements/{number}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=1e9", f"page={'9' * 3000}", "year=99999", "year=%ff", "kind=x&kind=y"],
)
def test_any_choice_in_an_address_is_survived(query):
    make.published()
    assert fetch(f"/en/news/?{query}").status_code == 200
    assert fetch(f"/en/members/?{query}").status_code == 200
    assert fetch(f"/en/competences/?{query}").status_code == 200


@pytest.mark.parametrize("language", ["\xff", "de;q=abc", "x" * 9000, "de-" + "a" * 400, ",,;;"])
def test_any_wish_of_language_is_answered(language):
    answer = Client().get("/", headers={"accept-language": language})
    assert answer.headers["Location"] in ("/de/", "/en/")


@pytest.mark.parametrize("host", ["elsewhere.example", "testserver@elsewhere.example", "[::1", ""])
def test_another_host_is_refused_and_not_repeated(host):
    for path in ("/en/", "/sitemap.xml", "/en/sign-in/", "/en/news"):
        answer = fetch(path, host=host)
        assert answer.status_code == 400
        assert "elsewhere" not in answer.content.decode()


def test_a_forwarded_host_changes_no_address():
    answer = fetch("/sitemap.xml", x_forwarded_host="elsewhere.example")
    assert "elsewhere" not in answer.content.decode()


def test_the_way_to_https_carries_the_headers_of_every_answer(settings):
    settings.SECURE_SSL_REDIRECT = True
    for path in ("/en/", "/static/css/site.css", "/media/x", "/admin/"):
        answer = fetch(path)
        assert answer.status_code == 301
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Permissions-Policy" in answer.headers


def test_control_characters_break_neither_feed_nor_page():
    from defusedxml.ElementTree import fromstring

    item = make.published("A\x0bB\x01\ufffe", standfirst_de="C\x0c", body_de="<p>\x0b</p>")
    assert fromstring(fetch(address("news:feed", "de")).content).find("{*}entry") is not None
    assert fromstring(fetch("/sitemap.xml").content) is not None
    assert fetch(item.get_absolute_url("de")).status_code == 200


@pytest.mark.parametrize("number", ["9" * 40, "-" + "9" * 25])
def test_a_number_no_database_holds_is_a_bad_request(desk, number):
    """Among several keys; at a single one the field says that it is no choice."""
    chosen = {"email": "a@x.example", "organisations": ["1", number]}
    answer = desk.post("/admin/members/user/add/", chosen)
    assert answer.status_code == (400 if connection.vendor == "sqlite" else 200)
    assert not User.objects.filter(email="a@x.example").exists()


DIRTY = """<p onclick="a()">Text<script>alert(1)</script><img src=x onerror=alert(1)>
<a href="javascript:alert(1)">a</a><a href="&#106;avascript:alert(1)">b</a>
<a href="data:text/html,x">c</a><svg onload=a()><iframe src="https://elsewhere.example/"></iframe>
<style>@import url(//elsewhere.example)</style><p style="color:red">z</p>"""


def test_markup_that_came_past_the_editor_is_cleaned_on_the_way_out():
    from news.models import NewsItem
    from nuklid.models import Page

    item, page = make.published(), make.page("about")
    NewsItem.objects.update(body_de=DIRTY, standfirst_de=DIRTY, headline_de="</script><script>")
    Page.objects.update(body_de=DIRTY, lead_de=DIRTY[:99], title_de="</title><script>")
    for row in (item, page):
        shown = soup(fetch(row.get_absolute_url("de")))
        scripts = [s for s in shown.find_all("script") if s.get("type") != "application/ld+json"]
        assert not scripts + shown.main.find_all(["img", "svg", "iframe", "style"])
        assert not shown.main.find_all(lambda e: {"onclick", "style"} & e.attrs.keys())
        hrefs = [a["href"] for a in shown.find_all("a", href=True)]
        assert not [h for h in hrefs if h.startswith(("javascript", "data"))]
