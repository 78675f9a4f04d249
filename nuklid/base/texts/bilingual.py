"""Texts in two languages: real columns `<name>_de` and `<name>_en`, read as `<name>`."""

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField

LANGUAGES = ("de", "en")
LANGUAGE_NAMES = {"de": _("German"), "en": _("English")}


def bilingual(field):
    """Return `field` twice; reading it without a suffix gives today's language, else the other."""
    labels = {
        language: {"verbose_name": format_lazy("{} ({})", field.verbose_name, name)}
        for language, name in LANGUAGE_NAMES.items()
    }
    return TranslatedField(field, labels, languages=LANGUAGES, attrgetter=reader)


def reader(name, field):
    """Return a function that reads `name` of a row in today's language, else in the other.

    That of the library works out the names of the columns anew each time, five times as slowly.
    """
    both = {code: f"{name}_{code}" for code in field.languages}
    columns = {code: (both[code], both[other_language(code)]) for code in both}

    def value_of(row):
        own, other = columns.get(get_language()) or columns[field.languages[0]]
        return getattr(row, own) or getattr(row, other)

    return value_of


def other_language(language):
    """Return "en" for "de" and the other way round."""
    return "en" if language == "de" else "de"


def language_of(instance, name, language=None):
    """Return the language in which `instance.<name>` can be read: the wanted one, else the other.

    Returns "" where neither column holds a text.
    """
    wanted = language or get_language()
    for candidate in (wanted, other_language(wanted)):
        if getattr(instance, f"{name}_{candidate}"):
            return candidate
    return ""
