"""Who speaks for whom: the function and the organisations that stand around a person's name."""

import re
from dataclasses import dataclass, replace

from news.intake.doubts import Doubt
from news.intake.organisations import identity
from news.intake.people import SURE, is_a_person, mentions
from news.intake.proposal import ProposedOrganisation, ProposedPerson
from news.intake.sentences import sentence_ends
from news.intake.titles import Titles
from news.intake.words import (
    CLAUSE_STARTS,
    LISTENERS,
    NOT_NAMES,
    OPENERS,
    PARTIES,
    is_capitalised,
    is_function,
    is_given_name,
    is_saying,
    words,
)

WORKS_FOR = re.compile(
    r"\s+(?:von|vom|of|from|für|for|aus|with)(?:\s+(?:der|dem|den|die|das|the))?\s+$"
)
AT = re.compile(r"(?:at|bei|beim|am|an der)\s(?:the\s|der\s)?")
BRACKETS = re.compile(r" \(([^()]*)\)")
LONGEST_PARTY = 8  # "(CDU)" is whose member, not whose speaker someone is
ARTICLES = {"der", "die", "das", "the", "a", "an", "ein", "eine", "dem", "den"}
FROM = {"von", "vom", "by", "from"}
ADJECTIVE = re.compile(r"^[^\W\d_]{4,}(?:e|er|en|em|es)$")
GERMAN_ARTICLE = re.compile(r"\b(?:der|die|dem|den|des)\s$", re.IGNORECASE)
DECLINED = re.compile(r"^(?:[^\W\d_A-ZÄÖÜ]{3,}e[nr]?\s)+(?=[A-ZÄÖÜ])")
SEGMENT_END = re.compile(r",|:\s|:$|\s[–—-]\s")
SEGMENT = re.compile(r"(?:,|\s[–—-])\s+([^,–—()]*(?:\([^()]*\)[^,–—()]*)?)")


@dataclass(frozen=True)
class Speaker:
    person: ProposedPerson
    job_title: str = ""
    organisations: tuple[ProposedOrganisation, ...] = ()
    doubts: frozenset[Doubt] = frozenset()

    def doubted(self, *doubts):
        """Return the Speaker with these doubts too."""
        return replace(self, doubts=self.doubts | set(doubts))


class Frame:
    """A piece of text around a quotation, with the people and organisations named in it."""

    def __init__(self, text, organisations):
        self.text = text
        self.spans = organisations.spans(text)
        self.mentions = mentions(text, self.spans)

    def best(self):
        """Return the Mention that most likely is the speaker, None if nobody is surely named."""
        sure = [one for one in self.mentions if one.sureness >= SURE]
        return max(sure, key=lambda mention: (mention.sureness, -mention.start), default=None)

    def covers(self, place):
        """Tell whether an organisation is named at `place`."""
        return any(span.start <= place < span.end for span in self.spans)


@dataclass
class Attributor:
    """Describes speakers; `titles` takes functions apart."""

    titles: Titles

    def speaker(self, frame, mention):
        """Return the Speaker for a Mention in a Frame."""
        titles, organisations = [], []
        for region in (before(frame, mention), after(frame, mention)):
            if region:
                title, named = self.titles.described(frame, *region)
                titles += [nominative(frame.text[: region[0]], title)] if title else []
                organisations += named
        doubts = {Doubt.NAME} if is_cut(frame.text, mention) else set()
        return Speaker(
            mention.person, ", ".join(titles), distinct(organisations), frozenset(doubts)
        )

    def extent(self, frame, mention):
        """Return the (start, end) of a Mention with all that describes it."""
        ahead = before(frame, mention)
        return ahead[0] if ahead else mention.lead, end_of_description(frame, mention)


def is_cut(text, mention):
    """Tell whether a name may go on where it was cut, or lacks its first part.

    What leads up to a name and is no function may be a given name that no list has.
    """
    following = words(text[mention.end :][:80])[:2]
    near = bool(following) and following[0].start == 1 and text[mention.end] == " "
    if near and is_function(following[0].text) and is_given_name(following[-1].text):
        return True  # "Maria Musters Kollege Jan Beispiel"
    more = near and is_capitalised(following[0].text) and not is_function(following[0].text)
    more = more and not is_saying(following[0].text)
    strange = words(text[mention.lead : mention.start])
    strange = strange and not any(is_function(word.text) for word in strange)
    return not mention.person.given_name or bool(more or strange)


def nominative(before, title):
    """Return a function as it is written alone: "der zweite Sprecher" is a "zweiter Sprecher"."""
    article = GERMAN_ARTICLE.search(before)
    adjectives = DECLINED.match(title) if article else None
    if not adjectives:
        return title
    noun = title[adjectives.end() :].split(None, 1)[0]
    ending = "e" if noun.rstrip(",").endswith("in") else "er"
    declined = (re.sub("e[nr]?$", ending, word) for word in adjectives[0].split())
    return " ".join([*declined, title[adjectives.end() :]])


def distinct(organisations):
    """Return the ProposedOrganisations, each once however it is spelt."""
    return tuple({identity(one): one for one in reversed(organisations)}.values())[::-1]


