"""What is marked in a hit: each word as the search reads it, by a shorter way."""

import pytest
from django.utils.text import Truncator

from nuklid.base.search.marks import Marks
from nuklid.base.texts.words import fold, words_in
from nuklid.site.search_hits import LENGTH, shortened

TEXTS = (
    "leap:up ist da: leap.up, up-leap:up; Müller-Lüdenscheid und Mueller",
    "Lu-177-Forschung, [177Lu]Lu, ¹⁷⁷Lu, 177 Lu und Lutetium 177 am 17. 7.",
    "as 75 in 111 patients, Jod-131, 131I; e.V. an_der Elbe 3’4",
    "Forschung ohne Zahl, Lu und I",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_word_is_marked_where_the_search_reads_it(text, language):
    read = list(words_in(text, language))
    parts = {fold(part) for part in text.replace("-", " ").replace(":", " ").split()}
    for word in {fold(word) for found in read for word in found.words} | parts:
        wanted = [(found.start, found.end) for found in read if word in map(fold, found.words)]
        assert list(Marks({word}).places(text, language)) == wanted, word


def test_a_text_is_cut_up_where_words_are_marked():
    assert Marks({"b"}).cut_up("a b c b", "en") == ([("a ", "b"), (" c ", "b")], "")
    assert Marks({"x"}).cut_up("a b", "en") == ([], "a b")


@pytest.mark.parametrize("letter", ["a", "ä", "a\u0308", "e\u0320", "\u0320", "🙂"])
@pytest.mark.parametrize("count", [0, 109, 110, 111, 219, 220, 221, 440])
def test_a_text_is_cut_as_django_cuts_it(letter, count):
    assert shortened(letter * count) == Truncator(letter * count).chars(LENGTH)
