"""From the demo's data files to objects that passed the same checks as an editor's."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"


def load_data(name):
    """Return what data/<name>.toml holds; its comments say where the facts come from."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def without(entry, *names):
    """Return `entry` without `names`, which are no fields of the model."""
    return {name: value for name, value in entry.items() if name not in names}


def stored(instance):
    """Check, save and return `instance`; raise ValidationError where an editor would be refused."""
    instance.full_clean()
    instance.save()
    return instance
