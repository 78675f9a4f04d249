"""The start page of the desk has these sections: a test that loops over them misses none."""

import pytest

from tests.nuklid.desk.test_desk import START, full_desk, sections

pytestmark = pytest.mark.django_db
SECTIONS = [
    *("Drafts", "Scheduled", "Under embargo"),
    *("Missing translations", "Pictures without alternative text"),
    *("Quotes changed by their speakers", "Declined quotes", "Speakers who want a new link"),
    *("Answers that are late", "Reminders you could send", "Quotes waiting for an answer"),
    "Statements without authorisation of the German wording",
    "Statements without authorisation of the English wording",
    *("Events that members propose", "Events not published yet"),
    "Proposed changes that wait for you",
    "Organisations whose facts a member called wrong",
    "Hidden organisations named in published news",
    "Logos without alternative text",
    "Pictures of organisations without alternative text",
    "Hidden people whose words are published",
    "Portraits without alternative text",
    *("Functions that a member called wrong", "Competences that a member called wrong"),
    *("Asked whether all is still right, not answered", "Letters that did not go out"),
]


def test_the_start_page_has_every_section(desk):
    full_desk()
    assert list(sections(desk.get(START))) == SECTIONS
