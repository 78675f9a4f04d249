"""Rows that the search finds."""

from django.db import transaction

from nuklid.base.records.visibility import Visible
from nuklid.base.search.models import SearchEntry, SearchTerm, SearchText, known_words
from nuklid.base.texts.bilingual import LANGUAGES


class Searchable(Visible):
    """A row that the search finds; its entries change in the transaction that changes it.

    What goes past save() (`update`, bulk operations) is caught up by `manage.py reindex`.
    """

    class Meta:
        abstract = True

    def search_texts(self, language):
        """Return the Texts of this row in `language`."""
        raise NotImplementedError

    def search_page(self):
        """Return the row as whose page this one is found."""
        return self

    def search_followers(self):
        """Return the other Searchables whose texts repeat something of this row."""
        return ()

    def save(self, **kwargs):
        with transaction.atomic():
            super().save(**kwargs)
            if self.index():
                for follower in self.search_followers():
                    follower.index()

    def delete(self, **kwargs):
        with transaction.atomic():
            self.entries().delete()
            return super().delete(**kwargs)

    def entries(self):
        return SearchEntry.objects.filter(source=self._meta.model_name, source_id=self.pk)

    def index(self):
        """Bring the entries in line with this row; return whether there was anything to do."""
        before = {entry.language: entry for entry in self.entries().select_related("texts")}
        changed = [self.index_in(language, before.get(language)) for language in LANGUAGES]
        return any(changed)

    def index_in(self, language, before):
        """Bring the entry in `language` (None where there is none yet) in line with this row."""
        texts, page = self.search_texts(language), self.search_page()
        place = {
            "kind": page._meta.model_name,
            "object_id": page.pk,
            "day": texts.dated_on.toordinal() if texts.dated_on else 0,
        }
        shown = {
            "title": texts.title,
            "names": "\n".join(texts.names),
            "lead": texts.lead,
            "text": texts.text,
            "url": self.get_absolute_url(language) if page is self else "",
        }
        if before and holds(before, place) and holds(before.texts, shown):
            return False
        entry, _made = self.entries().update_or_create(
            defaults=place,
            source=self._meta.model_name,
            source_id=self.pk,
            language=language,
        )
        SearchText.objects.update_or_create(defaults=shown, entry=entry)
        entry.searchterm_set.all().delete()
        add_terms(entry, texts.weights(language))
        return True


def holds(row, fields):
    return all(getattr(row, name) == value for name, value in fields.items())


def add_terms(entry, weights):
    known = known_words(weights, entry.language)
    SearchTerm.objects.bulk_create(
        SearchTerm(entry=entry, word_id=known[word], weight=weight)
        for (word, _stem), weight in weights.items()
    )
