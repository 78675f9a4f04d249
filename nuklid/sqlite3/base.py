"""Django writes `%s` where a value goes and SQLite wants `?`: each query is rewritten, each time.

Queries that hold the rule of what is public are long, and the same (members/kept.py). To look for
`%s` in one of 9,000 letters costs as much as to answer it. So what was rewritten is remembered.
"""

from functools import lru_cache

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query, *, param_names=None):
        if param_names is None:
            return rewritten(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=100)
def rewritten(query):
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)
