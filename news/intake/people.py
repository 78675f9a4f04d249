"""Finding people's names in a piece of text, and how sure that is."""

import re
from dataclasses import dataclass

from news.intake.proposal import ProposedPerson
from news.intake.words import (
    ARTICLE_PARTICLES,
    BEFORE_THINGS,
    HONORIFIC_PARTS,
    HONORIFICS,
    NOBILITY,
    NOT_NAMES,
    ONLY_PARTICLES,
    OPENERS,
    PARTICLES,
    POSTNOMINALS,
    SALUTATIONS,
    THING_ENDINGS,
    is_capitalised,
    is_function,
    is_given_name,
    is_saying,
    words,
)

LEGAL_FORMS = {"gmbh", "mbh", "llc", "ltd", "plc", "inc"}
GENERATIONS = {"jr", "sr"}
FOREIGN = re.compile(r"[À-ÿĀ-ž](?<![äöüßÄÖÜ])")  # letters of no German and no English word
SURE = 3
MOST_NAME_WORDS = 5
ABBREVIATING = re.compile(r"^\.[ -]?$")
AFTER_NAME = re.compile(r",?\s+([A-Z][A-Za-z]{1,5})\b")
POSTNOMINAL = re.compile(r",?\s+(?:[A-Z][A-Za-z]{0,3}\.\s?){2,}(?=\s|[,;:)(]|$)")


@dataclass(frozen=True)
class Mention:
    """A person named at start:end (with honorifics); led by a function if `lead` < `start`.

    `sureness` is SURE or more if it can stand for itself; a mention without a given name never is.
    """

    person: ProposedPerson
    start: int
    end: int
    lead: int
    sureness: int


def may_be_person(mention):
    """Tell whether a Mention is of a person, though a word such as "and" or "to" stands before."""
    probable = mention.sureness > 0 and is_a_person(mention.person)
    return mention.sureness >= SURE or probable


def is_a_person(person):
    """Tell a name with an honorific or a common given name from one that may be a thing's."""
    given, *_ = person.given_name.split() or [""]
    return bool(person.honorific_prefix) or is_given_name(given)


def mentions(text, masked=()):
    """Return the Mentions in `text`, in order; `masked` are Spans in which nobody is named."""
    return [found for run in runs(text, masked) if (found := mention(text, run))]


def runs(text, masked):
    """Yield lists of neighbouring words any of which may belong to a name."""
    run = []
    for word in unmasked(text, masked):
        if run and not (is_next(text, run[-1], word) and may_continue(run, word)):
            yield run
            run = []
        if run or may_begin(word):
            run.append(word)
    if run:
        yield run


def unmasked(text, masked):
    spans = iter([*masked, None])
    span = next(spans)
    for word in words(text):
        while span and span.end <= word.start:
            span = next(spans)
        if not span or word.end <= span.start:
            yield word


def is_next(text, word, following):
    gap = text[word.end : following.start]
    abbreviated = is_abbreviation(word) and bool(ABBREVIATING.match(gap))
    return gap == " " or abbreviated


def is_abbreviation(word):
    shortened = HONORIFICS | HONORIFIC_PARTS | SALUTATIONS | GENERATIONS
    return len(word.text) == 1 or word.low in shortened


def may_begin(word):
    barred = word.low in NOT_NAMES | OPENERS
    return is_capitalised(word.text) and (not barred or is_given_name(word.text))


def may_continue(run, word):
    previous = run[-1].low
    if previous in HONORIFICS | HONORIFIC_PARTS and word.low in HONORIFIC_PARTS:
        return True
    if word.low in ARTICLE_PARTICLES:
        return previous in {"von", "van", "zu", "de"}
    if word.low in PARTICLES and not is_capitalised(word.text):
        # "Maria Muster von der …" is whom she works for, "Maria von der …" is her name.
        leads = is_given_name(run[-1].text) or previous in HONORIFICS | NOBILITY
        return leads or word.low in ONLY_PARTICLES
    family = is_capitalised(word.text) and is_given_name(run[-1].text) and may_end_name(word)
    return family or may_begin(word) or (len(word.text) == 1 and word.text.isupper())


def may_end_name(word):
    """Tell whether a word that begins no name may be a family name: "Theresa | May"."""
    return word.low in NOT_NAMES | OPENERS and len(word.text) > 2 and word.low not in LEGAL_FORMS


def mention(text, run):
    """Return the Mention in a run of words, or None."""
    honorifics, rest, lead = split_at_honorific(run)
    if not honorifics:
        split = split_at_end if is_after_preposition(text, run) else split_at_name
        lead, rest = split(run)
    name = without_particles(name_words(text, rest))
    if not name or name[-1].low.endswith(("’s", "'s")):  # "Mary Sample’s deputy"
        return None
    person = as_person(text, honorifics, name)
    first = (honorifics or name)[0]
    dotted = name[-1].low in GENERATIONS and text[name[-1].end : name[-1].end + 1] == "."
    end = with_postnominal(text, name[-1].end + dotted)
    lead_start = lead[0].start if lead else first.start
    return Mention(person, first.start, end, lead_start, sureness(text, person, name, lead, first))


