"""While servers are upgraded one after the other, the old release works on the new tables."""

from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from tests.migrations import complaints, in_the_way

APPS = ("members", "news", "nuklid")
RELEASED = Path(__file__).with_name("released_migrations.txt")


def released():
    lines = RELEASED.read_text().splitlines()
    return {tuple(line.split()) for line in lines if not line.startswith("#")}


@pytest.mark.skipif(not released(), reason="No release is out yet that could be serving")
def test_the_last_release_can_live_with_every_newer_migration():
    assert complaints(APPS, released()) == []


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


def test_the_rule_bites():
    """The migrations up to the first release would not all do: nothing was serving then."""
    assert any("AddField" in line for line in complaints(APPS, set()))
