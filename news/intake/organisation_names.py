"""Where a text names organisations: by legal form, or by a word for institutions."""

import re
from bisect import bisect_right

from news.intake.words import (
    COMMONPLACES,
    NOT_NAMES,
    OPENERS,
    Word,
    is_capitalised,
    is_function,
    is_saying,
    words,
)

LEGAL_FORM = re.compile(
    r"(?:(?<=\w),\s(?=(?:Inc|LLC|Ltd|Corp)\b)|(?<=\w)\s\([A-Z][^()]{1,20}\)\s|(?<![\w-]))"
    r"(?:g?GmbH(?:\s?&\s?Co\.?\s?KG(?:aA)?)?|mbH|AG(?:\s?&\s?Co\.?\s?KG)?"
    r"|SE(?:\s?&\s?Co\.?\s?KGaA)?|KGaA|KG|OHG|GbR|e\.\s?V\.|eV|e\.\s?G\.|eG|e\.\s?K\."
    r"|UG(?:\s\(haftungsbeschränkt\))?|Limited|LLP|LLC|plc|PLC|Corporation"
    r"|(?:Ltd|Inc|Corp)(?:\.(?=,|\s+[a-z(&]))?"
    r"|S\.A\.|SAS|B\.V\.|BV|N\.V\.|NV|S\.r\.l\.|AB|Oy|AöR)(?![\w-])"
)
INSTITUTION = re.compile(
    r"(?:universität|university|universitätsmedizin|klinikum|klinik|clinic|hospital|spital|krankenhaus|"
    r"institut|institute|hochschule|akademie|academy|ministeriums?|ministry|council|agency|behörde|"
    r"bundesamt|bundesamts|landesamt|landesamts|verband|verbands|association|foundation|stiftung|"
    r"gesellschaft|society|organisation|organization|kammer|chamber|zentrum|zentrums|centre|center|"
    r"college|charité|alliance|allianz|netzwerks?|(?<!\w)stadt|landeshauptstadt|freistaat)(?:s|es)?$",
    re.IGNORECASE,
)
SPELT = re.compile(
    r"\b(?:City|Town|Free State|State Capital) of [^\W\d_a-z][\w-]+"
    r"|\b(?:TU|TH|HTW|FH|LMU|RWTH) [^\W\d_a-z][\w-]+"
)
JOINTS = {"für", "of", "for", "the", "der", "des", "de"}
AND = {"und", "and"}
WITHIN_CLUBS = {"der", "des", "für", "und", "zur", "zum"}
ARTICLES = {"der", "die", "das", "dem", "den", "des"}
CLUB = re.compile(r"e\.?\s?V\.?$")
CLUB_HEAD = re.compile(
    INSTITUTION.pattern.removesuffix("(?:s|es)?$").removesuffix(")")
    + r"|verein|bund|bündnis|gemeinschaft|initiative|forum|kreis|freunde|werk|klub|club|union)"
    r"(?:s|es)?$",
    re.IGNORECASE,
)
SENTENCE_START = re.compile(r"^\W*$|[.!?…:]\W*$")
ADJECTIVE = re.compile(r"^[^\W\d_]{3,}(?:e|er|en|es)$")
GERMAN_ENDINGS = ("ungen", "keiten", "heiten", "schaften", "tionen", "nisse")
LEAD_INS = {"by", "at", "of", "from", "von", "bei", "and", "und", "with", "mit"}
LINK = re.compile(r"^(?:| | ?[&+–] ?| ?- ?|®? )$")
BRAND = re.compile(r".[A-Z:]|\d")
LONGEST = 9  # words on either side


def unknown_spans(text):
    """Return the (start, end) of what looks like the name of an organisation."""
    found = [(hit.start(), hit.end()) for hit in SPELT.finditer(text)]
    all_words = words(text)
    ends = [word.end for word in all_words]
    for hit in LEGAL_FORM.finditer(text):
        last = bisect_right(ends, hit.start())
        start = start_of_name(text, all_words[max(0, last - LONGEST) : last], hit)
        if start < hit.start():
            found.append((start, hit.end()))
    for index, word in enumerate(all_words):
        if is_capitalised(word.text) and INSTITUTION.search(word.text):
            found += institution(text, all_words, index)
    return merged(found)


def merged(spans):
    """Return the spans, those that overlap as one: "Institut für Optik Pirna e. V."."""
    joined = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def start_of_name(text, before, hit):
    """Return where the name begins whose legal form is `hit`; `before`: the Words before it."""
    start, lower = hit.start(), []
    following = hit.start()
    for word in reversed(before):
        if not is_linked(text, word, following) or is_barred(text, word):
            break
        following = word.start
        if is_capitalised(word.text) or BRAND.search(word.text):
            if lower and not BRAND.search(word.text):
                break
            start, lower = word.start, []
        else:
            lower.append(word)
    club = start_of_club(text, before, start) if CLUB.match(hit.group()) else None
    return lower_case_brand(text, before, start, lower) if club is None else club


