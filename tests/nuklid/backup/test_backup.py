"""A backup holds everything, is made while others write, and can be put back anywhere."""

import gzip
import json
import tarfile

import pytest
from django.db import connection

from tests.portals import Portal, postgres

HERE = "postgres" if connection.vendor == "postgresql" else "sqlite"
# What SQLite alone can do is tried where the tests run on it.
ACROSS = {
    "sqlite": [("sqlite", "sqlite")],
    "postgres": [("postgres", "postgres"), ("sqlite", "postgres"), ("postgres", "sqlite")],
}[HERE]
SETUP = "import django; django.setup(); from members.models import Organisation, Person; "
PAIRS = """
import json
rows = Organisation.objects.filter(slug__startswith="paar-")
print(json.dumps(sorted(int(row.slug[5:-1]) for row in rows)))
print(json.dumps(all(row.logo.storage.exists(row.logo.name) for row in rows)))
"""
SIGNED_IN = """
import django; django.setup()
from django.contrib.sessions.models import Session
print(Session.objects.count())
"""
NEXT = "print(Person.objects.create(given_name='A', family_name='B').pk)"


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
    """Call it with an engine: (portal with a row in every table, backup), made once."""
    made = {}

    def save(engine):
        if engine not in made:
            portal = make_portal(engine).fill()
            portal.done("-m", "tests.portals.rows", "fill")
            archive = portal.folder / "backup.tar.gz"
            portal.manage("backup", str(archive))
            made[engine] = portal, archive
        return made[engine]

    return save


@pytest.mark.timeout(900)  # two portals are filled, and every page of both is read
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
    for own in ("nuklid_backup", "base_auditevent"):
        assert before["rows"].pop(own) != after["rows"].pop(own)
    assert len(before["pages"]) > 100
    assert any(address.startswith("/media/") for address in before["pages"])
    assert after == before
    assert new.done("-c", SIGNED_IN).splitlines()[-1] == "0"
    assert {status[:3] for status in after["pages"].values()} <= {"200", "301", "302", "410"}


def test_every_kind_of_row_is_tried(saved):
    old, _archive = saved(HERE)
    assert old.done("-m", "tests.portals.rows", "empty").split() == []


@pytest.fixture(scope="module")
def moved(make_portal):
    """(portal restored, number of pairs acknowledged before the backup, last number of a person).

    It was backed up while somebody wrote, and a person had been deleted before.
    """
    old, new = make_portal(HERE), make_portal(HERE)
    old.manage("migrate", "--verbosity=0")
    last = int(old.done("-c", SETUP + NEXT).split()[-1])
    old.done("-c", f"{SETUP}Person.objects.get(pk={last}).delete()")
    with old.running("-m", "tests.portals.rows", "write") as writer:
        before = [int(writer.stdout.readline()) for _ in range(5)][-1]
        old.manage("backup", str(old.folder / "a.tar.gz"))
        assert int(writer.stdout.readline()) > 0  # it was never stopped
    new.manage("restore", str(old.folder / "a.tar.gz"))
    return new, before, last


