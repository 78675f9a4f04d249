"""The index of the search: texts, split into words, beside the rows they come from.

An entry decides nothing about who may see it: the search asks the public rule of the row it comes
from, each time (`is_findable` in searchable.py). So a row that is published, withdrawn or
hidden, by a person or by the clock, is found or not found from that moment.
"""

from datetime import date
from math import sqrt
from typing import NamedTuple

from django.db import models
from django.db.models import Lookup

from nuklid.base.texts.words import fold, stem, stop_words, words_in

# What a word weighs in a name of one word, in a lead and in a text.
NAME, LEAD, TEXT = 40, 6, 3


class Texts(NamedTuple):
    """What a row says in one language. A name weighs the more the fewer words it has."""

    title: str = ""
    names: tuple[str, ...] = ()
    lead: str = ""
    text: str = ""
    dated_on: date | None = None

    def weights(self, language):
        """Return {(word, stem): weight} with the greatest weight of each word."""
        weights = {}
        parts = [(self.text, TEXT), (self.lead, LEAD), *((name, NAME) for name in self.names)]
        silent = stop_words(language)
        for part, weight in parts:
            matches = [m for m in words_in(part, language) if fold(m.words[0]) not in silent]
            share = weight / sqrt(len(matches) or 1) if weight is NAME else weight
            for word in (word for match in matches for word in match.words):
                term = (fold(word), stem(word, language))
                # No name is so long that it weighs less than a text.
                weights[term] = max(round(share), TEXT, weights.get(term, 0))
        return {term: weight for term, weight in weights.items() if term[0]}


@models.CharField.register_lookup
class Begins(Lookup):
    """`column__begins="abc"`: as `startswith`, by way of an index; for letters and digits only."""

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, f"{self.rhs}%"]

    def as_sqlite(self, compiler, connection):
        # SQLite's LIKE ignores case, and with it the index. "{" comes right after "z".
        column, params = self.process_lhs(compiler, connection)
        bounds = [*params, self.rhs, *params, f"{self.rhs}{{"]
        return f"({column} >= %s AND {column} < %s)", bounds


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


def store_words(terms, language):
    """Return {word: id} for `terms` ((word, stem) pairs), adding those that are missing."""
    words = [
        SearchWord(language=language, word=word, drow=word[::-1], stem=stem) for word, stem in terms
    ]
    SearchWord.objects.bulk_create(words, ignore_conflicts=True)
    rows = SearchWord.objects.filter(language=language, word__in=[row.word for row in words])
    return dict(rows.values_list("word", "pk"))


class SearchPage(models.Model):
    """A page to which a hit leads: that of the row `object_id` of the model `kind`."""

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    dated_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="unique_search_page")
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchEntry(models.Model):
    """A row in one language, found as `page`.

    Mostly that is the row's own page; a mandate is found as the page of its person. Kept small,
    for a common word is looked up in thousands of entries: the texts stand beside it.
    """

    source = models.CharField(max_length=30)
    source_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    page = models.ForeignKey(SearchPage, models.CASCADE, related_name="entries")

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
    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="terms")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # The entries of a word and its weight there are read from the index alone.
        indexes = [models.Index(fields=["word", "entry", "weight"], name="search_term_of_word")]

    def __str__(self):
        return f"{self.word} ({self.weight})"
