"""What machines ask for: sitemap, robots, whom to tell."""

import io
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.utils import timezone
from PIL import Image

from nuklid.base.cards.tiles import BRAND, COLOURS, draw_tile
from nuklid.base.pages.addresses import address
from nuklid.models import MachineUse
from tests import factories as make
from tests.reading import HOST, LISTS, fetch, form_values, soup

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_sitemap_names_both_languages_and_the_last_change():
    of, who = make.member("Muster"), make.person()
    item = make.published(organisations=[of])
    quote = make.statement(item, who)
    make.page("about")
    urls = fromstring(fetch("/sitemap.xml").content).findall("s:url", NAMES)
    by_address = {url.find("s:loc", NAMES).text: url for url in urls}
    today = f"{timezone.localdate():%Y-%m-%d}"
    for row in (of, who, item, quote):
        for language in ("de", "en"):
            url = by_address[HOST + row.get_absolute_url(language)]
            links = {e.get("hreflang"): e.get("href") for e in url.findall("x:link", NAMES)}
            german, english = (HOST + row.get_absolute_url(code) for code in ("de", "en"))
            assert links == {"de": german, "en": english, "x-default": english}
            assert url.find("s:lastmod", NAMES).text == today
    assert f"{HOST}/en/about/" in by_address


@pytest.mark.parametrize("language", ["de", "en"])
def test_sitemap_names_every_list(language):
    make.page("careers")
    urls = fromstring(fetch("/sitemap.xml").content).findall("s:url/s:loc", NAMES)
    lists = {HOST + address(name, language=language) for name in LISTS}
    assert lists - {url.text for url in urls} == set()


def test_sitemap_dates_scheduled_news_by_their_hour():
    now = timezone.now()
    item = make.published(published_at=now + timedelta(days=3))
    with time_machine.travel(now + timedelta(days=4)):
        urls = fromstring(fetch("/sitemap.xml").content).findall("s:url", NAMES)
    found = {u.find("s:loc", NAMES).text: u.find("s:lastmod", NAMES) for u in urls}
    day = timezone.localdate(now + timedelta(days=3))
    assert found[HOST + item.get_absolute_url("en")].text == f"{day:%Y-%m-%d}"


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_asks_nine_times(rows, django_assert_num_queries):
    for _ in range(rows):
        make.statement(make.published(organisations=[make.member()]))
        make.opening()
    with django_assert_num_queries(9):
        fetch("/sitemap.xml")


def signals():
    text = fetch("/robots.txt").content.decode()
    group = text[text.index("User-agent: *") :]
    found = re.search(r"^Content-Signal: (.+)$", group, re.MULTILINE)[1]
    return dict(signal.split("=") for signal in found.split(", "))


def reserved():
    """Return {location: whether mining is reserved} as the file says it, in its order."""
    answer = fetch("/.well-known/tdmrep.json")
    assert answer.headers["Content-Type"] == "application/json"
    return {rule["location"]: rule["tdm-reservation"] for rule in answer.json()}


def test_nothing_chosen_reserves_training_alone():
    assert signals() == {"search": "yes", "ai-input": "yes", "ai-train": "no"}
    assert reserved() == {"/en/competences/atlas*": 0, "/de/kompetenzen/atlas*": 0, "/": 1}
    assert list(reserved())[-1] == "/"  # the first that fits counts
    assert "to be used for training: no" in fetch("/llms.txt").content.decode()


def test_the_office_chooses_what_machines_may(client, coordinator):
    client.force_login(coordinator)
    answer = client.get("/admin/nuklid/machineuse/", follow=True)
    form = soup(answer).find("form", id="machineuse_form")
    boxes = {box["name"]: box.has_attr("checked") for box in form.select("input[type=checkbox]")}
    assert boxes == {"may_be_found": True, "may_be_quoted": True, "may_be_trained_on": False}
    choice = form_values(form) | {"may_be_trained_on": "on"}
    del choice["may_be_quoted"]
    client.post(answer.redirect_chain[-1][0], choice)
    use = MachineUse.objects.get()
    assert (use.may_be_found, use.may_be_quoted, use.may_be_trained_on) == (True, False, True)
    assert use.history.get().history_user == coordinator
    assert signals() == {"search": "yes", "ai-input": "no", "ai-train": "yes"}
    assert reserved()["/"] == 0
    assert "to be quoted in answers: no" in fetch("/llms.txt").content.decode()
    assert (
        client.get("/admin/nuklid/machineuse/").url == f"/admin/nuklid/machineuse/{use.pk}/change/"
    )


def test_the_guide_for_language_models_leads_to_what_is_there():
    make.published()
    make.competence(make.member())
    make.page("about", title_en="Aims & <more>")
    make.opening()
    text = fetch("/llms.txt").content.decode()
    assert "[Aims & <more>, English]" in text
    assert text.startswith("# nukliD®\n\n> ")
    links = re.findall(r"^- \[[^\]]+\]\((http://testserver[^)]+)\)(?:: .+)?$", text, re.MULTILINE)
    assert len(links) == text.count("\n- [") > 20
    answers = {link: fetch(link.removeprefix(HOST)).status_code for link in links}
    oembed = answers.pop(f"{HOST}/oembed/")
    lists = {link for link, status in answers.items() if status == 302}
    assert oembed == 400  # asks for an address
    assert {link for link, status in answers.items() if status != 200} == lists == set()
    for code in ("de", "en"):
        assert any(f"/{code}/" in link for link in links)


def test_the_icon_answers_and_is_the_tile(settings):
    answer = fetch("/favicon.ico")
    assert answer.headers["Content-Type"] == "image/x-icon"
    icon = Image.open(io.BytesIO(answer.content))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    drawn = Image.new("RGB", (180, 180), COLOURS["beta-"])
    draw_tile(drawn, (0, 0), 180, BRAND)
    with Image.open(settings.BASE_DIR / "static/img/apple-touch-icon.png") as stored:
        assert stored.convert("RGB").tobytes() == drawn.tobytes()


def test_robots_leads_to_the_sitemap():
    text = fetch("/robots.txt").content.decode()
    assert f"Sitemap: {HOST}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize(
    "path",
    [
        *("/sitemap.xml", "/robots.txt", "/en/news/feed/", "/llms.txt", "/favicon.ico"),
        "/.well-known/tdmrep.json",
    ],
)
def test_invented_parameters_lead_to_what_is_stored(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = fetch(f"{path}?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, path)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_what_is_packed_says_that_it_depends_on_the_reader(path, accepted):
    answer = fetch(path, accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding", "") == accepted
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_security_txt_says_whom_to_tell_and_until_when():
    text = fetch("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == f"{HOST}/en/imprint/"
    assert timezone.now() < datetime.fromisoformat(fields["Expires"])
