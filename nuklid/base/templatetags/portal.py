"""How texts, dates, pictures and facts are written into a page. The one place that marks safe."""

import json
import re
from datetime import datetime

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from nuklid.base.records.licences import Licence
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, language_of
from nuklid.base.texts.line_breaks import break_address, hyphenate, keep_together
from nuklid.base.texts.rich_text import clean
from nuklid.base.texts.telephone import international_number

register = template.Library()

CREDIT_HEADING = re.compile(r"^\s*(foto|photo|bild|picture|image)\s*:\s*", re.IGNORECASE)

QUOTATION_MARKS = {"de": "„{}“", "en": "“{}”"}
# A "<" could end the script element; the browser never sees one.
JSON_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def rich(html):
    """Write out HTML from the editor, cleaned once more."""
    return mark_safe(keep_together(clean(html)))  # noqa: S308 -- just cleaned


@register.filter
def unbroken(text):
    """Write a text in which dates, names, quantities and nuclides stay on one line."""
    return mark_safe(keep_together(conditional_escape(text)))  # noqa: S308 -- just escaped


@register.filter
def in_parts(address):
    """Write an address, of a page or for mail, that breaks between its parts."""
    return mark_safe(break_address(conditional_escape(address)))  # noqa: S308 -- just escaped


@register.filter
def breakable(text, least=10):
    """Write a text whose words of `least` letters or more may break, for a narrow column."""
    return hyphenate(text, least)


@register.filter
def dial(number):
    """Write a telephone number as a link that dials it from any country, if it can be told."""
    if address := international_number(number):
        return format_html('<a href="tel:{}">{}</a>', address, number)
    return number


@register.filter
def json_ld(data):
    """Write a dict as linked data of schema.org."""
    data = {"@context": "https://schema.org"} | data
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    for sign, code in JSON_ESCAPES.items():  # str.translate() takes ten times as long
        text = text.replace(sign, code)
    inert = mark_safe(text)  # noqa: S308 -- holds no markup any more
    return format_html('<script type="application/ld+json">{}</script>', inert)


@register.filter
def day(value):
    """Write a date, or the day of an aware datetime in Berlin, for people and machines."""
    if not value:
        return ""
    value = timezone.localdate(value) if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), date_format(value, "DATE_FORMAT")
    )


@register.filter
def moment(value):
    """Write day and time of an aware datetime, as a clock in Berlin shows it."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


@register.filter
def quoted(text, language):
    """Put `text` in the quotation marks of its language."""
    return QUOTATION_MARKS[language].format(text)


@register.filter
def language_name(code):
    return LANGUAGE_NAMES[code]


@register.filter
def bare_credit(credit):
    """Return a credit without a heading of its own: "Foto: ROTOP" gives "ROTOP"."""
    return CREDIT_HEADING.sub("", credit)


@register.filter
def licence_name(code):
    return Licence(code).label


@register.filter
def deed(licence):
    """Return the address at which a licence can be read, "" where there is none."""
    return Licence(licence).deed if licence else ""


@register.filter
def kind_and_key(record):
    """Write which record this is: "mandate-7"."""
    return f"{record._meta.model_name}-{record.pk}"


@register.filter
def initials(name):
    """Shorten an organisation's name for where its logo is missing: "CUP", "GSR"."""
    words = name.replace("-", " ").split()
    first = words[0][:4] if words and words[0].isupper() else ""
    return first or "".join(word[0] for word in words[:3]).upper()


@register.simple_tag
def page_link(row, name=""):
    """Write the name of a person or an organisation, leading to its page where it has one."""
    name = name or row
    if not row.is_public:
        return name
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), name)


@register.simple_tag
def difference(runs, gone, new, hidden="sr", between=""):
    """Write what two texts have apart and in common; `gone` and `new` are labels to be heard.

    `runs` have a text and a kind: "gone", "new" or another. Nothing is put beside or between them
    but what is given, for their line ends are shown.
    """
    shapes = {
        "gone": ('<del><span class="{}">{} </span>{}</del>', gone),
        "new": ('<ins><span class="{}">{} </span>{}</ins>', new),
    }
    written = []
    for run in runs:
        shape, label = shapes.get(run.kind, ("", ""))
        written.append(format_html(shape, hidden, label, run.text) if shape else run.text)
    return format_html_join(between, "{}", ((text,) for text in written))


@register.simple_tag
def lang(instance, name):
    """Write the lang attribute of a text that is shown in another language than the page."""
    language = language_of(instance, name)
    return format_html(' lang="{}"', language) if language not in ("", get_language()) else ""


@register.simple_tag
def only_in(instance, *names):
    """Return the other language if one of these texts can only be read in it, else ""."""
    languages = {language_of(instance, name) for name in names}
    return next(iter(languages - {"", get_language()}), "")


@register.inclusion_tag("partials/picture.html")
def picture(instance, name, sizes, css="", eager=False):
    """Show the picture `name` of `instance`, which takes `sizes` of the window.

    An `eager` one is in sight at once. Works on names and numbers alone: no file is opened.
    """
    image = getattr(instance, name)
    shapes = [spec[-1][1] for key, spec in image.field.formats.items() if key[1:].isdigit()]
    webp, other = (
        ", ".join(f"{getattr(image, f'{kind}{width}')} {width}w" for width, _ in shapes)
        for kind in ("webp", "w")
    )
    alt = getattr(instance, f"{name}_alt_text")
    return {
        "alt": alt,
        "alt_lang": lang(instance, f"{name}_alt_text") if alt else "",
        "css": css,
        "eager": eager,
        "height": shapes[-1][1],
        "sizes": sizes,
        "src": getattr(image, f"w{shapes[1][0]}"),
        "srcset": other,
        "webp": webp,
        "width": shapes[-1][0],
    }
