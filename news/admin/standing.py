"""Whether the words of a statement may be shown, language by language, and why not."""

from contextlib import contextmanager
from typing import NamedTuple

from django.contrib import messages
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from news.models import Authorisation, Statement
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

SIDE = ("text", "name", "title", "organisation")


class Standing(NamedTuple):
    """`state`: authorised, changed (since an authorisation), open, summary, withdrawn or empty."""

    language: str
    state: str
    authorisation: Authorisation | None = None

    @property
    def label(self):
        return LANGUAGE_NAMES[self.language]


def with_standing(statements):
    """Fetch with a QuerySet of statements what `standing` reads."""
    valid = Authorisation.objects.valid()
    return (
        statements.with_publicity()
        .select_related("speaker", "item")
        .prefetch_related("organisations", Prefetch("authorisations", valid, to_attr="agreements"))
    )


def standing(statement, language):
    """Return the Standing of one side of a statement (from `with_standing`)."""
    agreements = [a for a in statement.agreements if a.language == language]
    if not getattr(statement, f"text_{language}"):
        return Standing(language, "empty")
    if statement.withdrawn_at:
        return Standing(language, "withdrawn")
    if statement.kind == Statement.Kind.SUMMARY:
        return Standing(language, "summary")
    if getattr(statement, f"shown_{language}"):
        side = statement.side(language)
        held = (a for a in agreements if all(getattr(a, f) == getattr(side, f) for f in SIDE))
        return Standing(language, "authorised", next(held, None))
    if agreements:
        return Standing(language, "changed", agreements[0])
    return Standing(language, "open")


def standings(statement):
    return [standing(statement, language) for language in LANGUAGES]


def shown_sides(statements):
    """Return {(pk, language): statement} of what could be shown of quotations."""
    return {
        (statement.pk, language): statement
        for statement in statements.filter(kind=Statement.Kind.VERBATIM).with_publicity()
        for language in LANGUAGES
        if getattr(statement, f"shown_{language}")
    }


@contextmanager
def telling_what_is_hidden(request, statements):
    """Warn of every wording among `statements` that loses its authorisation inside."""
    before = shown_sides(statements.all())
    yield
    after = shown_sides(statements.all())
    kept = set(statements.all().values_list("pk", flat=True))
    for (pk, language), statement in before.items():
        if pk in kept and (pk, language) not in after:
            told = _(
                "The %(language)s wording of %(name)s is no longer authorised and is hidden: text "
                "or attribution changed. Record an authorisation for the new wording."
            )
            words = {"language": LANGUAGE_NAMES[language], "name": statement.name_as_said}
            messages.warning(request, told % words)
