"""Which authorisations of a statement go when its form is saved."""

from news.models import Statement
from nuklid.base.texts.bilingual import LANGUAGES

# What an authorisation holds: for both languages, for each language.
BOTH = {"speaker", "speaks_for", "name_as_said"}
EACH = ("text", "title_as_said", "organisation_as_said")


def shown_languages(statement):
    """Return the languages in which the stored quotation is authorised."""
    stored = Statement.objects.filter(kind=Statement.Kind.VERBATIM, pk=statement.pk)
    return [code for row in stored.with_publicity() for code in row.shown_languages()]


def touched(changed):
    """Return the languages whose authorisation covers one of the fields `changed`."""
    if BOTH & changed:
        return LANGUAGES
    return [code for code in LANGUAGES if any(f"{name}_{code}" in changed for name in EACH)]


def lapsing(statement, changed):
    """Return the languages whose authorisation goes when the fields `changed` are saved."""
    languages = touched(changed)
    return [code for code in shown_languages(statement) if code in languages] if languages else []
