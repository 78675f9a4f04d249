"""Brings the search in line with all rows: after an upgrade, a bulk load or changes by SQL."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef

from nuklid.base.search.models import SearchEntry, SearchPage, SearchWord
from nuklid.base.search.searchable import searchable_models

AT_ONCE = 200  # rows a transaction, so that nobody waits long for a lock


def reindex():
    """Index every Searchable row, forget deleted ones; return how many rows had to be changed."""
    return sum(reindex_model(model) for model in searchable_models())


def reindex_model(model):
    entries = SearchEntry.objects.filter(source=model._meta.model_name)
    entries.exclude(Exists(model.objects.filter(pk=OuterRef("source_id")))).delete()
    ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
    return sum(index(model, ids[i : i + AT_ONCE]) for i in range(0, len(ids), AT_ONCE))


@transaction.atomic
def index(model, ids):
    return sum([row.index() for row in model.objects.filter(pk__in=ids)])


def forget_unused():
    """Delete pages without entries and words that no entry holds; return how many words."""
    SearchPage.objects.filter(entries=None).delete()
    unused = SearchWord.objects.filter(searchterm=None)
    return unused.delete()[0]


class Command(BaseCommand):
    help = "Brings the search in line with everything stored."

    def handle(self, **options):
        self.stdout.write(f"Changed the search of {reindex()} rows")
        self.stdout.write(f"Forgot {forget_unused()} words that nothing holds")
