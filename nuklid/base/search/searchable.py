"""Rows that the search finds: how their entries are written, and who may find them."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from nuklid.base.records.visibility import Visible
from nuklid.base.search.models import SearchEntry, SearchPage, SearchTerm, SearchText, store_words
from nuklid.base.texts.bilingual import LANGUAGES


class Searchable(Visible):
    """A row that the search finds; its entries change in the transaction that changes it.

    What goes past save() (`update`, bulk operations) is caught up by `manage.py reindex`.
    """

    class Meta:
        abstract = True

    @classmethod
    def is_findable(cls, prefix):
        """Return the condition on the entries of such rows that everybody may find them now.

        `prefix` reaches the SearchEntry, e.g. "entry__".
        """
        rows = cls.objects.public().order_by().values("pk")
        return Q(**{f"{prefix}source_id__in": rows})

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
        entries = self.entries().select_related("texts", "page")
        before = {entry.language: entry for entry in entries}
        changed = [self.index_in(language, before.get(language)) for language in LANGUAGES]
        return any(changed)

    def index_in(self, language, before):
        """Bring the entry in `language` (None where there is none yet) in line with this row."""
        texts, row = self.search_texts(language), self.search_page()
        columns = {
            "title": texts.title,
            "names": "\n".join(texts.names),
            "lead": texts.lead,
            "text": texts.text,
            "url": self.get_absolute_url(language) if row is self else "",
        }
        key = {"kind": row._meta.model_name, "object_id": row.pk}
        day = {"dated_on": texts.dated_on} if row is self else {}
        if before and has(before.page, key | day) and has(before.texts, columns):
            return False
        page, _created = SearchPage.objects.update_or_create(defaults=day, **key)
        source = {"source": self._meta.model_name, "source_id": self.pk, "language": language}
        entry, _created = SearchEntry.objects.update_or_create(defaults={"page": page}, **source)
        SearchText.objects.update_or_create(defaults=columns, entry=entry)
        entry.terms.all().delete()
        store_terms(entry, texts.weights(language))
        return True


def has(row, values):
    return all(getattr(row, name) == value for name, value in values.items())


def store_terms(entry, weights):
    ids = store_words(weights, entry.language)
    SearchTerm.objects.bulk_create(
        SearchTerm(entry=entry, word_id=ids[word], weight=weight)
        for (word, _stem), weight in weights.items()
    )


def searchable_models():
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


def is_findable(prefix=""):
    """Return the condition on a SearchEntry that everybody may find it now.

    `prefix` reaches the entry through a relation, e.g. "entry__".
    """
    conditions = (
        Q(**{f"{prefix}source": model._meta.model_name}) & model.is_findable(prefix)
        for model in searchable_models()
    )
    return reduce(or_, conditions)
