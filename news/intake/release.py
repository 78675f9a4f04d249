"""Reading a release: text in, Proposal out."""

from news.intake.attribution import Attributor
from news.intake.cast import Cast
from news.intake.furniture import is_tail
from news.intake.head_of_release import head_of
from news.intake.members_named import founding_members
from news.intake.names import squashed
from news.intake.organisations import of_known
from news.intake.paragraphs import paragraphs
from news.intake.proposal import Proposal
from news.intake.quotations import quotations
from news.intake.running import RunningText
from news.intake.sections import Sections
from news.intake.sentences import sentences
from news.intake.titles import Titles
from news.intake.upload import checked_text
from news.intake.words import is_capitalised, words

CITIES = {"de": "Stadt %s", "en": "City of %s"}
LONG_QUOTATION = 5  # words
LONGEST_UNCAPITALISED, FEWEST_IN_TITLE = 4, 5  # letters; words
PIECE = 2000  # characters looked at in one go


def read_release(text, language, known_organisations=()):
    """Return the Proposal for a press release.

    text: the whole release, with whatever came along when it was copied. language: "de" or "en".
    known_organisations: KnownOrganisations to match names with. Raises UnreadableFile if it is no
    text or too long for a release.
    """
    head = head_of(paragraphs(checked_text(text)))
    lines, tail = without_tail(head.rest)
    organisations = of_known(known_organisations)
    above = (line for line in (head.headline, head.standfirst) if not is_title_case(line))
    for line in (*above, *lines):
        name_organisations(line, organisations)
    members = founding_members(lines, organisations)
    speaking = {squashed(spelling) for one in members for spelling in one.spellings}
    cast = Cast(Attributor(Titles(organisations, CITIES[language], speaking)))
    sections = Sections(cast).parse(lines)
    running = RunningText(sections.body, cast)
    statements = (*running.statements(), *sections.statements)
    for statement in statements:
        for one in statement.organisations:
            organisations.remember(one)
    return Proposal(
        language=language,
        headline=head.headline,
        standfirst=head.standfirst,
        place=head.place,
        dated_on=head.dated_on,
        body=tuple(running.body),
        statements=statements,
        members=members,
        organisations=organisations.all_named(),
        boilerplate="\n\n".join(sections.boilerplate),
        press_contact="\n".join(sections.contact),
        furniture=(*head.furniture, *sections.furniture, *running.left_out, *tail),
        left_quotations=left_quotations(running.body),
    )


def without_tail(lines):
    """Return (lines of the release, lines of the page below it)."""
    end = next((index for index, line in enumerate(lines) if is_tail(line)), len(lines))
    return lines[:end], lines[end:]


def is_title_case(text):
    """Tell an English headline Whose Words All Begin Like Names from a sentence."""
    long = [word for word in words(text) if len(word.text) > LONGEST_UNCAPITALISED]
    return len(long) >= FEWEST_IN_TITLE and all(is_capitalised(word.text) for word in long)


def name_organisations(line, organisations):
    for start, end in sentences(line):
        for piece in range(start, end, PIECE):
            organisations.spans(line[piece : min(end, piece + PIECE)])


def left_quotations(body):
    found = (one.text for paragraph in body for one in quotations(paragraph))
    return tuple(text for text in found if len(words(text)) >= LONG_QUOTATION)
