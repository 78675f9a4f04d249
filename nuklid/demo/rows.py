"""From the demo's data files to objects that passed the same checks as an editor's."""

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read(name):
    """Return what data/<name>.toml holds; its comments say where the facts come from."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def without(told, *names):
    """Return the entry `told` without `names`, which are no fields of the model."""
    return {name: value for name, value in told.items() if name not in names}


def stored(made):
    """Check and save the object `made`; raise ValidationError where an editor would be refused."""
    made.full_clean()
    made.save()
    return made
