"""Every label a person may see is in the German catalogue, and every one there is German."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize

from tests.test_house import CODE, PAGES, files

PO = settings.BASE_DIR / "locale" / "de" / "LC_MESSAGES" / "django.po"
LIBRARIES = polib.pofile(
    str(settings.BASE_DIR / "locale" / "libraries" / "de" / "LC_MESSAGES" / "django.po")
)
# function → how many of its first arguments name the message: context, singular, plural
CALLS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}


def called(node):
    return getattr(node.func, "id", None) or getattr(node.func, "attr", None)


def messages_in_code(text):
    """Yield (context, msgid) of each literal message in Python code."""
    for node in ast.walk(ast.parse(text)):
        names = CALLS.get(called(node)) if isinstance(node, ast.Call) else None
        if names and all(isinstance(a, ast.Constant) for a in node.args[: len(names)]):
            given = dict(zip(names, (a.value for a in node.args), strict=False))
            yield given.get("context"), given["msgid"]


def messages_in_template(text):
    """Yield (context, msgid) of each message in a template, as `makemessages` would find them."""
    calls = re.findall(r"\b(n?p?gettext|_)\((.*?)\) ", templatize(text) + " ", re.DOTALL)
    for name, arguments in calls:
        yield from messages_in_code(f"{name}({arguments.strip()})")


def all_messages():
    for path in files(*CODE):
        yield from ((path, found) for found in messages_in_code(Path(path).read_text()))
    for path in files(*PAGES):
        yield from ((path, found) for found in messages_in_template(Path(path).read_text()))


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(PO))


def test_finds_messages():
    code = '_("a"), pgettext_lazy("c", "b"), ngettext("one", "more", n), _(x)'
    assert list(messages_in_code(code)) == [(None, "a"), ("c", "b"), (None, "one")]
    page = (
        '{% load i18n %}{% translate "a" %} {% translate "b" context "c" %} {{ _("d") }}'
        "{% blocktranslate count n=n trimmed %}\n one {{ n }}\n{% plural %}x{% endblocktranslate %}"
        '{% include "x.html" with submit=_("e") %}'
    )
    assert set(messages_in_template(page)) == {
        (None, "a"), ("c", "b"), (None, "d"), (None, "one %(n)s"), (None, "e"),
    }  # fmt: skip


def test_every_message_is_in_the_catalogue(catalogue):
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    missing = {f"{path}: {found}" for path, found in all_messages() if found not in known}
    assert not missing


def test_every_message_is_german(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_placeholders_survive_translation(catalogue):
    for entry in (*catalogue, *LIBRARIES):
        wanted = set(re.findall(r"%\(\w+\)[sd]|%[sd]|{\w*}", entry.msgid_plural or entry.msgid))
        for german in entry.msgstr_plural.values() or [entry.msgstr]:
            assert set(re.findall(r"%\(\w+\)[sd]|%[sd]|{\w*}", german)) == wanted, entry.msgid


@pytest.mark.parametrize("entry", LIBRARIES, ids=lambda entry: entry.msgid)
def test_our_words_for_labels_of_libraries_come_before_theirs(entry):
    with override("de"):
        if entry.msgid_plural:
            assert ngettext(entry.msgid, entry.msgid_plural, 2) == entry.msgstr_plural[1]
        else:
            assert gettext(entry.msgid) == entry.msgstr
    assert entry.translated()
