"""Where a text answers a question: the places of the words to mark."""

import re
from functools import cache

from nuklid.base.texts.words import WORD, element_names, fold, nuclides_in, words_in

NUMBER = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]")
# A word, and what is joined to it: "leap", ":up". Possessive, as in texts/words.py.
CHAIN = re.compile(r"([^\W_]++)((?:[-:&./’'‑][^\W_]++)*+)")


@cache
def element_words():
    return frozenset(map(fold, element_names()))


class Marks:
    """The folded `words` to mark, in any number of texts."""

    def __init__(self, words):
        self.words = words
        # A radionuclide is one word: "Lu" is not marked in "Lu-177", and "Lutetium" marks it all.
        self.are_of_nuclides = bool(
            not words.isdisjoint(element_words()) or NUMBER.search(" ".join(words))
        )

    def places(self, text, language):
        """Yield where (start, end) a word to mark stands in `text`, in order.

        Read in its `language`, "Lu-177" is an answer to "Lutetium", too.
        """
        if not (self.are_of_nuclides and next(nuclides_in(text), None)):
            yield from self.places_of_words(text)
            return
        for found in words_in(text, language):
            if any(fold(word) in self.words for word in found.words):
                yield found.start, found.end

    def places_of_words(self, text):
        """Do so where `text` has no radionuclide: a list of hits reads hundreds of words."""
        for chain in CHAIN.finditer(text):
            word, more = chain.groups()
            if fold(word) in self.words or (more and fold(chain[0]) in self.words):
                yield chain.start(), chain.end(1)
            if more:
                rest = WORD.finditer(text, chain.end(1), chain.end())
                yield from (match.span() for match in rest if fold(match[0]) in self.words)

    def cut_up(self, text, language):
        """Return ([(what stands before it, a word to mark)], the rest of `text`)."""
        pairs, done = [], 0
        for start, end in self.places(text, language):
            pairs.append((text[done:start], text[start:end]))
            done = end
        return pairs, text[done:]
