"""What needs someone: named once, shown on the start page and offered as a filter of the list."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nuklid.base.texts.bilingual import LANGUAGE_NAMES


class Deed(NamedTuple):
    """A page of the desk on which whoever has `right` settles several rows at once."""

    page: str
    label: str | Promise
    right: str


class Todo(NamedTuple):
    """Rows of one kind that need someone.

    `rows` narrows a QuerySet to them, `note` says something about one of them, `nothing` is the
    sentence for none. `query` is the list's filter that shows the same. `related` names what is
    to be prefetched for `note`. `deed` does it for all of them.
    """

    key: str
    title: str | Promise
    nothing: str | Promise
    rows: Callable
    note: Callable = lambda obj: ""
    parameter: str = "todo"
    related: tuple = ()
    deed: Deed | None = None

    @property
    def query(self):
        return {self.parameter: self.key}


class TodoFilter(SimpleListFilter):
    """Offers the todos of a ModelAdmin as filters."""

    title = _("what is to do")
    parameter_name = "todo"

    def __init__(self, request, params, model, model_admin):
        self.todos = {t.key: t for t in model_admin.todos if t.parameter == self.parameter_name}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(todo.key, todo.title) for todo in self.todos.values()]

    def queryset(self, request, queryset):
        todo = self.todos.get(self.value())
        return todo.rows(queryset) if todo else queryset


def one_sided(*names):
    """Return the condition "a text is written in one of the languages only"."""
    condition = Q()
    for name in names:
        german, english = Q(**{f"{name}_de": ""}), Q(**{f"{name}_en": ""})
        condition |= (german & ~english) | (english & ~german)
    return condition


def without_alt_text(picture, text):
    """Return the condition "there is a picture that is described in one language at most"."""
    return ~Q(**{picture: ""}) & (Q(**{f"{text}_de": ""}) | Q(**{f"{text}_en": ""}))


def missing_languages(*names):
    """Return a function that says of a record in which languages one of the texts is missing."""

    def note(obj):
        missing = [
            str(label)
            for code, label in LANGUAGE_NAMES.items()
            if any(getattr(obj, name) and not getattr(obj, f"{name}_{code}") for name in names)
        ]
        return _("missing: %s") % ", ".join(missing)

    return note


def translation_todo(*names, rows=lambda queryset: queryset):
    return Todo(
        "translation",
        _("Missing translations"),
        _("Every text stands in both languages."),
        lambda queryset: rows(queryset).filter(one_sided(*names)),
        missing_languages(*names),
    )


def alt_text_todo(picture, text, title, rows=lambda queryset: queryset, key="alt_text"):
    return Todo(
        key,
        title,
        _("Every picture is described in both languages."),
        lambda queryset: rows(queryset).filter(without_alt_text(picture, text)),
    )
