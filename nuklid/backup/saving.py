"""Taking a backup, while everybody goes on working."""

from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from nuklid.backup import archive, files, tables


def default_name():
    return f"nuklid-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz"


def save(target):
    """Write a backup to `target`, a folder or a new file; return (path, manifest).

    Rows first, then uploads: what a row names is then there, for no upload takes a name twice.
    """
    path = Path(target)
    path = path / default_name() if path.is_dir() else path
    with archive.writing(path) as writer:
        facts = {"made_at": datetime.now(UTC).isoformat(), "database": connection.vendor}
        facts |= save_tables(writer)
        count = 0
        for alias, name, data in files.contents():
            writer.add_bytes(f"files/{alias}/{name}", data)
            count += 1
        writer.finish(facts | {"files": count})
    return path, archive.verified(path)


def save_tables(writer):
    with tables.snapshot(connection):
        migrations = tables.recorded(connection)
        models = tables.models_at(migrations, connection)
        numbers = tables.last_numbers(models, connection)
        rows = {}
        for model in models:
            table = model._meta.db_table
            lines = tables.lines(model, connection)
            rows[table] = writer.add_lines(f"tables/{table}.jsonl", lines) - 1  # the names
    return {"migrations": migrations, "rows": rows, "last_numbers": numbers}
