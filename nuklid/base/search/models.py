"""What the search knows: texts, split into words, beside the rows they come from.

An entry decides nothing about who may see it: the search asks the public rule of the row it comes
from, each time. So a row that is published, withdrawn or hidden, by a person or by the clock, is
found or not found from that moment, and nothing here needs to be told.
"""

from math import sqrt
from typing import NamedTuple

from django.db import models
from django.db.models import Lookup

from nuklid.base.kept import Later
from nuklid.base.texts.words import fold, stem, stop_words, words_in

# What a word weighs in a name of one word, in a lead and in a text.
NAME, LEAD, TEXT = 40, 6, 3


class Texts(NamedTuple):
    """What a row says in one language. A name weighs the more the fewer words it has."""

    title: str = ""
    names: tuple[str, ...] = ()
    lead: str = ""
    text: str = ""
    dated_on: object = None  # a date

    def weights(self, language):
        """Return {(word, stem): weight} with the greatest weight of each word."""
        weights = {}
        parts = [(self.text, TEXT), (self.lead, LEAD), *((name, NAME) for name in self.names)]
        silent = stop_words(language)
        for part, weight in parts:
            found = [f for f in words_in(part, language) if fold(f.words[0]) not in silent]
            share = weight / sqrt(len(found) or 1) if weight is NAME else weight
            for word in (word for each in found for word in each.words):
                term = (fold(word), stem(word, language))
                # No name is so long that it weighs less than a text.
                weights[term] = max(round(share), TEXT, weights.get(term, 0))
        return {term: weight for term, weight in weights.items() if term[0]}


@models.CharField.register_lookup
class Begins(Lookup):
    """`column__begins="abc"` by way of an index; for letters and digits only."""

    lookup_name = "begins"

    def with_end(self, end):
        """Return what is looked for and `end`; in a kept query once it is asked."""
        if isinstance(self.rhs, Later):
            return Later(lambda asked: f"{self.rhs.value(asked)}{end}")
        return f"{self.rhs}{end}"

    def as_sql(self, compiler, connection):
        column, _params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [self.with_end("%")]

    def as_sqlite(self, compiler, connection):
        # SQLite's LIKE ignores case, and with it the index. "{" comes right after "z".
        column, _params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [self.with_end(""), self.with_end("{")]


class SearchWord(models.Model):
    """A word that some entry holds, or once held, forwards and backwards."""

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=60, db_index=True)
    drow = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="unique_search_word")
        ]

    def __str__(self):
        return self.word


def known_words(terms, language):
    """Return {word: id} for `terms` ((word, stem) pairs), adding those that are missing."""
    words = [
        SearchWord(language=language, word=word, drow=word[::-1], stem=stem) for word, stem in terms
    ]
    SearchWord.objects.bulk_create(words, ignore_conflicts=True)
    rows = SearchWord.objects.filter(language=language, word__in=[row.word for row in words])
    return dict(rows.values_list("word", "pk"))


class SearchEntry(models.Model):
    """A row in one language, found as the page `kind`, `object_id`.

    Mostly that is the row's own page; a mandate is found as the page of its person. Kept small,
    for a common word is looked up in thousands of entries: the texts stand beside it.
    """

    source = models.CharField(max_length=30)
    source_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    # Days since the year 1, 0 without a date: thousands are compared, and dates are slow to read.
    day = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id", "language"], name="unique_search_entry"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.source_id} ({self.language})"


class SearchText(models.Model):
    """What an entry says, as a list of hits shows it."""

    entry = models.OneToOneField(
        SearchEntry, models.CASCADE, primary_key=True, related_name="texts"
    )
    title = models.TextField()
    names = models.TextField()
    lead = models.TextField()
    text = models.TextField()
    url = models.CharField(max_length=300)

    def __str__(self):
        return self.title


class SearchTerm(models.Model):
    """A word in an entry, with its weight there."""

    word = models.ForeignKey(SearchWord, models.CASCADE, db_index=False)
    entry = models.ForeignKey(SearchEntry, models.CASCADE)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # In this order the entries of a word and weight are listed without being sorted.
        indexes = [models.Index(fields=["word", "weight", "entry"], name="search_term_entries")]

    def __str__(self):
        return f"{self.word} ({self.weight})"