def before(frame, mention):
    """Return the (start, end) of a function before the name: "CEO …", "The Mayor of X, …"."""
    earlier = [one for one in frame.mentions if one.sureness >= SURE and one.end <= mention.lead]
    begin = min(max((end_of_description(frame, e) for e in earlier), default=0), mention.lead)
    leading = [word for word in words(frame.text[: mention.start]) if word.start >= begin]
    last_said = max((i for i, word in enumerate(leading) if is_saying(word.text)), default=-1)
    leading = leading[last_said + 1 :]
    ahead = [word for word in leading if word.end <= mention.lead]
    if mention.lead == mention.start or is_function_at(frame.text, mention.lead):
        # "die Leiterin beim Besuch mit | Minister Hans Muster": the leader is not the minister.
        apart = ahead[-1:] if ahead and ahead[-1].low in LISTENERS | FROM else []
        leading = leading[len(ahead) :] if apart else leading
    first = first_of_title(leading, mention)
    gap = frame.text[leading[-1].end : mention.start].strip() if leading else ""
    if first is None or gap not in {"", ",", ")", "),"} or leading[-1].low in {"und", "and"}:
        return None
    while first and leads_into(frame.text, leading[first - 1], leading[first]):
        first -= 1
    return leading[first].start, mention.start


def end_of_description(frame, mention):
    region = after(frame, mention)
    return max(mention.end, region[1] if region else 0)


def is_function_at(text, start):
    return any(is_function(word.text) for word in words(text[start:])[:1])


def first_of_title(leading, mention):
    """Return the index of the word with which the function begins, None if there is none."""
    if mention.lead < mention.start:
        lead = next(i for i, word in enumerate(leading) if word.start == mention.lead)
        functions = [i for i, word in enumerate(leading[: lead + 1]) if is_function(word.text)]
        return min([*functions, lead])
    return next((i for i, word in enumerate(leading) if is_function(word.text)), None)


def leads_into(text, word, following):
    """Tell whether a word qualifies the function after it: "kaufmännische", "Dresden’s"."""
    if text[word.end : following.start] not in {" ", "-"} or word.low in NOT_NAMES | OPENERS:
        return False
    plain = following.text.islower() and len(word.text) > 3  # "quality manager"
    return plain or is_capitalised(word.text) or bool(ADJECTIVE.match(word.text))


def after(frame, mention):
    """Return the (start, end) of what is said of the person after the name, or None."""
    text, start = frame.text, mention.end
    brackets = BRACKETS.match(text, start)
    if brackets and is_party(brackets[1]):
        start = brackets.end()
    elif brackets:
        return brackets.span(1) if brackets[1][:1].isalpha() else None
    following = words(text[start:])[:1]
    if following and following[0].start == 1 and is_function(following[0].text):
        return start + 1, end_of_segment(text, start + 1)
    return works_for(frame, start) or apposition(frame, start)


def is_party(inside):
    short = inside.isupper() and len(inside) < LONGEST_PARTY
    return short or {word.low for word in words(inside)} <= PARTIES


def works_for(frame, start):
    """Return the region of organisations in "Maria Muster von der Beispiel GmbH"."""
    span = next((span for span in frame.spans if span.start > start), None)
    return (
        (span.start, span.end)
        if span and WORKS_FOR.fullmatch(frame.text, start, span.start)
        else None
    )


def end_of_segment(text, start):
    stop = SEGMENT_END.search(text, start)
    end = min(stop.start() if stop else len(text), end_of_sentence(text, start))
    return cut_at_saying(text, start, end)


def end_of_sentence(text, start):
    """Return where the sentence ends in which `start` lies: "…, CEO. | He went on to …"."""
    return next((end for end in sorted(sentence_ends(text, ())) if end > start), len(text))


def cut_at_saying(text, start, end):
    said = next((word for word in words(text[start:end]) if is_saying(word.text)), None)
    return start + said.start if said else end


def apposition(frame, start):
    """Return the region of the segments between commas that describe the person before them."""
    first = last = None
    place = start
    while segment := SEGMENT.match(frame.text, place):
        begin, end = segment.span(1)
        end = end_of_segment(frame.text, begin) if ": " in segment[1] else end
        cut = min(cut_at_saying(frame.text, begin, end), end_of_sentence(frame.text, begin))
        if not describes(frame, begin, cut, first is not None) or is_someone(frame, begin, cut):
            break
        first, last = (begin if first is None else first), cut
        place = segment.end()
        if cut < end:
            break
    return (first, last) if first is not None else None


def is_of_something(frame, start, end):
    """Tell what describes an organisation, not a person: "…, a subsidiary of Example Ltd"."""
    inside = (span for span in frame.spans if start <= span.start < end)
    return any(frame.text[start : span.start].strip() for span in inside)


def is_someone(frame, start, end):
    """Tell whether the next person is named in a segment."""
    inside = (one for one in frame.mentions if start <= one.start < end and one.sureness >= SURE)
    return any(is_a_person(one.person) for one in inside)


def describes(frame, start, end, continued):
    """Tell whether a segment is a function or an organisation rather than the next clause."""
    found = words(frame.text[start:end])
    if not found:
        return False
    if found[0].low in ARTICLES and len(found) > 1:
        return any(is_function(word.text) for word in found[1:4])
    if found[0].low in CLAUSE_STARTS:
        return continued and any(AT.fullmatch(frame.text, start, s.start) for s in frame.spans)
    named = any(start <= span.start < end for span in frame.spans)
    told = any(is_function(word.text) for word in found)
    if continued and not told and is_of_something(frame, start, end):
        return False
    return told or named or (continued and is_capitalised(found[0].text))
