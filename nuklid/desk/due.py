"""What needs someone today: all todos of the office counted with one query, and their first rows.

A kind of record with several todos that have rows is asked once for the rows of all of them.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Subquery,
)

from nuklid.base.records.todo import Todo

SHOWN = 5  # rows of each todo on the start page
# A Func and no Count: an aggregate would group by each row.
TOTAL = Func(
    F("pk"),
    function="COUNT",
    template="%(function)s(DISTINCT %(expressions)s)",
    output_field=IntegerField(),
)


class Kind(NamedTuple):
    """A kind of record, as its ModelAdmin shows it to a user: its QuerySet and its todos."""

    model_admin: object
    rows: QuerySet
    todos: list[Todo]


def count_all(querysets: list[QuerySet]) -> list[int]:
    """Return how many rows each QuerySet has, with one query."""
    columns = [
        Subquery(rows.order_by().annotate(due_total=TOTAL).values("due_total"))
        for rows in querysets
    ]
    # Any single row will do to hang the columns on: whoever asks is a user.
    return list(get_user_model().objects.values_list(*columns)[:1][0])


def first_rows(rows: QuerySet, due: list[tuple[Todo, QuerySet]]) -> dict[str, list[Model]]:
    """Return the first rows of each Todo by its key, with one query.

    `due` has each with all of its rows, `rows` are those of the kind of record.
    """
    related = {name for todo, _queryset in due for name in todo.related}
    if len(due) == 1:
        [(todo, queryset)] = due
        first = queryset.prefetch_related(None).prefetch_related(*related)[:SHOWN]
        return {todo.key: list(first)}
    flags = {f"due_{todo.key}": among_first(queryset) for todo, queryset in due}
    rows = rows.prefetch_related(None).prefetch_related(*related).annotate(**flags)
    waiting = list(rows.filter(reduce(or_, (Q(**{flag: True}) for flag in flags))))
    return {todo.key: [r for r in waiting if getattr(r, f"due_{todo.key}")] for todo, _rows in due}


def among_first(queryset):
    return ExpressionWrapper(Q(pk__in=queryset.values("pk")[:SHOWN]), BooleanField())


def sections(kinds: list[Kind], user: Model) -> list[list[dict]]:
    """Return for each Kind what the start page shows of its todos.

    Of each: the todo, its count, the address of its list, the Deed that `user` may do, and
    (row, address, note) of the first.
    """
    due = [[(todo, todo.rows(kind.rows)) for todo in kind.todos] for kind in kinds]
    every = [queryset for pairs in due for _todo, queryset in pairs]
    counts = iter(count_all(every)) if every else iter(())
    return [
        kind_sections(kind, [(*pair, next(counts)) for pair in pairs], user)
        for kind, pairs in zip(kinds, due, strict=True)
    ]


def kind_sections(kind, due, user):
    """Return what `sections` does for a Kind; `due` has each todo, its rows and their number."""
    waiting = [(todo, queryset) for todo, queryset, count in due if count]
    rows = first_rows(kind.rows, waiting) if waiting else {}
    address = kind.model_admin.address
    return [
        {
            "todo": todo,
            "count": count,
            "rows": [
                (row, address("change", row.pk), todo.note(row)) for row in rows.get(todo.key, ())
            ],
            "url": f"{address('changelist')}?{urlencode(todo.query)}",
            "deed": todo.deed if todo.deed and user.has_perm(todo.deed.right) else None,
        }
        for todo, _queryset, count in due
    ]
