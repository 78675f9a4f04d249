"""Statements under a heading: "Name, function, organisation:" and the paragraphs below."""

import re
from itertools import takewhile

from news.intake.attribution import Speaker
from news.intake.doubts import Doubt
from news.intake.furniture import is_unfinished
from news.intake.people import SURE, may_be_person
from news.intake.quotations import CLOSERS, MARK, quotations, scan
from news.intake.running import statement
from news.intake.words import FIRST_PERSON, is_function, is_saying, words

LONGEST_HEAD, LONGEST_NAME, LONGEST_FUNCTION = 45, 8, 14  # words
DASHES = "–—- "
LONGEST_HEAD_CHARACTERS = 400
LONGEST_TAIL, LONGEST_SIGNATURE = 8, 25  # words
WORDS_OF_SPEECH = 4  # fewer words in marks need not be speech
JOINED = re.compile(r"(?:\b(?:und|and|sowie)|[&/])\s*$")


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
    return headed_speaker(name, cast, is_bare_enough=line.endswith(":")), rest


def headed_speaker(name, cast, *, is_bare_enough=False):
    """Return the Speaker whom a line names at its beginning, or None.

    is_bare_enough: whether a name without a function and an organisation will do.
    """
    found = words(name)
    if len(found) > LONGEST_HEAD or any(is_saying(word.text) for word in found):
        return None
    frame = cast.frame(name)
    best = next((one for one in frame.mentions if one.lead == 0 and one.sureness >= SURE), None)
    if not best:
        return None
    if any(is_joined(name, one) for one in frame.mentions):
        return cast.meet(Speaker(best.person)).doubted(Doubt.PEOPLE)
    speaker = cast.attributor.speaker(frame, best)
    bare = is_bare_enough and (best.start, best.end) == (0, len(name))
    return cast.meet(speaker) if speaker.job_title or speaker.organisations or bare else None


def is_joined(head, mention):
    """Tell whether a Mention is of a second person: "Maria Muster und | Jan Test, Leiter:"."""
    return may_be_person(mention) and bool(JOINED.search(head[: mention.lead]))


def signature(text, cast):
    """Return the Speaker whom a line names, with function or organisation and nothing else."""
    if len(words(text)) > LONGEST_SIGNATURE or text.endswith((":", "!", "?")):
        return None
    frame = cast.frame(text)
    best = frame.best()
    covered = bool(best) and cast.attributor.extent(frame, best)[1] >= len(text.rstrip(".")) - 1
    return headed_speaker(text, cast) if covered and best.end < len(text) else None


def headed_statement(speaker, paragraphs, *, is_last=True):
    """Return (ProposedStatement or None, what is left over) for the paragraphs below a head.

    None if other words stand between quotations: then the running text tells who speaks.
    is_last: whether no other head follows.
    """
    quoted = bool(closers(paragraphs[0]))
    spoken, rest = quoted_part(paragraphs) if quoted else spoken_part(paragraphs, is_last)
    if quoted and any(map(quotations, rest[:1])):
        return None, paragraphs
    *earlier, last = [unquoted(paragraph) for paragraph in spoken]
    if quoted and not closers(spoken[-1]) and is_closed_only(last):
        last = last[:-1]
    text = "\n\n".join([*earlier, without_attribution(last, speaker)])
    uncertain = bool(rest) or (not quoted and len(spoken) > 1)
    doubts = {Doubt.AROUND if quoted else Doubt.END} if uncertain else ()
    return statement(speaker, text, "headed", doubts), rest


def spoken_part(paragraphs, is_last):
    """Return (paragraphs that are the statement, the others) where no marks show its end.

    What stands before the next head belongs to this one; what follows the last head may be the
    end of the release: only those paragraphs count in which somebody says "we".
    """
    first, *more = paragraphs
    own = list(takewhile(speaks_of_itself if is_last else quotes_nobody, more))
    return [first, *own], more[len(own) :]


def quoted_part(paragraphs):
    """Return (paragraphs up to the closing mark, what follows it)."""
    for index, paragraph in enumerate(paragraphs):
        end = end_of_quotation(paragraph, closers(paragraphs[0]))
        if end is not None:
            rest = [paragraph[end:].strip(), *paragraphs[index + 1 :]]
            return [*paragraphs[:index], paragraph[:end]], [one for one in rest if one]
    return paragraphs, []


def end_of_quotation(paragraph, marks):
    """Return where a quotation that runs into or begins a paragraph ends, None if it goes on."""
    if closers(paragraph):
        end = None if scan(paragraph)[1] == 0 else quotations(paragraph)[0].end
        return len(paragraph) if end and is_attribution(paragraph[end:]) else end
    return len(paragraph) if paragraph[-1:] in marks else None


def is_attribution(text):
    """Tell whether nothing, or no more than who speaks, follows a quotation."""
    found = words(text)
    short = len(found) <= LONGEST_TAIL and not quotations(text)
    return not found or (short and is_saying(found[0].text))


def is_closed_only(paragraph):
    """Tell whether a paragraph ends with a mark that was opened in an earlier one."""
    ends = {one.end for one in quotations(paragraph)}
    return bool(MARK.match(paragraph[-1:])) and len(paragraph) not in ends


def quotes_nobody(paragraph):
    return not MARK.match(paragraph) and not any(
        len(words(one.text)) >= WORDS_OF_SPEECH for one in quotations(paragraph)
    )


def speaks_of_itself(paragraph):
    """Tell whether somebody says "we" or "I" in a paragraph that quotes nobody."""
    first_person = {word.low for word in words(paragraph)} & FIRST_PERSON
    return bool(first_person) and quotes_nobody(paragraph)


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
