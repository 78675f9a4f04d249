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


def first_rows(kind: Kind, todos: list[Todo]) -> dict[str, list[Model]]:
    """Return the first rows of each of `todos` by its key, with one query."""
    related = {name for todo in todos for name in todo.related}
    rows = kind.rows.prefetch_related(None).prefetch_related(*related)
    if len(todos) == 1:
        return {todos[0].key: list(todos[0].rows(rows)[:SHOWN])}
    first = {
        f"due_{todo.key}": Q(pk__in=todo.rows(kind.rows).values("pk")[:SHOWN]) for todo in todos
    }
    flags = {name: ExpressionWrapper(is_first, BooleanField()) for name, is_first in first.items()}
    found = list(rows.annotate(**flags).filter(reduce(or_, first.values())))
    return {todo.key: [row for row in found if getattr(row, f"due_{todo.key}")] for todo in todos}


def sections(kinds: list[Kind], user: Model) -> list[list[dict]]:
    """Return for each Kind what the start page shows of its todos.

    Of each: the todo, its count, the address of its list, the Deed that `user` may do, and
    (row, address, note) of the first.
    """
    querysets = [todo.rows(kind.rows) for kind in kinds for todo in kind.todos]
    counts = iter(count_all(querysets)) if querysets else iter(())
    return [kind_sections(kind, [next(counts) for _todo in kind.todos], user) for kind in kinds]


def kind_sections(kind, counts, user):
    waiting = [todo for todo, count in zip(kind.todos, counts, strict=True) if count]
    rows = first_rows(kind, waiting) if waiting else {}
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
        for todo, count in zip(kind.todos, counts, strict=True)
    ]
