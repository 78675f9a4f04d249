"""What stands in the pages of the calendar."""

from tests.reading import fetch, soup


def titles(path):
    """Return the letters by which the factory's events in a list are called."""
    return [link.text.split()[1] for link in soup(fetch(path)).select(".row h3 a")]


def words(path):
    return " ".join(soup(fetch(path)).main.get_text(" ").split())
