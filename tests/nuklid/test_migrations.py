"""While servers are upgraded one after the other, the old release works on the new tables."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.migrations import complaints, in_the_way

RELEASED = Path(__file__).with_name("released_migrations.txt")


def apps_of_ours():
    """Return the labels of the apps whose migrations are ours."""
    folders = {config.label: Path(config.path) for config in apps.get_app_configs()}
    with_any = {label: path for label, path in folders.items() if (path / "migrations").is_dir()}
    return {label for label, path in with_any.items() if "site-packages" not in path.parts}


def released(file=RELEASED):
    lines = file.read_text().splitlines()
    return {tuple(line.split()) for line in lines if not line.startswith("#")}


@pytest.mark.skipif(not released(), reason="No release is out yet that could be serving")
def test_the_last_release_can_live_with_every_newer_migration():
    assert complaints(apps_of_ours(), released()) == []


def text(**options):
    return models.CharField(**{"max_length": 20} | options)


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        (migrations.AddField("item", "new", text(default="")), "new rows lack"),
        (migrations.AddField("item", "new", text(null=True)), ""),
        (migrations.AddField("item", "new", text(db_default="")), ""),
        (migrations.AddField("item", "new", models.ManyToManyField("self")), ""),
        (migrations.RemoveField("item", "old"), "gone"),
        (migrations.RenameField("item", "old", "new"), "gone"),
        (migrations.RenameModel("item", "thing"), "gone"),
        (migrations.DeleteModel("item"), "gone"),
        (migrations.CreateModel("thing", []), ""),
        (migrations.AlterField("item", "old", text()), "nothing"),
        (migrations.AlterField("item", "old", text(null=True, max_length=10)), "more"),
        (migrations.AlterField("item", "old", text(null=True, max_length=30)), ""),
        (migrations.AlterField("item", "old", models.IntegerField(null=True)), "another type"),
        (
            migrations.AddConstraint(
                "item", models.CheckConstraint(condition=~models.Q(old=""), name="x")
            ),
            "refused",
        ),
        (migrations.AddIndex("item", models.Index(fields=["old"], name="x")), ""),
    ],
)
def test_what_the_old_release_breaks_over(operation, problem):
    state = ProjectState()
    state.add_model(ModelState("app", "item", [("old", text(null=True))]))
    found = in_the_way(operation, "app", state)
    assert problem in found
    assert bool(problem) == bool(found)


def test_a_release_notes_every_migration_and_the_next_one_is_judged(tmp_path):
    """`make released` in a copy; what it noted is let pass, and nothing else."""
    for path in ("Makefile", "tests/nuklid/released_migrations.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.BASE_DIR / path, tmp_path / path)
    on_disk = [key for key in MigrationLoader(None).disk_migrations if key[0] in apps_of_ours()]
    for app, name in on_disk:
        folder = Path(apps.get_app_config(app).path).relative_to(settings.BASE_DIR)
        (tmp_path / folder / "migrations").mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "migrations" / f"{name}.py").touch()
    subprocess.run(["make", "released"], cwd=tmp_path, check=True, capture_output=True)
    noted = released(tmp_path / "tests/nuklid/released_migrations.txt")
    assert noted == set(on_disk)
    assert {app for app, _name in noted} == {"base", "members", "news", "nuklid"}
    assert complaints(apps_of_ours(), noted) == []
    assert complaints(apps_of_ours(), noted - {("news", "0001_initial")})


def test_the_rule_bites():
    """The migrations up to the first release would not all do: nothing was serving then."""
    assert any("AddField" in line for line in complaints(apps_of_ours(), set()))
