"""A backup holds everything, is made while others write, and can be put back anywhere."""

import gzip
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.db import connection

from tests.portals import Portal, postgres

on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="The tests run on SQLite alone"
)
ACROSS = [
    ("sqlite", "sqlite"),
    *(pytest.param(a, b, marks=on_postgres)
      for a, b in [("postgres", "postgres"), ("sqlite", "postgres"), ("postgres", "sqlite")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def make_portal(tmp_path_factory):
    """Call it with an engine: an empty portal of its own."""
    opened = []

    def make(engine):
        folder = tmp_path_factory.mktemp(engine)
        if engine == "sqlite":
            return Portal(f"sqlite:///{folder / 'db.sqlite3'}", folder)
        opened.append(postgres(f"{connection.settings_dict['NAME']}_{folder.name}"))
        return Portal(opened[-1].__enter__(), folder)

    yield make
    for database in opened:
        database.__exit__(None, None, None)


@pytest.fixture(scope="module")
def saved(make_portal):
    """Call it with an engine: (portal with the demo's contents, backup), made once."""
    made = {}

    def save(engine):
        if engine not in made:
            portal = make_portal(engine).fill()
            archive = portal.folder / "backup.tar.gz"
            portal.manage("backup", str(archive))
            made[engine] = portal, archive
        return made[engine]

    return save


@pytest.mark.parametrize(("source", "target"), ACROSS)
def test_every_page_file_and_row_is_the_same_on_an_empty_machine(
    saved, make_portal, source, target
):
    old, archive = saved(source)
    new = make_portal(target)
    said = new.manage("restore", str(archive))
    assert "Restored" in said
    before, after = old.seen(), new.seen()
    # A backup holds neither itself nor the line that the audit trail gets once it is made.
    for own in ("nuklid_backup", "members_auditevent"):
        assert before["rows"].pop(own) != after["rows"].pop(own)
    assert len(before["pages"]) > 100
    assert any(address.startswith("/media/") for address in before["pages"])
    assert after == before
    assert {status[:3] for status in after["pages"].values()} <= {"200", "301", "302", "410"}


def test_numbers_once_given_are_not_given_again(saved, make_portal):
    for engine in ["sqlite", *(["postgres"] if connection.vendor == "postgresql" else [])]:
        old, _archive = saved(engine)
        drop = "import django; django.setup(); from members.models import Person; "
        make = "print(Person.objects.create(given_name='A', family_name='B').pk)"
        given = int(old.done("-c", drop + make))
        old.done("-c", f"{drop}Person.objects.get(pk={given}).delete()")
        archive = old.folder / "later.tar.gz"
        old.manage("backup", str(archive))
        new = make_portal(engine)
        new.manage("restore", str(archive))
        assert int(new.done("-c", drop + make)) == given + 1


def test_a_portal_in_use_is_replaced_only_when_told_so(saved, make_portal):
    old, archive = saved("sqlite")
    new = make_portal("sqlite").fill()
    stray = new.folder / "media" / "logos" / "stray.svg"
    stray.write_text("<svg/>")
    well, said = new.python("manage.py", "restore", str(archive))
    assert not well
    assert "--overwrite" in said
    assert stray.exists()
    new.manage("restore", "--overwrite", str(archive))
    assert not stray.exists()
    assert new.seen()["pages"] == old.seen()["pages"]


SETUP = "import django; django.setup(); from members.models import Person, User; "
ERASE = (
    "from nuklid.people_rights import erase_person; "
    "person = Person.objects.create(given_name='Vera', family_name='Vergessen'); print(person.pk)"
)


def test_who_was_erased_since_stays_erased(make_portal):
    """Known from the portal that is replaced, or from a later backup in the same folder."""
    old = make_portal("sqlite")
    old.manage("migrate", "--verbosity=0")
    number = int(old.done("-c", SETUP + ERASE).split()[-1])
    archive = old.folder / "before.tar.gz"
    old.manage("backup", str(archive))
    again = f"erase_person(Person.objects.get(pk={number}), None)"
    old.done("-c", f"{SETUP}from nuklid.people_rights import erase_person; {again}")
    there = f"print(Person.objects.filter(pk={number}).exists())"
    old.manage("restore", "--overwrite", str(archive))
    assert old.done("-c", SETUP + there).split()[-1] == "False"
    old.manage("backup", str(old.folder / "after.tar.gz"))
    new = make_portal("sqlite")
    new.manage("restore", str(archive))
    assert new.done("-c", SETUP + there).split()[-1] == "False"


def damaged(archive, folder, way):
    other = folder / f"{way}.tar.gz"
    data = archive.read_bytes()
    if way == "cut":
        other.write_bytes(data[: len(data) // 2])
    elif way == "changed":
        other.write_bytes(gzip.compress(gzip.decompress(data).replace(b"Lutetium", b"Lutetia!")))
    else:
        with tarfile.open(other, "w:gz"):
            pass
    return other


@pytest.mark.parametrize("way", ["cut", "changed", "empty"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(saved, make_portal, way):
    _old, archive = saved("sqlite")
    new = make_portal("sqlite")
    broken = damaged(archive, new.folder, way)
    well, said = new.python("manage.py", "restore", str(broken))
    assert not well
    assert "This is no whole backup" in said
    with closing(sqlite3.connect(new.folder / "db.sqlite3")) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_backup_is_for_its_owner_only_and_never_half_there(saved):
    old, archive = saved("sqlite")
    assert archive.stat().st_mode & 0o077 == 0
    well, said = old.python("manage.py", "backup", str(old.folder / "missing" / "a.tar.gz"))
    assert not well
    assert "No backup was made" in said
    assert "The backup is whole" in old.manage("restore", "--check", str(archive))
    assert not list(old.folder.glob("*.part"))
