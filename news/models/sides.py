from datetime import date
from typing import NamedTuple


class Side(NamedTuple):
    """One language of a statement: words, and to whom they are attributed."""

    language: str
    text: str
    name: str
    title: str
    organisation: str
    agreed_on: date | None
