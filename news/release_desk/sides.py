"""Whether the words of a statement may be shown, language by language, and why not."""

from contextlib import contextmanager
from typing import NamedTuple

from django.contrib import messages
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from news.models import Authorisation, Statement
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

SIDE = ("text", "name", "title", "organisation")


class SideState(NamedTuple):
    """`state`: authorised, changed (since an authorisation), open, summary, withdrawn or empty."""

    language: str
    state: str
    authorisation: Authorisation | None = None

    @property
    def label(self):
        return LANGUAGE_NAMES[self.language]


def with_states(statements):
    """Fetch with a QuerySet of statements what `state_of` reads."""
    valid = Authorisation.objects.valid()
    return (
        statements.with_publicity()
        .select_related("speaker", "item")
        .prefetch_related("organisations", Prefetch("authorisations", valid, to_attr="agreements"))
    )


def state_of(statement, language):
    """Return the SideState of one side of a statement (from `with_states`)."""
    agreements = [a for a in statement.agreements if a.language == language]
    if not getattr(statement, f"text_{language}"):
        return SideState(language, "empty")
    if statement.withdrawn_at:
        return SideState(language, "withdrawn")
    if statement.kind == Statement.Kind.SUMMARY:
        return SideState(language, "summary")
    if getattr(statement, f"shown_{language}"):
        side = statement.side(language)
        same = (a for a in agreements if all(getattr(a, f) == getattr(side, f) for f in SIDE))
        return SideState(language, "authorised", next(same, None))
    if agreements:
        return SideState(language, "changed", agreements[0])
    return SideState(language, "open")


def states_of(statement):
    return [state_of(statement, language) for language in LANGUAGES]


def shown_sides(statements):
    """Return {(pk, language): statement} of what could be shown of quotations."""
    return {
        (statement.pk, language): statement
        for statement in statements.filter(kind=Statement.Kind.VERBATIM).with_publicity()
        for language in LANGUAGES
        if getattr(statement, f"shown_{language}")
    }


@contextmanager
def warn_of_hidden(request, statements):
    """Warn of every wording among `statements` that loses its authorisation inside."""
    before = shown_sides(statements.all())
    yield
    after = shown_sides(statements.all())
    remaining = set(statements.all().values_list("pk", flat=True))
    for (pk, language), statement in before.items():
        if pk in remaining and (pk, language) not in after:
            sentence = _(
                "The %(language)s wording of %(name)s is no longer authorised and is hidden: text "
                "or attribution changed. Record an authorisation for the new wording."
            )
            words = {"language": LANGUAGE_NAMES[language], "name": statement.name_as_said}
            messages.warning(request, sentence % words)
