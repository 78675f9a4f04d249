"""A text as words and signs, without what a printer may change: marks, spaces, divided words."""

import re
import unicodedata

DOUBLE = dict.fromkeys(map(ord, '„“”‟"«»″〝〞＂'))
SINGLE = dict.fromkeys(map(ord, "‘’‚‛‹›´`′ʼ"), "'")
HYPHENS = dict.fromkeys(map(ord, "‐‑"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\ue000\u200b\u200c\u200d\u2060\ufeff"))
SOFT_HYPHEN = "\u00ad"
DIVISION = "\ue000"  # in a word that was divided at the end of a line
OMISSION, PAUSE = "[…]", "…"
DIVIDED = re.compile(rf"(?<=\w)[-{SOFT_HYPHEN}][^\S\n]*\n\s*(?=\w)")
OMITTED = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]")
DOTS = re.compile(r"\.\s?\.\s?\.|(?<!\[)…")
DASH = re.compile(r"\s*[–—]\s*|\s+--?\s+")
TOKEN = re.compile(r"\[…\]|\[\w\]\w+|\w+(?:[-\ue000'&/:*]\w+|(?<=\d)[.,](?=\d)\w+)*+|[^\w\s]")
ENDS = (".", ",", PAUSE)  # what a writer may set at the end of a quote, or leave away there
LOOSE = frozenset(".,;:–…")  # signs that lead to the words, or away from them


def without_marks(text):
    """Return `text` without quotation marks, with one space for any white space.

    An apostrophe, a dash, a pause (…) and an omission ([…]) stay, each in one shape; so does every
    other sign. A word divided at the end of a line has a DIVISION there.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    text = text.translate(DOUBLE | SINGLE | HYPHENS | INVISIBLE)
    text = DIVIDED.sub(DIVISION, text).replace(SOFT_HYPHEN, "")
    text = re.sub(r"(?<!\w)'|'(?!\w)", "", text)
    text = DOTS.sub(PAUSE, OMITTED.sub(f" {OMISSION} ", text))
    return " ".join(DASH.sub(" – ", text).split())


def tokens_of(text):
    """Return the words and signs (strings) of a text `without_marks`."""
    return TOKEN.findall(text)


def is_word(token):
    return token[0].isalnum() or token[-1].isalnum()


def words_of(tokens):
    """Return those of `tokens` that are words."""
    return [token for token in tokens if is_word(token)]


def fitted(tokens, vocabulary):
    """Return `tokens` as the author of `vocabulary` (a set of tokens) would write them.

    A divided word may have a hyphen of its own or none, "[W]e" may stand for "we".
    """
    return [part for token in tokens for part in spellings(token, vocabulary)]


def spellings(token, vocabulary):
    if DIVISION in token:
        joined, hyphened = token.replace(DIVISION, ""), token.replace(DIVISION, "-")
        parts = hyphened.partition("-")  # "Vor-" at the end of a line, "und" on the next
        if joined in vocabulary:
            return [joined]
        return [hyphened] if hyphened in vocabulary or not vocabulary.issuperset(parts) else parts
    if token[0] == "[" and token != OMISSION:
        word = token.replace("[", "").replace("]", "")
        return [word if word in vocabulary else word[0].swapcase() + word[1:]]
    return [token]
