"""docs/security.md says what is so: each named test exists, each requirement has its answer."""

import pytest

from tests import asvs

ANSWERS = asvs.parse_answers(asvs.ANSWERS.read_text())
# How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has.
SIZES = {
    "1": 27, "2": 11, "3": 19, "4": 10, "5": 9, "6": 35, "7": 18, "8": 7, "9": 7, "10": 29,
    "11": 14, "12": 9, "13": 13, "14": 9, "15": 13, "16": 16, "17": 7,
}  # fmt: skip


def test_every_requirement_is_answered_once():
    numbers = [answer.number for answer in ANSWERS]
    assert len(set(numbers)) == len(numbers) == 253
    chapters = [number.split(".")[0] for number in numbers]
    assert {chapter: chapters.count(chapter) for chapter in SIZES} == SIZES
    assert [answer.level for answer in ANSWERS].count(1) == 70


def test_every_answer_is_one_and_says_why():
    assert {answer.state for answer in ANSWERS} == {"met", "na", "open"}
    assert [answer.number for answer in ANSWERS if len(answer.reason) < 5] == []


def test_every_named_test_exists():
    assert not asvs.exists("tests/test_security.py", "test_of_nothing")
    missing = [
        f"{answer.number}: {file}::{name}"
        for answer in ANSWERS
        for file, name in asvs.tests_of(answer)
        if not asvs.exists(file, name)
    ]
    assert missing == []
    assert all(asvs.tests_of(answer) for answer in ANSWERS if answer.state == "met")


def test_the_page_is_what_the_answers_say():
    if asvs.PAGE.read_text() != asvs.written():
        pytest.fail("docs/security.md is not what docs/asvs.txt says: run make security")
