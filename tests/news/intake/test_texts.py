"""Twenty-six invented releases; `pytest -s tests/news/intake/test_texts.py` prints the table."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from news.intake import read_release

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.json"))


def read_expected(path):
    expected = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return expected, read_release(text, expected["language"])


def compared(expected, proposal):
    """Return (found, missed, false) as lists of (speaker, words)."""
    wanted = [(one["speaker"], one["text"]) for one in expected["statements"]]
    given = [(str(one.speaker), one.text) for one in proposal.statements]
    return (
        [one for one in given if one in wanted],
        [one for one in wanted if one not in given],
        [one for one in given if one not in wanted],
    )


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def reading(request):
    return read_expected(request.param)


def test_there_are_twelve_texts_and_fourteen_held_out_in_both_languages():
    """held-: written after the reader, against it; fresh-: by someone who had not seen it."""
    languages = [re.search(r"\b(de|en)\b", path.stem)[1] for path in TEXTS]
    assert languages.count("de") == languages.count("en") == 13


def test_finds_every_statement_and_no_other(reading):
    _, missed, false = compared(*reading)
    assert (missed, false) == ([], [])


def test_tells_style_function_and_organisations(reading):
    expected, proposal = reading
    for wanted, given in zip(expected["statements"], proposal.statements, strict=True):
        assert given.style == wanted["style"]
        assert given.job_title == wanted.get("job_title", given.job_title)
        names = [one.name for one in given.organisations]
        assert names == wanted.get("organisations", names)


def test_keeps_words_of_statements_out_of_the_body_and_the_rest_in(reading):
    expected, proposal = reading
    body = "\n".join(proposal.body)
    for statement in proposal.statements:
        assert statement.text[:30] not in body
    for kept in expected.get("body_keeps", ()):
        assert kept in body


def test_reads_what_stands_around_the_text(reading):
    expected, proposal = reading
    assert proposal.headline == expected["headline"]
    assert proposal.standfirst == expected.get("standfirst", proposal.standfirst)
    assert proposal.dated_on == date.fromisoformat(expected["dated_on"])
    assert proposal.place == expected["place"]
    assert expected.get("boilerplate", "") in proposal.boilerplate
    assert expected.get("press_contact", "") in proposal.press_contact
    assert expected.get("furniture", "") in "\n".join(proposal.furniture)


def test_names_members_and_organisations(reading):
    expected, proposal = reading
    assert [one.name for one in proposal.members] == expected.get("members", [])
    names = {one.name for one in proposal.organisations}
    assert names >= set(expected.get("organisations", ()))


def test_table(capsys):
    rows = [(path.stem, *map(len, compared(*read_expected(path)))) for path in TEXTS]
    with capsys.disabled():
        print(f"\n{'text':28} found missed false")  # noqa: T201
        for name, found, missed, false in rows:
            print(f"{name:28} {found:5} {missed:6} {false:5}")  # noqa: T201
    assert [sum(column) for column in list(zip(*rows, strict=True))[1:]] == [77, 0, 0]
