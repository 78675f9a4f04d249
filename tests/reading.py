"""Reading public pages as a stranger does: what is in a page, and what every page owes."""

import json
import re
from datetime import timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, NavigableString
from django.test import Client
from django.urls import reverse
from django.utils import translation
from zeal import zeal_context
from zeal.constants import initialize_app_registry
from zeal.patch import patch

from tests import factories as make

initialize_app_registry()
patch()

HOST = "http://testserver"
LISTS = (
    "home",
    "news:list",
    "events:list",
    "members:list",
    "competences:atlas",
    "competences:data",
    "openings:list",
    "page_careers",
    "search",
    "statements:check",
)
# What stands in a line of text, and what shows white space as it is written.
INLINE = set("a abbr b cite code del em i ins label mark small span strong sub sup time u".split())
AS_WRITTEN = {"img", "input", "pre", "script", "select", "style", "textarea"}
PAGES = ("about", "aims", "press", "imprint", "privacy", "accessibility")


def fetch(path, client=None, **headers):
    """Return the answer to a GET; the same query made again for each row is an error."""
    with zeal_context():
        return (client or Client()).get(path, headers=headers)


def soup(response):
    return parsed_page(response.content.decode())


def parsed_page(html):
    """Return the tree of a page with white space as a browser shows it."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.select("wbr, .whole"):  # only says where a line may break
        element.unwrap()
    page.smooth()
    collapse(page, [])
    return page


def collapse(node, words):
    """Leave one space where white space is drawn, none at the edges of blocks.

    `words` are the texts of the block so far, the last one in front.
    """
    for child in list(node.children):
        if type(child) is NavigableString:
            collapse_text(child, words)
        elif child.name in AS_WRITTEN:
            words.insert(0, child.name)
        elif child.name in INLINE:
            collapse(child, words)
        elif child.name:
            end_block(words)
            collapse(child, [])
    if node.name not in INLINE:
        end_block(words)


def collapse_text(text, words):
    written = NavigableString(re.sub(r"\s+", " ", text))
    if not words or words[0].endswith(" "):
        written = NavigableString(written.lstrip())
    text.replace_with(written)
    if written:
        words.insert(0, written)


def end_block(words):
    if words and isinstance(words[0], NavigableString):
        words[0].replace_with(words[0].rstrip())
    words.clear()


def value(field):
    """Return what a browser posts for a field as the page offers it: a text, or a list of them."""
    if field.name == "textarea":
        # A browser drops the first line end of a textarea.
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = [option["value"] for option in field.select("option[selected]")]
        return chosen if field.has_attr("multiple") else (chosen or [""])[0]
    return field.get("value", "on" if field.get("type") == "checkbox" else "")


def form_values(form):
    """Return {name: value or list} of what a browser would post from `form` as it is offered."""
    posted = {}
    for field in form.select("input, textarea, select"):
        kind = field.get("type")
        ticked = kind not in ("checkbox", "radio") or field.has_attr("checked")
        if field.get("name") and ticked and kind not in ("submit", "file"):
            chosen = value(field)
            if kind == "checkbox":
                chosen = [*posted.get(field["name"], []), chosen]
            posted[field["name"]] = chosen
    return posted


def linked_data(response):
    """Return the linked data of a page by type; a later one of the same type wins."""
    scripts = soup(response).find_all("script", type="application/ld+json")
    return {data["@type"]: data for data in (json.loads(script.string) for script in scripts)}


def address(name, language):
    with translation.override(language):
        return reverse(name)


def rich_portal():
    """Store one of everything the public may see; return each page's function to its address."""
    parent = make.member("Konzern")
    office = make.organisation("Geschäftsstelle", role="coordinator", email="office@x.example")
    of = make.member("Muster AG", parent=parent, summary_de="Kann viel.", ror_id="01zy2cs03")
    of.former_names.create(name="Muster GmbH")
    speaker = make.person(biography_de="Eine Biografie.", orcid="0000-0002-1825-0097")
    contact = make.mandate(speaker, of, is_press_contact=True)
    proof = {"evidence": "publication", "evidence_url": "https://x.example/"}
    able = make.competence(of, radionuclide=make.radionuclide("Y", 90), **proof)
    item = make.published(organisations=[of, office], press_contact=contact, place_de="Radeberg")
    item.related.add(make.published("Verwandt", headline_en=""))
    opening = make.opening(of, radionuclide=able.radionuclide, stage=able.stage)
    make.opening(of, kind="doctorate", title_en="", summary_en="")
    make.opening(office, summary_de="", summary_en="")
    said = make.statement(item, speaker, [of])
    make.statement(item, speaker, [of, office], kind="summary", text_en="")
    event = make.event(organisers=[of], report=make.published(kind="event_report"))
    event.presences.create(organisation=office, stand="Halle 3")
    later = event.start_date + timedelta(days=1)
    event.move(make.coordinator(), {"reason_de": "Streik."}, start_date=later)
    pages = [make.page(key) for key in PAGES]
    make.page("careers", title_de="Karriere", title_en="Careers")
    lists = {name: _address(name) for name in LISTS}
    rows = {"item": item, "statement": said, "organisation": of, "person": speaker}
    rows |= {"radionuclide": able.radionuclide, "stage": able.stage, "opening": opening}
    rows |= {"event": event, "course": make.event(kind="course", title_en="", text_de="<p>A</p>")}
    rows |= {"german item": item.related.get()}
    rows |= {page.key: page for page in pages}
    return lists | {name: row.get_absolute_url for name, row in rows.items()}


def _address(name):
    return lambda language: address(name, language)


def fetched(page):
    """Yield every address a browser asks for to show `page` (a soup)."""
    for element in page.find_all(["img", "source", "script", "iframe", "video", "audio"]):
        yield element.get("src")
        yield from (part.split()[0] for part in (element.get("srcset") or "").split(",") if part)
    for link in page.find_all("link"):
        if set(link["rel"]) & {"stylesheet", "preload", "icon", "apple-touch-icon", "manifest"}:
            yield link["href"]


def validity(page, response):
    parser = html5lib.HTMLParser()
    parser.parse(response.content.decode())
    return [str(error) for error in parser.errors]


def outline(page, response):
    """Return the levels of the headings where one h1 or a level in between is missing."""
    levels = [int(h.name[1]) for h in page.main.find_all(["h1", "h2", "h3", "h4"])]
    whole = levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    return [] if whole else levels


def metadata(page, response):
    names = ("og:title", "og:description", "og:url", "og:image")
    empty = [n for n in names if not page.find("meta", property=n)["content"].strip()]
    return empty + page.find_all("meta", attrs={"name": "robots"})


def inline(page, response):
    scripts = [s for s in page.find_all("script") if s.get("type") != "application/ld+json"]
    return scripts + page.find_all("style") + page.find_all(style=True)


def foreign_requests(page, response):
    return [url for url in fetched(page) if url and urlsplit(url).netloc]


def cookies(page, response):
    return list(response.cookies)


def ids_used_twice(page, response):
    ids = [element["id"] for element in page.find_all(id=True)]
    return sorted({found for found in ids if ids.count(found) > 1})


OWED = (validity, outline, metadata, inline, foreign_requests, cookies, ids_used_twice)


def offences(response):
    """Return what a public page breaks of what each of them owes, by rule."""
    page = soup(response)
    found = {rule.__name__: rule(page, response) for rule in OWED}
    return {rule: broken for rule, broken in found.items() if broken}
