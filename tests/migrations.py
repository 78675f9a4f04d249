"""Tells which migrations the release before could not live with, while it still serves readers."""

from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

GONE = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def in_the_way(operation, app, state):
    """Return why the release before breaks over `operation`, "" if it does not.

    `state` is that of the project before it.
    """
    if isinstance(operation, GONE):
        return "what it reads or writes is gone"
    if isinstance(operation, migrations.AddConstraint):
        return "it may write what is refused now"
    if isinstance(operation, migrations.AddField):
        return why_not_added(operation.field)
    if isinstance(operation, migrations.AlterField):
        model = state.models[app, operation.model_name_lower]
        return why_not_altered(model.fields[operation.name], operation.field)
    return ""


def why_not_added(field):
    optional = field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
    return "" if optional else f"its new rows lack “{field.name or field}”: null or db_default"


def why_not_altered(before, after):
    if before.null and not after.null:
        return "it may write nothing there"
    if (before.max_length or 0) > (after.max_length or before.max_length or 0):
        return "it may write more"
    if before.get_internal_type() != after.get_internal_type():
        return "it writes another type"
    return ""


def complaints(apps, released):
    """Return sentences about the migrations of `apps` that are not `released` ({(app, name)})."""
    loader = MigrationLoader(None)
    return [
        f"{app}.{name}: {type(operation).__name__}: {why}"
        for app, name in sorted(loader.disk_migrations)
        if app in apps and (app, name) not in released
        for operation, why in judged(loader, app, name)
    ]


def judged(loader, app, name):
    migration = loader.get_migration(app, name)
    if getattr(migration, "old_release_serves", ""):
        return
    state = loader.project_state((app, name), at_end=False)
    for operation in migration.operations:
        if why := in_the_way(operation, app, state):
            yield operation, why
        operation.state_forwards(app, state)