def test_a_backup_under_a_writer_holds_one_moment(moved):
    """Whole transactions only, each row with its file, and all that was acknowledged before."""
    new, before, _last = moved
    numbers, whole = map(json.loads, new.done("-c", SETUP + PAIRS).splitlines()[-2:])
    assert numbers == [n for n in range(1, len(numbers) // 2 + 1) for _ in "ab"]
    assert len(numbers) // 2 >= before
    assert whole


def test_numbers_once_given_are_not_given_again(moved):
    new, _before, last = moved
    assert int(new.done("-c", SETUP + NEXT).split()[-1]) == last + 1


def test_a_portal_in_use_is_replaced_only_when_told_so(saved, make_portal):
    _old, archive = saved(HERE)
    new = make_portal(HERE)
    new.manage("migrate", "--verbosity=0")
    new.done("-c", f"{SETUP}Person.objects.create(given_name='Vor', family_name='Her')")
    stray = new.folder / "media" / "logos" / "stray.svg"
    stray.parent.mkdir(parents=True)
    stray.write_text("<svg/>")
    well, said = new.python("manage.py", "restore", str(archive))
    assert not well
    assert "--overwrite" in said
    assert stray.exists()
    new.manage("restore", "--overwrite", str(archive))
    assert not stray.exists()
    said = new.done("-c", f"{SETUP}print(*Person.objects.values_list('family_name', flat=True))")
    assert "Her" not in said.split()
    assert len(said.split()) > 5


KNOWN = """
import django; django.setup()
from members.models import Person, User
from news.models import PressPreview
from nuklid.rights.rights import erase
from tests import factories as make
"""
GIVEN = """
User.objects.create_user("vera@x.example")
Person.objects.create(given_name="Vera", family_name="Vergessen")
make.preview(email="presse@x.example")
"""
ERASE = """
erase(User.objects.get(email="vera@x.example"), None)
erase(Person.objects.get(family_name="Vergessen"), None)
erase(PressPreview.objects.get(), None)
"""
REMEMBERED = """
found = User.objects.filter(email="vera@x.example").count()
print(found, Person.objects.filter(family_name="Vergessen").count(), PressPreview.objects.count())
"""


def remembered(portal):
    """Return how many users, people and journalists called Vera it knows."""
    return portal.done("-c", KNOWN + REMEMBERED).splitlines()[-1]


def test_who_was_erased_since_stays_erased(make_portal):
    """Known from the portal that is replaced, or from a later backup in the same folder."""
    old, new = make_portal(HERE), make_portal(HERE)
    old.manage("migrate", "--verbosity=0")
    old.done("-c", KNOWN + GIVEN)
    archive = old.folder / "before.tar.gz"
    old.manage("backup", str(archive))
    assert remembered(old) == "1 1 1"
    old.done("-c", KNOWN + ERASE)
    old.manage("restore", "--overwrite", str(archive))
    assert remembered(old) == "0 0 0"
    old.manage("backup", str(old.folder / "after.tar.gz"))
    new.manage("restore", str(archive))
    assert remembered(new) == "0 0 0"


WAITING = """
import django; django.setup()
from nuklid.base.letters.models import Letter
from tests import factories as make
"""
HELD_BACK = """
from django.core.management import call_command
call_command("send_letters", verbosity=0)
letter = Letter.objects.get()
print(letter.state, letter.sent_at, letter.tries)
"""


def test_what_waited_to_be_sent_is_left_to_the_office(make_portal):
    old, new = make_portal(HERE), make_portal(HERE)
    old.manage("migrate", "--verbosity=0")
    waits = "make.letter(); Letter.objects.update(sent_at=None, tries=0)\n"
    old.done("-c", f"{WAITING}{waits}print(Letter.objects.get().state)")
    archive = old.folder / "letters.tar.gz"
    old.manage("backup", str(archive))
    new.manage("restore", str(archive))
    assert new.done("-c", WAITING + HELD_BACK).splitlines()[-1] == "failed None 0"


TABLES = """
import django; django.setup()
from django.db import connection
print(connection.introspection.table_names())
"""


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
    _old, archive = saved(HERE)
    new = make_portal(HERE)
    broken = damaged(archive, new.folder, way)
    well, said = new.python("manage.py", "restore", str(broken))
    assert not well
    assert "This is no whole backup" in said
    assert new.done("-c", TABLES).splitlines()[-1] == "[]"


def test_a_backup_is_for_its_owner_only_and_never_half_there(saved):
    old, archive = saved(HERE)
    assert archive.stat().st_mode & 0o077 == 0
    well, said = old.python("manage.py", "backup", str(old.folder / "missing" / "a.tar.gz"))
    assert not well
    assert "No backup was made" in said
    assert "The backup is whole" in old.manage("restore", "--check", str(archive))
    assert not list(old.folder.glob("*.part"))
