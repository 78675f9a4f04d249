"""Is a quote what its speaker authorised? Compares with what is public, and with nothing else."""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db.models import Count

from news.models import Statement
from nuklid.base.search.models import SearchEntry, SearchTerm, SearchWord
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.differences import Run
from nuklid.base.texts.words import fold, stop_words, words_in

DOUBLE = dict.fromkeys(map(ord, '„“”‟"«»″〝〞＂'))
SINGLE = dict.fromkeys(map(ord, "‘’‚‛‹›´`′ʼ"), "'")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LONGEST = 10_000  # letters of a quote that are read
RAREST = 24  # words of it that the index looks up, the longest: they are the rarest
CANDIDATES = 100  # texts that share most of these words
EXCERPT = 4  # words that prove nothing by standing somewhere
NEAR = 0.6  # share of words in common from which on a quote counts as altered


class Verdict(NamedTuple):
    """`kind`: exact, excerpt, altered or unknown; what follows is None for unknown.

    `runs` lead from the authorised wording of `statement` in `language` to the quote.
    """

    kind: str
    statement: Any = None  # a Statement
    language: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def side(self):
        return self.statement.side(self.language)

    @property
    def url(self):
        return self.statement.get_absolute_url(self.language)


def without_marks(text):
    """Return `text` without quotation marks, with one space for any white space.

    An apostrophe stays, in one shape; so does every other sign.
    """
    text = unicodedata.normalize("NFC", text).translate(DOUBLE | SINGLE | INVISIBLE)
    text = re.sub(r"(?<!\w)'|'(?!\w)", "", text)
    return " ".join(text.split())


def check(quote):
    """Return the Verdict on `quote`: of all public quotations, the one nearest to it."""
    words = without_marks(quote[:LONGEST]).split()
    entries = sharing(words)
    candidates = [
        (statement, language, without_marks(getattr(statement, f"text_{language}")).split())
        for language in LANGUAGES
        for statement in quotations([pk for pk, code in entries if code == language], language)
    ]
    best = max(candidates, key=lambda entry: nearness(entry[2], words), default=None)
    if not best:
        return Verdict("unknown")
    statement, language, authorised = best
    if kind := kind_of(authorised, words):
        return Verdict(kind, statement, language, difference(authorised, words))
    return Verdict("unknown")


def sharing(words):
    """Return (id, language) of the statements that share most of the rarest `words`.

    These may be statements that are not public: ask `quotations` for those that are.
    """
    matches = words_in(" ".join(words))
    folded = {fold(word) for match in matches for word in match.words} - stop_words(*LANGUAGES)
    rarest = sorted(folded, key=lambda word: (-len(word), word))[:RAREST]
    word_ids = list(SearchWord.objects.filter(word__in=rarest).values_list("pk", flat=True))
    # Entries of every kind: joined in here, their table would be walked for each question.
    terms = SearchTerm.objects.filter(word__in=word_ids).values_list("entry")
    best = terms.annotate(hits=Count("word")).order_by("-hits")[:CANDIDATES]
    entries = SearchEntry.objects.filter(pk__in=[pk for pk, _hits in best], source="statement")
    return list(entries.values_list("source_id", "language"))


def quotations(ids, language):
    """Return those of the statements with `ids` whose quotation the public may read."""
    rows = Statement.objects.public_in(language).filter(kind=Statement.Kind.VERBATIM)
    rows = rows.filter(pk__in=ids).with_publicity()
    return rows.select_related("item", "speaker").order_by("pk")


def shared(authorised, words):
    """Return how many words two lists have in common."""
    return (Counter(authorised) & Counter(words)).total()


def nearness(authorised, words):
    """Return a pair to compare by: is it these very words, and how much of it is shared."""
    common = shared(authorised, words)
    return authorised == words, contains(authorised, words), alike(authorised, words, common)


def alike(authorised, words, common):
    """Return the share of common words in both, or in the quote if that is a part."""
    both = 2 * common / (len(authorised) + len(words) or 1)
    return max(both, 0.9 * common / len(words) if len(words) >= EXCERPT else 0)


def contains(authorised, words):
    """Tell whether `words` stand in `authorised` one after the other."""
    return len(words) >= EXCERPT and f" {' '.join(words)} " in f" {' '.join(authorised)} "


def kind_of(authorised, words):
    if authorised == words:
        return "exact"
    if contains(authorised, words):
        return "excerpt"
    near = alike(authorised, words, shared(authorised, words)) >= NEAR
    return "altered" if near else ""


def difference(authorised, words):
    """Return the Runs from `authorised` to `words` (lists)."""
    runs = []
    matcher = SequenceMatcher(None, authorised, words, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        left_out, added = " ".join(authorised[i:j]), " ".join(words[k:m])
        pieces = (
            [Run("same", left_out)]
            if kind == "equal"
            else [Run("gone", left_out), Run("new", added)]
        )
        runs += [run for run in pieces if run.text]
    return tuple(runs)
