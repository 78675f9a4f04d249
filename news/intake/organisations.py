"""Matching the organisations of a text with the known ones, and remembering which were named."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from news.intake.names import ABBREVIATION, Name, Names, folded, squashed
from news.intake.organisation_names import nominative, plain_words, unknown_spans
from news.intake.proposal import ProposedOrganisation

MOST_CHARACTERS = 120
FEWEST = 3  # words of a name that was not written to its end
SHORT_FORM = re.compile(r"\s\(([^\W\d_a-z][\w®&-]{1,11})\)")
WITHIN = re.compile(r"^[\s&–®.:’'-]{1,3}$")


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    organisation: ProposedOrganisation


@dataclass
class Organisations:
    """Names organisations in texts; `by_name` holds, over all texts, what it has proposed."""

    names: Names
    by_name: dict = field(default_factory=dict)
    short_forms: dict = field(default_factory=dict)

    def spans(self, text):
        """Return the Spans of the organisations named in `text`, in order, none over another."""
        known = longest(self.known_spans(text))
        places = longest([*known, *(s for s in unknown_spans(text) if not repeats(s, known))])
        spans = []
        for start, end in places:
            if not spans or start >= spans[-1].end:
                spans.append(self.span(text, start, end))
        return spans

    def span(self, text, start, end):
        name = text[start:end]
        if short := SHORT_FORM.match(text, end):
            self.short_forms.setdefault(short[1], name)
            end = short.end()
        return Span(start, end, self.propose(text[start:end]))

    def known_spans(self, text):
        all_words = plain_words(text)
        for index, word in enumerate(all_words):
            if word.text in self.short_forms:
                yield word.start, word.end
            for form, name in self.names.beginning_with(word.low):
                found = alike(all_words, index, form)
                if is_enough(found, form) and is_name_here(text, found, name):
                    yield word.start, with_last_dot(text, found[-1].end, name)

    def propose(self, spelling):
        """Return the ProposedOrganisation for a name as it stands in the release; remember it."""
        return self.remember(self.look_up(spelling))

    def look_up(self, spelling):
        spelling = " ".join(spelling.split())[:MOST_CHARACTERS]
        return self.match(spelling, self.short_forms.get(spelling, nominative(spelling)))

    def remember(self, organisation):
        before = self.by_name.get(identity(organisation), organisation)
        spellings = tuple(dict.fromkeys((*before.spellings, organisation.found)))
        self.by_name[identity(organisation)] = replace(before, spellings=spellings)
        return replace(organisation, spellings=spellings)

    def all_named(self):
        return tuple(self.by_name.values())

    def match(self, spelling, full):
        exact = self.names.exact(full)
        if exact:
            return ProposedOrganisation(spelling, exact.key, "exact", exact.legal)
        near, offered = self.names.near(full)
        if near:
            return ProposedOrganisation(spelling, near.key, "near", near.legal, offered)
        return ProposedOrganisation(spelling, None, "new", ABBREVIATION.sub("", full), offered)


def identity(organisation):
    """Return what two ProposedOrganisations share if they mean the same one."""
    known = organisation.match is not None
    return ("known", organisation.match) if known else ("new", squashed(organisation.name))


def alike(all_words, index, form):
    """Return the words from `index` on that agree with the words of a name."""
    pairs = zip(all_words[index : index + len(form)], form, strict=False)
    return [word for word, _ in takewhile(lambda pair: pair[0].low == pair[1], pairs)]


def is_enough(words, form):
    """Tell whether all of a name stands here, or so much of a long one that it is meant."""
    return len(words) == len(form) or (len(words) >= FEWEST and len(words) * 2 > len(form))


def longest(spans):
    """Return non-overlapping (start, end) in order; of two that overlap, the longer."""
    kept = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = (start, end)
    return kept


def repeats(span, known_spans):
    """Tell whether a guess only says again, or says less than, what a known name says."""
    return any(span[0] < end and start < span[1] and span[1] <= end for start, end in known_spans)


def is_name_here(text, words, name):
    """Tell names from words: "leap:up" is one, "leap up" is none; "ROTOP" may be "Rotop"."""
    if not all(WITHIN.match(text[a.end : b.start]) for a, b in pairwise(words)):
        return False
    written = text[words[0].start : words[-1].end]
    if letters_only(written) in letters_only(name.spelling):
        return len(words) == 1 or written[0].isupper() or written in name.spelling
    return written[0].isupper() and (len(words) > 1 or len(written) > 3)


def letters_only(name):
    return re.sub(r"[\W_]+", "", name)


def with_last_dot(text, end, name):
    return end + 1 if name.spelling.endswith(".") and text[end : end + 1] == "." else end


def of_known(organisations):
    """Return Organisations that know `organisations` (KnownOrganisations)."""
    names = (
        Name(one.key, spelling, one.legal_name or one.name)
        for one in organisations
        for spelling in dict.fromkeys((one.name, one.legal_name, *one.former_names))
        if folded(spelling)
    )
    return Organisations(Names(tuple(names)))
