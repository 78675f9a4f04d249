"""Ask the search as a reader does, on a page; the list of questions with their expected answer."""

import tomllib
from pathlib import Path
from urllib.parse import urlencode

from tests.reading import address, fetch, soup

LIST = tomllib.loads((Path(__file__).parent / "search_queries.toml").read_text(encoding="utf-8"))
QUERIES = [(code, question, first) for code in LIST for question, first in LIST[code].items()]


def ask(question, language="en", **more):
    """Return the parsed page that answers `question`."""
    answer = fetch(f"{address('search', language)}?{urlencode({'q': question, **more})}")
    assert answer.status_code == 200
    return soup(answer)


def titles(question, language="en", **more):
    """Return the titles of the hits for `question`, in their order on the page."""
    return [link.text for link in ask(question, language, **more).select(".hits h3 a")]


def meets(title, wanted):
    """Tell whether a hit's title is the wanted one; a radionuclide's name goes on: "Lu-177, …"."""
    return title == wanted or title.startswith(f"{wanted}, ")


def find_position(question, language, wanted):
    """Return at which place (from 1) the wanted title stands on the page, 0 if it does not."""
    found = titles(question, language)
    return next((n for n, title in enumerate(found, 1) if meets(title, wanted)), 0)
