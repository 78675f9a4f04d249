"""What readers will miss in a news item, in sentences for whoever is about to publish it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.models import NewsItem
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

PICTURE = ("image", "image_alt_text_de", "image_alt_text_en", "image_credit")


def shortcomings(item: NewsItem) -> list[str]:
    """Return sentences about what readers will miss in the item itself."""
    sentences = []
    for language in LANGUAGES:
        if missing := untranslated(item, language):
            sentence = _("Not translated: %s. Readers get the other language there, with a note.")
            sentences.append(sentence % ", ".join(missing))
    sentences += picture_shortcomings({name: getattr(item, name) for name in PICTURE})
    if item.dated_on and item.dated_on > timezone.localdate():
        sentence = _("It is dated %s, a day still to come: readers see this date at once.")
        sentences.append(sentence % date_format(item.dated_on, "DATE_FORMAT"))
    return sentences


def untranslated(item, language):
    """Return the names of the texts that lack `language` only."""
    names = ("headline", "standfirst", "body")
    lacking = [n for n in names if getattr(item, n) and not getattr(item, f"{n}_{language}")]
    return [str(item._meta.get_field(f"{name}_{language}").verbose_name) for name in lacking]


def picture_shortcomings(columns: dict) -> list[str]:
    """Return sentences about what the picture lacks; `columns` holds what PICTURE names."""
    if not columns.get("image"):
        return []
    sentences = [
        _("The picture has no alternative text (%s).") % LANGUAGE_NAMES[language]
        for language in LANGUAGES
        if not columns.get(f"image_alt_text_{language}")
    ]
    credit = [] if columns.get("image_credit") else [_("The picture has no credit.")]
    return sentences + credit
