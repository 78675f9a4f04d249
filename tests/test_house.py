"""The house is as house.md says: every rule over every file, and every rule shown to bite."""

import ast
import json
import os
import re
import subprocess
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import polib
import pytest
from django.db import connection
from packaging.requirements import Requirement

from tests import house

ROOT = Path(__file__).resolve().parent.parent

CODE = ("members/*.py", "news/*.py", "nuklid/*.py", ":!*/migrations/*")
PYTHON = ("*.py", ":!*/migrations/*")
PAGES = ("templates/*", "*/templates/*")


def files(*patterns):
    """Return the files of the work tree that git tracks or would track, matching a glob."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [Path(name) for name in listed if (ROOT / name).is_file()]


# rule → (which files, a path and a text that break it, a text there that keeps it)
RULES = {
    house.imports_no_layer_above: (
        PYTHON,
        ("members/admin.py", "def f():\n    from news.models import NewsItem"),
        "from members.models import Person",
    ),
    house.names_no_app_above: (
        CODE,
        ("members/models/people.py", "get_model('news.NewsItem')"),
        "organisation.news_items.public()  # 'news.NewsItem'",
    ),
    house.keeps_the_order_inside_its_app: (
        CODE,
        ("members/own_page/part_forms.py", "from .change_views import change"),
        "from members.models import Person",
    ),
    house.explains_imports_inside_functions: (
        CODE,
        ("news/links.py", "def f():\n    import mammoth"),
        "def f():\n    # Slow to load, and few need it.\n    import mammoth",
    ),
    house.imports_none_of_our_code: (
        ("*/migrations/*.py",),
        ("news/migrations/0001_initial.py", "import members.models.users"),
        "import translated_fields",
    ),
    house.imports_nothing_private: (
        PYTHON,
        ("news/links.py", "from markupsafe import _escape_inner"),
        "from django.utils.translation import gettext as _",
    ),
    house.uses_nothing_private: (
        PYTHON,
        ("nuklid/urls.py", "lookups = rows._prefetch_related_lookups"),
        "rows.model._meta.pk\nself.__dict__\ndef _of_this_file(): pass",
    ),
    house.names_nothing_private_in_strings: (
        PYTHON,
        ("nuklid/urls.py", "getattr(trans_real, '_active')"),
        "getattr(value, '__html__', None)\ngetattr(model, '_meta')",
    ),
    house.changes_no_library: (
        CODE,
        ("nuklid/wsgi.py", "from django.utils import timezone\ntimezone.now = clock"),
        "from news.models import NewsItem\nNewsItem.state = clock\nresponse.query = ''",
    ),
    house.has_no_junk_drawer: (("*.py",), ("members/utils.py", ""), None),
    house.has_at_most_300_lines: (PYTHON, ("news/models.py", "x = 1\n" * 301), "x = 1\n" * 300),
    house.has_functions_of_at_most_40_lines: (
        PYTHON,
        ("news/views.py", "def f():\n" + "    x = 1\n" * 40),
        "def f():\n" + "    x = 1\n" * 39,
    ),
    house.marks_nothing_safe: (
        (*CODE, ":!nuklid/base/templatetags/*"),
        ("news/admin.py", "html.mark_safe('<b>')"),
        "format_html('<b>{}</b>', x)",
    ),
    house.lists_form_fields: (
        CODE,
        ("news/forms.py", "fields = '__all__'"),
        "fields = ['headline']",
    ),
    house.does_no_work_in_signals: (
        CODE,
        ("news/models.py", "from django.db.models.signals import post_save"),
        "from django.db.models import F",
    ),
    house.has_no_homonyms: (
        PYTHON,
        ("news/views.py", "def f(told):\n    pass"),
        "def f(text):\n    found = text",
    ),
    house.escapes_everything: (PAGES, ("templates/a.html", "{{ x|safe }}"), "{{ safe|escape }}"),
    house.has_short_lines: (("*.html",), ("templates/a.html", "x" * 120), "x" * 119),
    house.has_no_inline_style_or_script: (
        PAGES,
        ("templates/a.html", '<p style="x"><script>x</script><a onclick="x">'),
        '<script src="{% static \'x\' %}"></script><script type="application/ld+json">',
    ),
    house.asks_no_foreign_host: (
        (*PAGES, "static/*.css"),
        ("templates/a.html", '<img src="//cdn.example/x.png">'),
        '<a href="https://example.org/">x</a><svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    house.names_no_registry: (
        ("*",),
        ("README.md", f"see {house.REGISTRIES[0]}"),
        "see the package index",
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house(rule):
    read = ((path, (ROOT / path).read_bytes()) for path in files(*RULES[rule][0]))
    offences = {
        str(path): found
        for path, raw in read
        if b"\0" not in raw and (found := rule(path, raw.decode()))
    }
    assert not offences, json.dumps(offences, indent=1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_bites(rule):
    _, (path, bad), good = RULES[rule]
    assert rule(Path(path), bad)
    if good is not None:
        assert not rule(Path(path), good)


@pytest.mark.parametrize(
    "bad",
    [
        '<link rel="stylesheet" href="https://x.example/a.css">',
        "@import url(https://x.example/a.css);",
        "p { background: url('//x.example/a.png') }",
        '<form action="http://x.example/">',
    ],
)
def test_foreign_hosts_are_seen_wherever_a_browser_would_ask_them(bad):
    assert house.asks_no_foreign_host(Path("templates/a.html"), bad)


# Rules about the house as a whole ------------------------------------------------------------


def import_cycle(graph):
    """Return the modules of one import cycle of {house.module: modules it imports}, or none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_import_goes_in_a_circle():
    assert import_cycle({"a": {"b"}, "b": {"a"}})
    texts = {house.module(p): (p, (ROOT / p).read_text()) for p in files(*CODE)}
    graph = {
        name: {
            target
            for _, target in house.imports(path, ast.parse(text))
            if target in texts and not f"{name}.".startswith(f"{target}.")
        }
        for name, (path, text) in texts.items()
    }
    assert import_cycle(graph) == []


