"""No English on a German page: the pages of the access table, read as they are rendered.

`test_locale.py` sees only what somebody marked for translation; this sees what stands there.
"""

import re

import polib
import pytest
from bs4 import BeautifulSoup, CData, NavigableString
from django.urls import translate_url
from django.utils.translation import override

from members.models import User
from tests.nuklid import access
from tests.nuklid.test_locale import PO

pytestmark = pytest.mark.django_db

# Words of English sentences that no German one has, as whole words in small letters.
ENGLISH = set(
    "the of and is are this that these those with for you your from by has have had been be it its"
    " which when where there their they nothing nobody not yet before after about only other more"
    " here please choose enter change save add delete view select all each every who how what"
    " cannot could would should does did to or if".split()
)
WORD = re.compile(r"[\w’-]+(?:[.@][\w-]+)*")  # an address counts as one word
UNSEEN = {"script", "style", "textarea", "code", "pre", "samp", "kbd"}
TYPED = {"Title", "Mail of that day."}  # English that tests/factories.py stores as data
SPOKEN = ("title", "alt", "placeholder", "aria-label")


@pytest.fixture(scope="module")
def labels():
    """Return the English texts of the catalogue that a German page has no use for."""
    catalogue = polib.pofile(str(PO))
    german = {entry.msgstr for entry in catalogue}
    return {entry.msgid for entry in catalogue} - german


def is_german(node):
    """Whether the nearest `lang` above says German and the text is meant for people."""
    above = [node, *node.parents] if node.name else list(node.parents)
    if any(tag.name in UNSEEN or tag.get("translate") == "no" for tag in above):
        return False
    return next((tag["lang"] for tag in above if tag.get("lang")), "") == "de"


def texts(html):
    """Yield each German text of a page and of its spoken attributes, in one line."""
    page = BeautifulSoup(html, "html.parser")
    for node in page.find_all(string=True):
        if type(node) in (NavigableString, CData) and is_german(node):
            yield " ".join(node.split())
    for tag in page.find_all(True):
        if is_german(tag):
            yield from (tag[name] for name in SPOKEN if tag.get(name))


def english(html, labels):
    """Return the texts of a German page (HTML) that are English."""
    return sorted(
        {
            text
            for text in set(texts(html)) - TYPED
            if text in labels or ENGLISH & set(WORD.findall(text.casefold().replace("cc by", "")))
        }
    )


def test_an_english_sentence_is_noticed(labels):
    page = '<html lang="de"><p title="Choose a day">Guten Tag</p>{}</html>'
    assert english(page.format(""), labels) == ["Choose a day"]
    assert english('<html lang="de"><p>Read this.</p><p>Sprecher</p></html>', labels)
    assert english('<html lang="de"><button>Sign in</button></html>', labels) == ["Sign in"]
    assert not english('<html lang="de"><p lang="en">Read this.</p></html>', labels)


@pytest.mark.parametrize("actor", ["anonymous", "of A", "coordinator"])
def test_no_page_of_the_access_table_speaks_english(settings, labels, actor):
    settings.SECOND_FACTOR = True
    things = access.things()
    client = access.clients(things["a"])[actor]
    User.objects.update(language="de")
    page_count, offences = 0, {}
    with override("en"):  # each answer leaves its language behind; addresses are told in English
        paths = [translate_url(path, "de") for path in access.rows(things) if path.endswith("/")]
    assert "/de/mitglieder/" in paths
    for german in paths:
        answer = client.get(german, headers={"Accept-Language": "de"})
        if answer.status_code != 200 or "text/html" not in answer.get("Content-Type", ""):
            continue
        page_count += 1
        if words := english(answer.content.decode(), labels):
            offences[german] = words
    assert page_count > 20
    assert not offences, "\n".join(f"{address}: {words}" for address, words in offences.items())