def start_of_club(text, before, start):
    """Return where "Verband für … e. V." begins whose last noun is at `start`, or None."""
    earlier = [word for word in before if word.start < start]
    following, club = start, None
    for index in range(len(earlier) - 1, -1, -1):
        word = earlier[index]
        if not is_linked(text, word, following) or not is_within_club(text, earlier[index:]):
            break
        if is_capitalised(word.text) and CLUB_HEAD.search(word.text):
            club = start_of_capitals(text, earlier, index)
        following = word.start
    return club


def is_within_club(text, rest):
    """Tell whether the first of these words may stand between a club's first noun and its last.

    An article after "und" begins the next organisation: "Probe und der Muster e. V.".
    """
    word, after = rest[0], rest[1:2]
    if word.low in AND:
        return not (after and after[0].low in ARTICLES)
    noun = is_capitalised(word.text) and not is_barred(text, word)
    return noun or word.low in WITHIN_CLUBS or bool(ADJECTIVE.match(word.text))


def start_of_capitals(text, all_words, index):
    while index and is_part(text, all_words[index - 1], all_words[index]):
        index -= 1
    return all_words[index].start


def lower_case_brand(text, before, start, lower):
    """Take in one word such as "biosaxony" if it cannot be an adjective or a verb."""
    if len(lower) != 1 or lower[0].text.endswith(("e", "en", "er", "es", "em", "ed", "ing")):
        return start
    previous = [word for word in before if word.end <= lower[0].start][-1:]
    alone = not text[max(0, lower[0].start - 2) : lower[0].start].strip("\n")
    led_in = previous and previous[0].low in LEAD_INS
    return lower[0].start if alone or led_in else start


def is_linked(text, word, following):
    gap = text[word.end : following]
    return bool(LINK.match(gap)) or (gap == ". " and len(word.text) <= 4)


def is_barred(text, word):
    """Tell whether a word is no part of a name; "Mehr" is one unless it begins the sentence."""
    opener = word.low in OPENERS and SENTENCE_START.search(text[: word.start][-4:])
    return word.low in NOT_NAMES or opener or is_function(word.text) or is_saying(word.text)


def institution(text, all_words, index):
    """Yield the span of an institution's name around its telling word, if it has a name at all."""
    nearby = all_words[max(0, index - LONGEST) : index + 1]
    start = start_of_capitals(text, nearby, len(nearby) - 1)
    last = end_of_institution(text, all_words, index)
    if start < all_words[index].start or last > index or "-" in all_words[index].text:
        yield start, all_words[last].end


def nominative(name):
    """Return the name as it stands in a register, without the endings of its case.

    "Klinikums Musterstadt", "Technischen Universität Musterstadt".
    """
    first, *rest = name.split(" ", 1)
    if DATIVE.match(name):
        first = first.removesuffix("n")
    genitive = first.endswith(("ums", "uts", "ts", "ands")) and INSTITUTION.search(first)
    return " ".join([first.removesuffix("s") if genitive else first, *rest])


def is_part(text, word, following):
    capital = is_capitalised(word.text) and not is_barred(text, word)
    return capital and bool(LINK.match(text[word.end : following.start]))


def end_of_institution(text, all_words, index):
    """Return the index of the last word: "Institute of Applied Physics", "Klinikum Musterstadt"."""
    last = index
    for place in range(index + 1, min(len(all_words), index + LONGEST)):
        word, previous = all_words[place], all_words[place - 1]
        if not LINK.match(text[previous.end : word.start]):
            break
        if word.low in JOINTS or (word.low in AND and may_go_on(all_words[index:place])):
            continue
        noun = is_capitalised(word.text) and not is_barred(text, word)
        gap = text[previous.end : word.start]
        if not noun or word.low in COMMONPLACES or is_thing(word, gap, previous):
            break
        last = place
    return last


def is_thing(word, gap, previous):
    """Tell the next noun from a part of the name: "der Klinik | Spendenzahlungen zusagen".

    After "für" and the like the name goes on with such a noun: "Institut für Forschung".
    """
    return gap == " " and previous.low not in JOINTS | AND and word.low.endswith(GERMAN_ENDINGS)


def may_go_on(name):
    """Tell whether "and" may lie within a name: "Institut für Physik und Chemie", a ministry."""
    purposes = {word.low for word in name} & {"für", "for"}
    return bool(purposes) or name[0].low.startswith("minist") or "ministerium" in name[0].low


DATIVE = re.compile(
    r"[^\W\d_]{4,}en \S*(?:universität|hochschule|akademie|gesellschaft|stiftung|kammer|klinik)\b",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[^\W_]+")


def plain_words(text):
    """Return words split at hyphens and colons too, as names are compared."""
    return [Word(hit.group(), hit.start(), hit.end()) for hit in PLAIN.finditer(text)]
