"""Run as a program (`make security`): writes how we answer the ASVS into docs/security.md."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ANSWERS, PAGE = ROOT / "docs" / "asvs.txt", ROOT / "docs" / "security.md"
MARK = "<!-- What follows is written by `make security` from asvs.txt. -->\n"
WORDS = {"met": "met", "na": "not applicable", "open": "open"}


class Answer(NamedTuple):
    chapter: str
    number: str
    level: int
    requirement: str
    state: str  # met, na or open
    reason: str


def parse_answers(text):
    """Return every Answer in the text of asvs.txt, in order."""
    chapter, found = "", []
    for line in text.splitlines():
        if line.startswith("# ") and "|" not in line:
            chapter = line.removeprefix("# ")
        elif line[:1].isdigit():
            number, level, requirement, response = (part.strip() for part in line.split("|"))
            state, _, reason = response.partition(": ")
            found.append(Answer(chapter, number, int(level), requirement, state, reason))
    return found


def tests_of(response):
    """Return (file, name) of every test that shows it is met."""
    file, found = "", []
    for part in response.reason.split(", ") if response.state == "met" else ():
        before, _, name = part.rpartition("::")
        file = before or file
        found.append((f"tests/{file}", name))
    return found


def exists(file, name):
    path = ROOT / file
    return path.is_file() and bool(re.search(rf"^def {name}\(", path.read_text(), re.MULTILINE))


def row(response):
    shown = [f"`{name}` ({file})" for file, name in tests_of(response)]
    reason = ", ".join(shown) or response.reason
    state = WORDS[response.state]
    return f"| {response.number} | {response.level} | {response.requirement} | {state} | {reason} |"


def table(answers):
    lines, chapter = [], ""
    for response in answers:
        if response.chapter != chapter:
            chapter = response.chapter
            lines += ["", f"### {chapter}", "", "| no. | level | asked | answer | by |"]
            lines.append("|---|---|---|---|---|")
        lines.append(row(response))
    return lines


def page(answers):
    """Return the part of docs/security.md that is written from `answers`."""
    counts = Counter((response.level, response.state) for response in answers)
    sums = [
        f"Level {level}: {counts[level, 'met']} met, {counts[level, 'na']} not applicable, "
        f"{counts[level, 'open']} open."
        for level in (1, 2)
    ]
    return "\n".join([*sums, *table(answers)]) + "\n"


def written():
    """Return docs/security.md as it should be."""
    answers = parse_answers(ANSWERS.read_text())
    return PAGE.read_text().partition(MARK)[0] + MARK + "\n" + page(answers)


if __name__ == "__main__":
    PAGE.write_text(written())
