from pathlib import Path
from textwrap import indent, wrap

from django.core.management.base import BaseCommand, CommandError

from news.intake import UnreadableFile, read_release, text_of_upload
from news.intake.known import known_organisations
from nuklid.base.texts.bilingual import LANGUAGES

WIDTH = 96


class Command(BaseCommand):
    help = "Reads a press release (text or .docx) and prints what it proposes. Stores nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", choices=LANGUAGES, required=True)

    def handle(self, file, language, **options):
        try:
            text = text_of_upload(file.read_bytes(), file.name)
            proposal = read_release(text, language, known_organisations())
        except (OSError, UnreadableFile) as error:
            raise CommandError(str(error)) from error
        for heading, lines in report(proposal):
            self.stdout.write(self.style.MIGRATE_HEADING(heading))
            for line in lines or ["–"]:
                self.stdout.write(indent(line, "  "))
            self.stdout.write("")


def report(proposal):
    """Return (heading, lines) for each part of a proposal."""
    speakers, organisations = len(proposal.speakers), proposal.organisations
    count = f"{len(proposal.statements)} by {speakers} speakers, {styles(proposal)}"
    return [
        ("Headline", [proposal.headline]),
        ("Standfirst", filled(proposal.standfirst)),
        ("Dateline", [f"{proposal.dated_on or 'no date found'} · {proposal.place or 'no place'}"]),
        (f"Text ({len(proposal.body)} paragraphs)", filled("\n".join(proposal.body))),
        (f"Statements ({count})", numbered(proposal.statements)),
        (f"Founding members ({len(proposal.members)})", list(map(describe, proposal.members))),
        (f"Organisations named ({len(organisations)})", list(map(describe, organisations))),
        ("Boilerplate", filled(proposal.boilerplate)),
        ("Press contact", filled(proposal.press_contact)),
        ("Left out as page furniture", list(proposal.furniture)),
        ("Quotations left in the text", filled("\n".join(proposal.left_quotations))),
    ]


def styles(proposal):
    running = sum(statement.style == "running" for statement in proposal.statements)
    return f"{running} running, {len(proposal.statements) - running} headed"


def filled(text):
    return [line for part in text.splitlines() for line in wrap(part, WIDTH)]


def numbered(statements):
    lines = []
    for number, statement in enumerate(statements, 1):
        names = " + ".join(describe(one) for one in statement.organisations) or "no organisation"
        head = ", ".join(filter(None, (str(statement.speaker), statement.job_title)))
        lines += [f"{number}. {head} [{statement.style}]", f"   for: {names}"]
        lines += [f"   {line}" for line in filled(f"“{statement.text}”")]
        lines += [f"   ! {doubt.sentence}" for doubt in statement.doubts]
    return lines


def describe(organisation):
    """Say what the release writes and what that is: known, near to something known, or new."""
    spelt = " / ".join(organisation.spellings) or organisation.found
    if organisation.kind == "new":
        offered = ", ".join(name for _key, name in organisation.candidates)
        return f"{spelt} → new" + (f" (near: {offered})" if offered else "")
    doubt = ", please check" if organisation.kind == "near" else ""
    return f"{spelt} → {organisation.name} ({organisation.kind}{doubt})"
