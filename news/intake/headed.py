"""Statements under a heading: "Name, function, organisation:" and the paragraphs below."""

from news.intake.furniture import is_unfinished
from news.intake.people import SURE
from news.intake.quotations import CLOSERS, MARK
from news.intake.running import statement
from news.intake.words import is_function, is_saying, words

LONGEST_HEAD, LONGEST_NAME, LONGEST_FUNCTION = 45, 8, 14  # words
DASHES = "–—- "
LONGEST_HEAD_CHARACTERS = 400


def head(line, cast, listed, quoted_next=False):
    """Return (Speaker, words on the same line) if a line heads a statement, else (None, "").

    listed: whether it stands under a heading such as "Statements"; quoted_next: whether a
    quotation follows. In both cases it need not end with a colon.
    """
    name, colon, rest = line.partition(": ") if listed else (line, "", "")
    name = (name if colon else line).removesuffix(":").lstrip(DASHES)
    proved = colon or line.endswith(":") or ((listed or quoted_next) and is_unfinished(line))
    if not proved or len(name) > LONGEST_HEAD_CHARACTERS:
        return None, ""
    return headed_speaker(name, cast), rest


def headed_speaker(name, cast):
    found = words(name)
    if len(found) > LONGEST_HEAD or any(is_saying(word.text) for word in found):
        return None
    frame = cast.frame(name)
    best = next((one for one in frame.mentions if one.lead == 0 and one.sureness >= SURE), None)
    speaker = best and cast.attributor.speaker(frame, best)
    told = speaker and (speaker.job_title or speaker.organisations)
    return cast.meet(speaker) if told else None


def headed_statement(speaker, paragraphs):
    """Return the ProposedStatement for the paragraphs below a head."""
    *earlier, last = [unquoted(paragraph) for paragraph in paragraphs]
    text = "\n\n".join([*earlier, without_attribution(last, speaker)])
    return statement(speaker, text, "headed")


def with_functions(lines, cast):
    """Return the lines, a name joined with the function on a line of its own below it."""
    joined, place = [], 0
    while place < len(lines):
        line, *below = lines[place : place + 3]
        names_one = len(below) == 2 and (below[0].endswith(":") or MARK.match(below[1]))
        if names_one and is_bare_name(line, cast) and is_function_line(below[0], cast):
            line = f"{line}, {below[0]}"
            place += 1
        joined.append(line)
        place += 1
    return joined


def is_bare_name(line, cast):
    best = cast.frame(line).best() if len(words(line)) <= LONGEST_NAME else None
    return bool(best and best.start == 0 and best.end == len(line))


def is_function_line(line, cast):
    short = len(words(line)) <= LONGEST_FUNCTION and is_unfinished(line)
    told = any(is_function(word.text) for word in words(line)) or cast.frame(line).spans
    return short and bool(told)


def is_complete(paragraphs):
    """Tell whether a quotation in quotation marks has been closed."""
    return bool(MARK.match(paragraphs[0])) and paragraphs[-1][-1:] in closers(paragraphs[0])


def closers(paragraph):
    return set(CLOSERS.get(paragraph[:1], ""))


def unquoted(paragraph):
    """Return a paragraph without the marks around the whole of it."""
    if not closers(paragraph):
        return paragraph
    inner = paragraph[1:]
    return (inner[:-1] if inner[-1:] in closers(paragraph) else inner).strip()


def without_attribution(paragraph, speaker):
    """Cut the tail that says once more who speaks: "… this technology, says Marco Müller."."""
    text, comma, tail = paragraph.rpartition(",")
    found = [word.text for word in words(tail)]
    said = comma and found and is_saying(found[0]) and len(found) <= 8
    return (
        f"{unquoted(text.rstrip())}." if said and speaker.person.family_name in tail else paragraph
    )
