"""What can be read in one language only says so wherever it stands, in lists and on pages."""

import pytest
from bs4 import NavigableString

from tests import factories as make
from tests.reading import LISTS, address, fetch, soup

pytestmark = pytest.mark.django_db

MARK = "Einsprachig"
OTHER = {"de": "en", "en": "de"}


def only(language, *names):
    """Return columns of `names` that hold a text in `language` and nothing in the other."""
    written = {f"{name}_{language}": f"{MARK} {name}" for name in names}
    return written | {f"{name}_{OTHER[language]}": "" for name in names}


def rows(language):
    """Return one public row of each kind, all written in `language` alone."""
    stage = make.stage(**only(language, "description"))
    nuclide = make.radionuclide(**only(language, "use", "origin"))
    firm = make.member("Alpha", **only(language, "summary", "description", "boilerplate"))
    person = make.person(**only(language, "biography"))
    make.mandate(person, firm, **only(language, "job_title"))
    make.competence(firm, stage=stage, radionuclide=nuclide, **only(language, "sentence"))
    news = ("headline", "standfirst", "body", "place")
    item = make.published(organisations=[firm], **only(language, *news))
    make.statement(item, person, [firm], **only(language, "text", "title_as_said"))
    other = make.published(organisations=[firm], **only(language, *news))
    item.related.add(other)
    about = make.page("about", **only(language, "title", "lead", "body"))
    return [stage, nuclide, firm, person, item, item.statements.get(), about]


def unmarked(page, language):
    """Return what stands on a page in `language` without saying that it is in the other."""
    texts = [node for node in page.body.find_all(string=True) if MARK in node]
    return [
        str(text).strip()
        for text in texts
        if type(text) is NavigableString
        and next(tag["lang"] for tag in text.parents if tag.get("lang")) == language
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_place_says_in_which_language_a_text_is(language):
    public = rows(OTHER[language])
    paths = [address(name, language) for name in LISTS]
    paths += [row.get_absolute_url(language) for row in public]
    paths.append(f"{address('search', language)}?q=headline")
    answers = {path: fetch(path) for path in paths}
    pages = {path: soup(answer) for path, answer in answers.items() if answer.status_code == 200}
    assert len(pages) > 15, answers
    assert sum(page.text.count(MARK) for page in pages.values()) > 20
    wrong = {path: found for path, page in pages.items() if (found := unmarked(page, language))}
    assert not wrong
