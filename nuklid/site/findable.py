"""What the search may find: each row's own public rule, asked in the query that finds its words."""

from functools import reduce
from operator import or_

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Concat

from members.models import (
    Competence,
    FormerName,
    Mandate,
    Organisation,
    Person,
    Radionuclide,
    Stage,
)
from news.models import NewsItem, Statement
from nuklid.base.search.models import SearchEntry, SearchText
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.models import Page
from nuklid.places import Place, Places

FOUND = (
    Organisation,
    FormerName,
    Competence,
    Person,
    Mandate,
    Radionuclide,
    Stage,
    NewsItem,
    Page,
)


def public_rows():
    """Return {source: QuerySet of the rows the public may see now}; statements stand apart."""
    return {model._meta.model_name: model.objects.public() for model in FOUND}


def may_be_found(prefix=""):
    """Return the condition on a SearchEntry that the public may see it now.

    `prefix` reaches the entry through a relation, e.g. "entry__".
    """
    conditions = [
        Q(
            **{
                f"{prefix}source": source,
                f"{prefix}source_id__in": rows.order_by().values("pk"),
            }
        )
        for source, rows in public_rows().items()
    ]
    return reduce(or_, [*conditions, *(statement_may_be_found(code, prefix) for code in LANGUAGES)])


def statement_may_be_found(language, prefix):
    """Count only the very words that may be shown: an entry that lags behind is not found."""
    columns = {"text": f"text_{language}", "title": "name_as_said", "lead": "attribution"}
    same = {name: OuterRef(column) for name, column in columns.items()}
    texts = SearchText.objects.filter(entry=OuterRef(OuterRef(f"{prefix}pk")), **same)
    here = Statement.objects.annotate(attribution=attribution(language))
    here = here.filter(Exists(texts), pk=OuterRef(f"{prefix}source_id"))
    shown = Exists(here.public_in(language))
    return Q(**{f"{prefix}source": "statement", f"{prefix}language": language}) & shown


def attribution(language):
    """Return in SQL what a statement's entry has as its lead: "name, function, organisation"."""
    parts = (f"{name}_as_said_{language}" for name in ("title", "organisation"))
    more = [
        Case(When(**{part: ""}, then=Value("")), default=Concat(Value(", "), part))
        for part in parts
    ]
    return Concat("name_as_said", *more)


def places_to_find():
    """Return the Places of all entries the public may see now, with one query."""
    entries = SearchEntry.objects.filter(may_be_found())
    return Places(entries.values_list(*Place._fields, "pk").iterator())
