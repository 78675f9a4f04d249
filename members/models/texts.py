"""Texts in two languages: real columns `<name>_de` and `<name>_en`, read as `<name>`."""

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField
from translated_fields.utils import fallback_to_any

LANGUAGES = ("de", "en")
LANGUAGE_NAMES = {"de": _("German"), "en": _("English")}


def bilingual(field):
    """Return `field` twice; reading it without a suffix gives today's language, else the other."""
    labels = {
        language: {"verbose_name": format_lazy("{} ({})", field.verbose_name, name)}
        for language, name in LANGUAGE_NAMES.items()
    }
    return TranslatedField(field, labels, languages=LANGUAGES, attrgetter=fallback_to_any)


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
