"""Is a quote what its speaker authorised? Compares with what is public, and with nothing else."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from math import log

from django.db.models import Count

from news.models import Statement
from news.wording.matching import (
    DIFFERS,
    EXACT,
    FEWEST,
    OMITTING,
    PART,
    UNKNOWN,
    Authorised,
    Match,
)
from news.wording.passages import MOST, Passage, paragraphs_of, quoted_passages, sentences_of
from news.wording.tokens import DIVISION, without_marks
from nuklid.base.search.models import SearchEntry, SearchTerm, SearchWord
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.words import fold, stop_words, words_in

LONGEST = 10_000  # letters of a text that are read
RAREST = 24  # words of a text that the index looks up, of the longest the rarest
POSTINGS = 3000  # places of these words in the index that are read
CANDIDATES = 160  # texts that share most of these words
CLOSEST = 8  # of them that a passage is compared with sign by sign
PLACED = (EXACT, OMITTING, PART)
CONTEXT = 40  # words around a quote without marks from which on it stands in an article


@dataclass
class Verdict:
    """What `passage` is: `kind` is EXACT, PART, OMITTING, DIFFERS or UNKNOWN (then without more).

    `authorised` is the wording it was compared with, `match` where in it the words stand.
    """

    kind: str
    passage: Passage
    authorised: Authorised | None = None
    match: Match | None = None

    @property
    def side(self):
        return self.authorised.statement.side(self.authorised.language)

    @property
    def url(self):
        return self.authorised.statement.get_absolute_url(self.authorised.language)

    @property
    def is_known(self):
        return self.kind != UNKNOWN

    @property
    def is_in_part(self):
        return self.kind in (PART, OMITTING)

    @property
    def is_quote_in_quote(self):
        """Tell whether this is only what the authorised wording itself quotes."""
        return self.is_known and self.authorised.quotes(self.passage.text)

    @property
    def runs(self):
        """The Runs from the authorised wording to the quote; else what of it is quoted."""
        if self.kind != DIFFERS:
            return self.authorised.marked(self.match.spans)
        return self.authorised.difference(self.passage.text)


def check(text):
    """Return the Verdicts on all that `text` quotes, in its order; at least one."""
    paragraphs = paragraphs_of(text[:LONGEST])
    candidates = candidates_for(paragraphs)
    verdicts = [v for paragraph in paragraphs for v in judge_paragraph(paragraph, candidates)]
    if any(verdict.passage.is_marked for verdict in verdicts):  # the rest may be reported speech
        verdicts = [v for v in verdicts if v.passage.is_marked or v.kind != DIFFERS]
    return joined(verdicts)[:MOST] or [Verdict(UNKNOWN, Passage(text))]


# One passage, and passages that belong together ---------------------------------------------------


def judge_paragraph(paragraph, candidates):
    """Return the Verdicts on what `paragraph` quotes between marks; without any, on all of it."""
    verdicts = joined([judge(each, candidates) for each in quoted_passages(paragraph)[:MOST]])
    verdicts = [v for v in verdicts if v.is_known or len(v.passage.folded) >= FEWEST]
    if verdicts and not any(verdict.is_quote_in_quote for verdict in verdicts):
        return verdicts
    whole = judge(Passage(paragraph), candidates)
    if whole.kind in PLACED:
        return [whole]
    return judge_sentences(whole, sentences_of(paragraph), candidates)


def judge_sentences(whole, sentences, candidates):
    """Return the Verdicts on `sentences`, of which no mark says which are quoted.

    `whole` is the Verdict on all of them. A few words more make the quote another one, many are
    an article around it.
    """
    verdicts = joined([judge(sentence, candidates) for sentence in sentences[:MOST]])
    matched = [verdict for verdict in verdicts if verdict.is_known]
    around = sum(len(v.passage.folded) for v in verdicts if not v.is_known)
    wordings = {id(verdict.authorised) for verdict in matched}
    if len(wordings) == 1 and len(verdicts) > 1 and around <= CONTEXT:
        return [Verdict(DIFFERS, whole.passage, matched[0].authorised)]
    return matched or [whole] * whole.is_known


def judge(passage, candidates):
    """Return the Verdict on `passage`: by the one of `candidates` that is nearest to it."""
    nearest = nlargest(CLOSEST, candidates, key=lambda each: each.likeness(passage.folded))
    matches = [(authorised.compare(passage.pieces), authorised) for authorised in nearest]
    placed = [(match, authorised) for match, authorised in matches if match]
    if placed:
        match, authorised = min(placed, key=lambda pair: PLACED.index(pair[0].kind))
        return Verdict(match.kind, passage, authorised, match)
    if nearest and nearest[0].is_meant_by(passage):
        return Verdict(DIFFERS, passage, nearest[0])
    return Verdict(UNKNOWN, passage)


def joined(verdicts):
    """Return `verdicts`, those as one of which the passages are one quote."""
    results = []
    for verdict in verdicts:
        joint = results and join(results[-1], verdict)
        if joint:
            results[-1] = joint
        else:
            results.append(verdict)
    return results


def join(first, second):
    """Return the Verdict on the passages of both as one quote, None if they are two."""
    passage = first.passage + second.passage
    wordings = {id(v.authorised): v.authorised for v in (first, second) if v.authorised}
    for authorised in wordings.values():
        match = authorised.compare(passage.pieces)
        if match:
            return Verdict(match.kind, passage, authorised, match)
    fewest = min(len(first.passage.folded), len(second.passage.folded))
    same = first.authorised is second.authorised or fewest < FEWEST
    if first.passage.goes_on and same and len(wordings) == 1:
        return Verdict(DIFFERS, passage, *wordings.values())
    return None


# What to compare with -----------------------------------------------------------------------------


def candidates_for(paragraphs):
    """Return what is public (list of Authorised) and shares most of the rarest words."""
    entries = entries_sharing(*rarest_words(paragraphs))
    return [
        Authorised(statement, language)
        for language in LANGUAGES
        for statement in quotations([pk for pk, code in entries if code == language], language)
    ]


def rarest_words(paragraphs):
    """Return the ids of the rarest SearchWords of each quoted text, and {id: how frequent}."""
    quoted = [p.text for paragraph in paragraphs for p in quoted_passages(paragraph)]
    sentences = [p.text for paragraph in paragraphs for p in sentences_of(paragraph)]
    texts = [*quoted, *sentences][:MOST]
    share = max(RAREST // (len(texts) or 1), FEWEST)
    words = [longest_words(text, 2 * share) for text in texts]
    ids = ids_of({word for each in words for word in each})
    terms = SearchTerm.objects.filter(word__in=[pk for pks in ids.values() for pk in pks])
    frequency = Counter(dict(terms.values_list("word").annotate(Count("entry"))))
    rarity = {word: sum(frequency[pk] for pk in pks) for word, pks in ids.items()}
    chosen = (nsmallest(share, filter(rarity.get, each), key=rarity.get) for each in words)
    return [[pk for word in each for pk in ids[word]] for each in chosen], frequency


def ids_of(words):
    """Return {word: ids of its SearchWords}: both languages have words of their own."""
    ids = defaultdict(list)
    for word, pk in SearchWord.objects.filter(word__in=words).values_list("word", "pk"):
        ids[word].append(pk)
    return ids


def longest_words(text, most):
    bare = without_marks(text).replace(DIVISION, "")
    folded = {fold(word) for match in words_in(bare) for word in match.words}
    return sorted(folded - stop_words(*LANGUAGES), key=lambda word: (-len(word), word))[:most]


def entries_sharing(texts, frequency):
    """Return (id, language) of the statements that share most words with any of `texts`.

    A text is a list of ids of words; a rare one counts for more. These may be statements that are
    not public: ask `quotations` for those that are.
    """
    holders = entries_of({pk for text in texts for pk in text}, frequency)
    best = {}
    for text in texts:
        weights = Counter()
        for pk in text:
            weight = log(POSTINGS / (frequency[pk] + 1) + 1)
            weights.update(dict.fromkeys(holders.get(pk, ()), weight))
        nearest = weights.most_common(max(CANDIDATES // len(texts), CLOSEST))
        best |= dict.fromkeys(entry for entry, _weight in nearest)
    entries = SearchEntry.objects.filter(pk__in=list(best)[:CANDIDATES], source="statement")
    return list(entries.values_list("source_id", "language"))


def entries_of(words, frequency):
    """Return {id of a word: ids of the entries that have it}, of the rarest of `words`."""
    rarest, postings = [], 0
    for pk in sorted(words, key=frequency.get):
        postings += frequency[pk]
        if rarest and postings > POSTINGS:
            break
        rarest.append(pk)
    holders = defaultdict(list)
    # Entries of every kind: joined in here, their table would be walked for each question.
    terms = SearchTerm.objects.filter(word__in=rarest).values_list("word", "entry")
    for word, entry in terms[:POSTINGS]:
        holders[word].append(entry)
    return holders


def quotations(ids, language):
    """Return those of the statements with `ids` whose quotation the public may read."""
    rows = Statement.objects.public_in(language).filter(kind=Statement.Kind.VERBATIM)
    rows = rows.filter(pk__in=ids).with_publicity()
    return rows.select_related("item", "speaker").order_by("pk")
