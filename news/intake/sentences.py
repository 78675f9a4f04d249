"""Where a sentence ends: quotations stay whole, abbreviations and ordinals end nothing."""

import re
from bisect import bisect_right

END = re.compile(r"(?<![.!?…])[.!?…]++[)\]]?(?=\s+[^\sa-zäöüß,;])")
ABBREVIATIONS = set(
    """
    dr prof ing med rer nat habil phil dipl univ priv doz jun mag st nr no bzw ca vgl evtl ggf inkl
    zzgl tel str abs art mio mrd mr mrs ms jan feb aug sept okt oct nov dez dec usw vs approx hr fr
    sog bspw geb max min mind co apl mult agr oec theol jur pol vet dent jun
    """.split()
)
# These may end a sentence: they do if a word follows that begins one.
DOUBTFUL = {"ltd", "inc", "corp", "v", "etc", "usw", "plc", "llc"}
OPENING_WORD = re.compile(
    r"\s+(?:The|This|These|It|In|We|They|With|At|As|Die|Der|Das|Es|Im|Mit|Sie|Wir|Seit|Für|Zu|"
    r"Bei|Auch|Ein|Eine|Diese|Dieses|Dieser|[„“»«\"])\b"
)
LAST_WORD = re.compile(r"[^\W_]{1,12}$")


def sentences(text, whole=()):
    """Return the (start, end) of each sentence; `whole` are spans, in order, no end lies within."""
    ends = sorted({*sentence_ends(text, whole), *quoted_ends(text, whole), len(text)})
    spans, start = [], 0
    for end in ends:
        if text[start:end].strip():
            spans.append((start, end))
            start = end
    return spans


def sentence_ends(text, whole):
    starts = [span.start for span in whole]
    for hit in END.finditer(text):
        before = bisect_right(starts, hit.start()) - 1
        inside = before >= 0 and hit.start() < whole[before].end
        if not inside and is_end(text, hit):
            yield hit.end()


def is_end(text, hit):
    if hit.group()[0] != ".":
        return True
    last = LAST_WORD.search(text, max(0, hit.start() - 12), hit.start())
    word = last.group() if last else ""
    if word.lower() in DOUBTFUL:
        return bool(OPENING_WORD.match(text, hit.end()))
    return not (word.lower() in ABBREVIATIONS or is_initial(word) or is_ordinal(word))


def is_initial(word):
    return len(word) == 1 and word.isalpha()


def is_ordinal(word):
    return word.isdigit() and len(word) <= 2


def quoted_ends(text, whole):
    """Yield the ends of quotations that close a sentence: “Yes.” New sentence."""
    for span in whole:
        following = text[span.end : span.end + 2]
        goes_on = following[1:].islower() or following[1:] in set("–—-(,")
        if span.text[-1:] in set(".!?…") and following[:1].isspace() and not goes_on:
            yield span.end
