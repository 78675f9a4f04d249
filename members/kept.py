"""Queries that each process writes once and asks again and again.

To build the rule of what is public and to write it out as SQL takes Django several times as long as
the database takes to answer. The rule says the same each time: only the clock, the address and the
like differ, and these are parameters.
"""

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from functools import wraps
from operator import itemgetter

from django.db import connections
from django.db.models import (
    DateField,
    DateTimeField,
    Func,
    IntegerField,
    Value,
    prefetch_related_objects,
)
from django.db.models.base import ModelState
from django.db.models.fetch_modes import FETCH_ONE
from django.db.models.query import FlatValuesListIterable, ModelIterable
from django.utils import timezone, translation

TODAYS = re.compile(r"\d{4}-\d\d-\d\d")
writing = ContextVar("writing", default=False)  # whether SQL is written now, to be kept


class Later(Value):
    """A value that is read when the query is asked: `value` is a function of what was asked."""

    def __init__(self, value, field=None):
        super().__init__(value, output_field=field)
        self.prepared_by = field

    def as_sql(self, compiler, connection):
        return "%s", [self if writing.get() else self.read({}, connection)]

    def read(self, asked, connection):
        value = self.value(asked)
        field = self.prepared_by
        return field.get_db_prep_value(value, connection) if field else value


# What rules compare with; in any QuerySet, kept or not.
NOW = Later(lambda asked: timezone.now(), DateTimeField())
TODAY = Later(lambda asked: timezone.localdate(), DateField())


class CountAll(Func):
    """How many rows there are, as the only column of a query."""

    function, template, output_field = "COUNT", "COUNT(*)", IntegerField()


class KeptList:
    """What a Paginator pages through: `rows`, a kept query with a limit, and `count`, their number.

    Both are asked with the values `asked`.
    """

    def __init__(self, rows, count, **asked):
        self.rows, self.number, self.asked = rows, count, asked

    def __len__(self):
        return self.number(**self.asked)[0]

    def __iter__(self):
        raise TypeError("A page of it can be asked for, never all rows.")

    def __getitem__(self, page):
        return self.rows(offset=page.start, **self.asked)


class Maker:
    """Makes rows into objects of `model` as Django does, in a quarter of the time.

    The columns are known and all have a value: no default has to be looked for, field by field.
    Nobody is told of it either: Django would look for the size of a picture, which we store.
    `names` are the attributes that stand in a row from the place `start` on.
    """

    def __init__(self, model, names, start=0):
        self.model, self.names, self.joined = model, names, []
        self.part = slice(start, start + len(names))
        self.key = start + names.index(model._meta.pk.attname)

    @classmethod
    def told(cls, told, columns):
        """Return one for what a compiler `told` (its klass_info), with what is joined to it."""
        first, last = told["select_fields"][0], told["select_fields"][-1] + 1
        names = [column.target.attname for column in columns[first:last]]
        maker = cls(told["model"], names, first)
        for one in told.get("related_klass_infos", ()):
            other = cls.told(one, columns), one["local_setter"], one["remote_setter"]
            maker.joined.append(other)
        return maker

    def make(self, row, db):
        state = ModelState()
        vars(state).update(db=db, adding=False, fetch_mode=FETCH_ONE)
        new = self.model.__new__(self.model)
        vars(new).update(zip(self.names, row[self.part], strict=True), _state=state)
        for maker, keep, keep_back in self.joined:
            other = None if row[maker.key] is None else maker.make(row, db)
            keep(new, other)
            if other:
                keep_back(other, new)
        return new


class Written:
    """The SQL of a QuerySet, ready to be asked, and how its rows are read."""

    def __init__(self, rows):
        self.db, self.lookups = rows.db, rows._prefetch_related_lookups
        compiler = rows.query.get_compiler(rows.db)
        token = writing.set(True)
        try:
            self.sql, self.parameters = compiler.as_sql()
        finally:
            writing.reset(token)
        self.later = {one.value: one for one in self.parameters if isinstance(one, Later)}
        # A day or moment written here would be that of the first reader for ever.
        if any(isinstance(one, date) or TODAYS.match(str(one)) for one in self.parameters):
            raise ValueError("A kept query holds a date: it must take NOW, TODAY or an argument.")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self.converters = [
            (place, convert, column)
            for place, (several, column) in compiler.get_converters(columns).items()
            for convert in several
        ]
        self.read: Callable = tuple
        if issubclass(rows._iterable_class, FlatValuesListIterable):
            self.read = itemgetter(0)
        elif issubclass(rows._iterable_class, ModelIterable):
            self.maker = Maker.told(compiler.klass_info, columns)
            self.annotated = list((compiler.annotation_col_map or {}).items())
            self.read = self.made

    def ask(self, asked, offset=0):
        """Return the list of rows; `asked` holds the values of this time by name."""
        connection = connections[self.db]  # each thread has its own
        sql, told = self.sql, self.told(asked, connection)
        if offset:  # the query ends with its limit
            sql, told = f"{sql} OFFSET %s", [*told, offset]
        with connection.cursor() as cursor:
            cursor.execute(sql, told)
            rows = cursor.fetchall()
        if self.converters:
            rows = [self.converted(list(row), connection) for row in rows]
        found = list(map(self.read, rows))
        prefetch_related_objects(found, *self.lookups)
        return found

    def converted(self, row, connection):
        for place, convert, column in self.converters:
            row[place] = convert(row[place], column, connection)
        return row

    def made(self, row):
        new = self.maker.make(row, self.db)
        for name, place in self.annotated:
            setattr(new, name, row[place])
        return new

    def told(self, asked, connection):
        """Return the parameters of this time; what stands in the query twice is read once."""
        known = {value: one.read(asked, connection) for value, one in self.later.items()}
        return [known[one.value] if isinstance(one, Later) else one for one in self.parameters]


def kept(build):
    """Have the QuerySet that `build` returns written once; calling it then returns a list of rows.

    Arguments by position shape the query and must be few and hashable, such as the language.
    Arguments by name are its values, new each time; lists are for `__in` (for keys, `__pk__in`).
    The clock is NOW or TODAY. `offset` is not told to `build`: so many rows of a QuerySet with a
    limit are passed over.
    """
    written = {}

    @wraps(build)
    def ask(*shape, offset=0, **asked):
        lists = {name: padded(value) for name, value in asked.items() if isinstance(value, list)}
        asked |= lists
        key = (shape, *asked, *map(len, lists.values()))
        if key not in written:
            # What reads the language by itself fails at once, and is not kept for the other one.
            with translation.override(None):
                written[key] = Written(build(*shape, **placeholders(asked)))
        return written[key].ask(asked, offset)

    return ask


def padded(values):
    """Return `values` at a length that is a power of two: few lengths are written, not all."""
    values = values or [None]
    length = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (length - len(values))


def placeholders(asked):
    return {
        name: [Later(entry(name, place)) for place in range(len(value))]
        if isinstance(value, list)
        else Later(itemgetter(name), DateField() if isinstance(value, date) else None)
        for name, value in asked.items()
    }


def entry(name, place):
    return lambda asked: asked[name][place]