def split_at_honorific(run):
    """Return (honorifics, what follows them, what leads up to them)."""
    first = next((i for i, w in enumerate(run) if w.low in HONORIFICS | SALUTATIONS), None)
    if first is None:
        return [], run, []
    last = first
    while last + 1 < len(run) and is_honorific(run[last + 1]):
        last += 1
    return run[first : last + 1], run[last + 1 :], run[:first]


def is_honorific(word):
    low = word.low
    part = low in HONORIFIC_PARTS and (len(low) != 1 or word.text.islower())  # no initial
    return low in HONORIFICS or low in SALUTATIONS or part


def split_at_name(run):
    """Return (words of a function, words of a name): "CEO | André Hofmann"."""
    given = next((i for i, w in enumerate(run[:-1]) if is_given_name(w.text)), None)
    while given and FOREIGN.search(run[given - 1].text):
        given -= 1
    if given is not None and not all(map(is_thing, run[given + 1 : given + 2])):
        return run[:given], run[given:]
    after = max((i + 1 for i, w in enumerate(run) if is_function(w.text)), default=0)
    return (run[:after], run[after:]) if after < len(run) else ([], before_function(run))


def is_after_preposition(text, run):
    """Tell whether the run begins with a thing: "Minister of | Energy Ludmila Terescu"."""
    before = words(text[max(0, run[0].start - 12) : run[0].start])[-1:]
    known = any(is_given_name(word.text) or is_function(word.text) for word in run)
    return len(run) > 2 and not known and bool(before) and before[0].low in BEFORE_THINGS


def split_at_end(run):
    return run[:-2], run[-2:]


def is_thing(word):
    return len(word.text) > 6 and word.low.endswith(THING_ENDINGS)


def before_function(run):
    first = next(i for i, word in enumerate(run) if is_function(word.text))
    return run[:first]


def name_words(text, rest):
    """Return the words of a name at the head of `rest`: it ends where a function begins."""
    name = []
    for word in rest[:MOST_NAME_WORDS]:
        if len(name) > 1 and POSTNOMINAL.match(text, name[-1].end):
            break
        if is_postnominal(word.text) or (len(name) > 1 and is_function(word.text)):
            break
        name.append(word)
    return name


def is_postnominal(text):
    """Tell a degree from a family name: "MA" and "Ph" are degrees, "Ma" is a name."""
    return text.lower() in POSTNOMINALS and (text == "Ph" or not text.istitle())


def without_particles(name):
    """Return a name without what only joins it to an organisation: "Leonard Wolf | von der"."""
    last = max((i + 1 for i, word in enumerate(name) if word.low not in PARTICLES), default=0)
    return name[:last]


def as_person(text, honorifics, name):
    prefix = [word for word in honorifics if word.low not in SALUTATIONS]
    particle = next((i for i, w in enumerate(name) if w.low in PARTICLES and i), len(name) - 1)
    particle -= particle > 1 and name[particle - 1].low in NOBILITY
    return ProposedPerson(
        written(text, prefix), written(text, name[:particle]), written(text, name[particle:])
    )


def written(text, part):
    """Return the words as they stand, with the full stop of an abbreviation at their end."""
    if not part:
        return ""
    dotted = is_abbreviation(part[-1]) and text[part[-1].end : part[-1].end + 1] == "."
    return text[part[0].start : part[-1].end + dotted]


def with_postnominal(text, end):
    """Return the end of the degrees after a name: "Anna Vogel, M.D., Ph.D."."""
    while True:
        dotted, following = POSTNOMINAL.match(text, end), AFTER_NAME.match(text, end)
        if dotted:
            end = len(text[: dotted.end()].rstrip())
        elif following and is_postnominal(following[1]):
            end = following.end()
        else:
            return end


def sureness(text, person, name, lead, first):
    if not person.given_name:
        return 0
    before = words(text[max(0, first.start - 30) : first.start])[-1:]
    clues = (
        4 * is_given_name(name[0].text),
        3 * bool(person.honorific_prefix or text[first.start : name[0].start]),
        2 * any(is_function(word.text) for word in lead[-1:] or before),
        1 * bool(lead),
        2 * any(is_saying(word.text) for word in before),
        2 * is_followed_by_saying(text, name[-1].end),
        2 * is_followed_by_function(text, name[-1].end),
        1 * (not text[: first.start].strip() or text[: first.start].rstrip().endswith(",")),
        1 * bool(re.match(r"\s*[,:(]|\s*$", text[name[-1].end :][:5])),
        -3 * (not lead and is_after_preposition_of_things(text, first.start, before)),
        -3 * any(is_thing(word) or is_function(word.text) for word in name[:1]),
        -3 * is_thing(name[-1]),
        -2 * any(word.text.isupper() and len(word.text) > 2 for word in name),
    )
    return sum(clues)


def is_after_preposition_of_things(text, start, before):
    according = text[:start].rstrip().lower().endswith("according to")
    return any(word.low in BEFORE_THINGS for word in before) and not according


def is_followed_by_function(text, end):
    near = text[end : end + 60].split(". ")[0]
    return near.startswith(", ") and any(is_function(word.text) for word in words(near)[:6])


def is_followed_by_saying(text, end):
    following = words(text[end : end + 30])[:1]
    return bool(following) and is_saying(following[0].text) and text[end : end + 1] == " "