def test_half_of_all_functions_have_six_lines_or_fewer():
    trees = [ast.parse((ROOT / path).read_text()) for path in files(*CODE)]
    assert median(house.length(f) for tree in trees for f in house.functions(tree)) <= 6


def unnamed(rooms, text):
    return sorted(room for room in rooms if f"`{room}`" not in text)


def undefined(text):
    """Return (file, name) of what a page in Markdown names as `file.py` `name` and is not there."""
    pairs = [
        (ROOT / path, name)
        for path, names in re.findall(r"`([\w/]+\.py)` ((?:`\w+`(?:, )?)+)", text)
        for name in re.findall(r"\w+", names)
    ]
    return [
        (path, name)
        for path, name in pairs
        if not path.is_file()
        or not re.search(rf"^(?:\s*(?:def|class) )?{name}\b", path.read_text(), re.MULTILINE)
    ]


def test_the_page_about_the_house_names_every_room_and_no_rule_that_has_moved():
    assert unnamed({"news/press", "news/odd"}, "`news/press`") == ["news/odd"]
    gone = "`manage.py` `main`, `nowhere`; `tests/gone.py` `f`"
    assert undefined(gone) == [(ROOT / "manage.py", "nowhere"), (ROOT / "tests/gone.py", "f")]
    text = (ROOT / "docs/architecture.md").read_text()
    folders = {path.parent for path in files(*CODE) if len(path.parts) > 2}
    named_by_django = {"management", "templatetags", "formats"}
    assert unnamed({str(f) for f in folders if not named_by_django & {*f.parts}}, text) == []
    assert undefined(text) == []


def test_uv_lock_is_not_tracked():
    assert not files("uv.lock")


def pinned(text):
    """Return {distribution: version} of a hashed requirements file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def unmet(wanted, pins):
    """Return those requirement strings which the pins do not meet."""
    requirements = map(Requirement, wanted)
    return [
        str(r) for r in requirements if r.name not in pins or not r.specifier.contains(pins[r.name])
    ]


def test_requirement_files_meet_pyproject():
    assert unmet(["django~=6.1.3", "nh3"], {"django": "6.0"}) == ["django~=6.1.3", "nh3"]
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runs = pinned((ROOT / "requirements.txt").read_text())
    tests = pinned((ROOT / "requirements-dev.txt").read_text())
    assert unmet(asked["project"]["dependencies"], runs) == []
    assert unmet(asked["dependency-groups"]["dev"], tests) == []
    assert runs.items() <= tests.items()


def test_every_setting_stands_in_the_example():
    read = set(
        re.findall(
            r"(?:env\.\w+|flag|number)\(\s*\"([A-Z_]+)\"", (ROOT / "nuklid/settings.py").read_text()
        )
    )
    told = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read == told


def test_ci_runs_on_the_database_it_names():
    assert connection.vendor == "postgresql" or "NUKLID_REQUIRE_POSTGRES" not in os.environ


def labels(entries):
    return {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in entries}


@pytest.mark.parametrize("po", files("locale/*.po"), ids=str)
def test_translations_are_compiled(po):
    """A label changed in the .po and not compiled would not reach the reader."""
    written = polib.pofile(str(ROOT / po)).translated_entries()
    compiled = polib.mofile(str(ROOT / po.with_suffix(".mo")))
    assert labels(written) == labels(compiled)
