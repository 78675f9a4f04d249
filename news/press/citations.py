"""How to cite a statement, ready to be copied: words, speaker, where and when, address."""

from typing import NamedTuple

from django.utils import translation
from django.utils.formats import date_format

from nuklid.base.templatetags.portal import quoted
from nuklid.base.texts.bilingual import language_of


class Citation(NamedTuple):
    """ "“Words.” Name, function, organisation. *Headline*, nukliD®, day. address"."""

    language: str
    words: str
    headline: str
    headline_language: str
    where: str


def citations(statement, absolute):
    """Return a Citation for each language that may be shown, today's first.

    What nobody may read yet is cited as it will be. `absolute` makes a full address of a path.
    """
    written = [code for code in ("de", "en") if getattr(statement, f"text_{code}")]
    languages = statement.shown_languages() or written
    own_first = sorted(languages, key=lambda code: code != translation.get_language())
    return [citation(statement, language, absolute) for language in own_first]


def citation(statement, language, absolute):
    item, side = statement.item, statement.side(language)
    is_reported = statement.kind == statement.Kind.SUMMARY
    quotation = side.text if is_reported else quoted(side.text, language)
    speaker = ", ".join(filter(None, (side.name, side.title, side.organisation)))
    with translation.override(language):
        day = date_format(item.day, "DATE_FORMAT") if item.day else ""
        return Citation(
            language,
            f"{' '.join(quotation.split())} {speaker.removesuffix('.')}.",
            item.headline,
            language_of(item, "headline"),
            f"{', '.join(filter(None, ('nukliD®', day)))}. "
            f"{absolute(statement.get_absolute_url(language))}",
        )
