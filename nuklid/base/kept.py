"""A plain stand-in for what the filters and the search still call; it goes with their last use."""

from functools import wraps

from django.db.models import Func, IntegerField, Value


class Later(Value):
    """Nothing is one any more."""


class CountAll(Func):
    """How many rows there are, as the only column of a query."""

    function, template, output_field = "COUNT", "COUNT(*)", IntegerField()


class KeptList:
    """What a Paginator pages through: `rows`, a kept query with a limit, and `count`."""

    def __init__(self, rows, count, **asked):
        self.rows, self.number, self.asked = rows, count, asked

    def __len__(self):
        return self.number(**self.asked)[0]

    def __getitem__(self, page):
        return self.rows(offset=page.start, **self.asked)


def kept(build):
    """Return a function that asks the QuerySet of `build` at once and returns the list of rows."""

    @wraps(build)
    def ask(*shape, offset=0, **asked):
        rows = build(*shape, **asked)
        if offset:
            query, most = rows.query, rows.query.high_mark
            query.clear_limits()
            query.set_limits(offset, offset + most)
        return list(rows)

    return ask
